"""Exported rows as bytes: CSV for spreadsheets, JSON lines and tab-delimited text for programs.

CSV is what the Excel of the chosen language opens by itself: UTF-8 with a byte order mark, `;` in French and `,` in
English, every cell quoted, CRLF at line ends, times on the website's clock as `2026-11-25 14:03:00`.
"""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from chalicelib.domain.export_columns import COLUMNS, JSON_COLUMNS, Value
from chalicelib.domain.export_record import ExportFormat, ExportLanguage, ExportOrder
from chalicelib.domain.feeds import FEED_COLUMNS
from chalicelib.domain.spreadsheet_safety import safe_cell

BYTE_ORDER_MARK = "\ufeff"
SEPARATORS = {ExportLanguage.FR: ";", ExportLanguage.EN: ","}
_SPLITS_A_CELL = str.maketrans({"\t": " ", "\r": " ", "\n": " "})

Row = Sequence[Value]


def head_of(order: ExportOrder) -> bytes:
    """What stands before the first row; nothing in JSON lines, nor in the rows kept for a workbook."""
    if order.feed is not None:
        return _tabbed([FEED_COLUMNS[order.feed.kind]])
    if order.format is ExportFormat.CSV:
        headings = [column.heading(order.language) for column in COLUMNS]
        return BYTE_ORDER_MARK.encode() + _quoted([headings], order.language)
    return b""


def rows_of(order: ExportOrder, rows: Iterable[Row]) -> bytes:
    """Rows as they stand in the file; those of a workbook wait as JSON lists, one a line (`cells_of` reads them)."""
    if order.format is ExportFormat.CSV:
        return _quoted(rows, order.language)
    if order.format is ExportFormat.JSONL:
        return _lines(
            {column.name: _plain(value) for column, value in zip(JSON_COLUMNS, row, strict=True)} for row in rows
        )
    if order.format is ExportFormat.XLSX:
        return _lines([_plain(value) for value in row] for row in rows)
    return _tabbed(rows)


def cells_of(line: bytes) -> list[Value]:
    """The values of one waiting row of a workbook."""
    texts: list[str | None] = json.loads(line)
    return [
        datetime.fromisoformat(text) if column.is_instant and text else text
        for column, text in zip(COLUMNS, texts, strict=True)
    ]


def _quoted(rows: Iterable[Row], language: ExportLanguage) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=SEPARATORS[language], quoting=csv.QUOTE_ALL)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue().encode()


def _tabbed(rows: Iterable[Row]) -> bytes:
    """UTF-8 without a byte order mark and without quotes, as the vendor's feeds (domain.md 9): split at tabs."""
    return "".join("\t".join(_cell(value).translate(_SPLITS_A_CELL) for value in row) + "\n" for row in rows).encode()


def _lines(documents: Iterable[object]) -> bytes:
    return "".join(
        json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n" for document in documents
    ).encode()


def _cell(value: Value) -> str:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    return safe_cell(value) if value else ""


def _plain(value: Value) -> str | None:
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else value
