"""A workbook written row by row to the disk: what it holds in memory does not grow with the rows.

Texts are written as texts whatever they begin with, so that none is a formula; instants are real dates on the website's
clock.
"""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from chalicelib.domain.export_columns import COLUMNS, Value
from chalicelib.domain.export_record import ExportLanguage
from chalicelib.domain.export_words import SHEET

DATE_FORMAT = "yyyy-mm-dd hh:mm:ss"


def write_xlsx(path: Path, rows: Iterable[list[Value]], language: ExportLanguage) -> None:
    """Write the file; what it needs meanwhile stands beside it."""
    options = {"constant_memory": True, "tmpdir": str(path.parent), "use_zip64": True}
    workbook = Workbook(str(path), options)
    sheet = workbook.add_worksheet(SHEET.of(language))
    bold = workbook.add_format({"bold": True})
    dates = workbook.add_format({"num_format": DATE_FORMAT})
    for number, column in enumerate(COLUMNS):
        sheet.set_column(number, number, column.width, dates if column.is_instant else None)
        sheet.write_string(0, number, column.heading(language), bold)
    sheet.freeze_panes(1, 0)
    for line, row in enumerate(rows, start=1):
        _write_row(sheet, line, row, dates)
    workbook.close()


def _write_row(sheet: Worksheet, line: int, row: list[Value], dates: object) -> None:
    for number, value in enumerate(row):
        if isinstance(value, datetime):
            sheet.write_datetime(line, number, value.replace(tzinfo=None), dates)
        elif value:
            sheet.write_string(line, number, value)
