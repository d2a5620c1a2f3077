"""No value of ours is ever computed by a spreadsheet: one guard for every text file a person may open there."""

import unicodedata

STARTS_A_FORMULA = frozenset("=+-@＝＋－＠\t\r\n")
"""Signs after which a spreadsheet computes, their full-width variants, and what splits a cell (reliability.md 5.3)."""

_QUOTES = frozenset("\"'`´‘’“”«»＂＇")


def safe_cell(text: str) -> str:
    """The text as it is, or after an apostrophe when a spreadsheet might compute it: shown, never computed.

    Quotes, spaces and invisible characters before the sign do not hide it.
    """
    sign = next((one for one in text if one in STARTS_A_FORMULA or not _is_passed_over(one)), "")
    return f"'{text}" if sign in STARTS_A_FORMULA else text


def _is_passed_over(one: str) -> bool:
    return one in _QUOTES or one.isspace() or unicodedata.category(one) in ("Cf", "Cc")
