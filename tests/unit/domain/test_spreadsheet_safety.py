"""No value is ever computed by a spreadsheet."""

import pytest

from chalicelib.domain.spreadsheet_safety import safe_cell

HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\nplain",
    "＝1＋1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    '"=1+1',
    "'=1+1",
    "   =1+1",
    "\u00a0=1",
    "\u200b=1",
    "\ufeff@x",
    " \" =cmd|'/c calc'!A0",
    "\x00=1",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_might_be_computed_is_shown_instead(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "CMD-1", "a=b", "2026-11-25", "d'été", '"quoted"', "  padded", "É+", "1,5"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text
