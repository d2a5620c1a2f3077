"""CSV for spreadsheets: no cell of ours is ever read as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The file's text: `;` between fields, CRLF at line ends, quotes where needed; the header first."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(header)
    writer.writerows([[_safe(cell) for cell in row] for row in rows])
    return text.getvalue()


def _safe(cell: str) -> str:
    """A leading apostrophe makes a spreadsheet show the text instead of computing it."""
    return f"'{cell}" if cell.startswith(_STARTS_A_FORMULA) else cell
