"""CSV for spreadsheets, small enough for one answer: no cell of ours is ever read as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from chalicelib.domain.spreadsheet_safety import safe_cell


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The file's text: `;` between fields, CRLF at line ends, quotes where needed; the header first."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(header)
    writer.writerows([[safe_cell(cell) for cell in row] for row in rows])
    return text.getvalue()
