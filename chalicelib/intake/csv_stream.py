"""A file of proofs of any size as a stream: its head, then its rows as they came."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from chalicelib.domain.identity import canonical_reference
from chalicelib.intake.csv_columns import Header, header_of
from chalicelib.intake.csv_dialect import row_of, rows_of, text_of
from chalicelib.intake.csv_lines import RawRow, as_it_came, lines_of, marked
from chalicelib.intake.rejects import FileRefusedError, Reject, RejectCode

MOST_ROWS_OF_A_REFERENCE = 1_000
MOST_BYTES_OF_A_REFERENCE = 4 << 20
"""What is read of one reference; its further rows are refused, each by itself."""


def exceeds(rows: int, size: int) -> bool:
    """Whether the last of so many rows of a reference, right or wrong, of so many bytes in all, is one too many."""
    return rows > MOST_ROWS_OF_A_REFERENCE or size > MOST_BYTES_OF_A_REFERENCE


@dataclass(frozen=True)
class CsvHead:
    """What must be known of a file to read any of its rows.

    Attributes:
        mark: its byte order mark, perhaps empty.
        row: its header as it came.
        header: the same, recognised.
    """

    mark: bytes
    row: RawRow
    header: Header

    @property
    def content(self) -> bytes:
        """How every file with this head begins, byte for byte, ended by a line end."""
        ended = self.row.raw if self.row.raw.endswith((b"\n", b"\r")) else self.row.raw + b"\r\n"
        return self.mark + self.as_it_came(ended)

    def as_it_came(self, raw: bytes) -> bytes:
        """The bytes of a row in the encoding of the file."""
        return as_it_came(raw, self.mark)

    def reference(self, raw: RawRow) -> str:
        """The canonical reference of a row, empty when there is none; the rules may still refuse it."""
        place, delimiter = self.header.positions["purchase_reference"], self.header.delimiter
        if b'"' not in raw.raw and b"\\" not in raw.raw:
            fields = raw.raw.split(delimiter.encode(), place + 1)
            field = fields[place] if place < len(fields) else b""
            if field.isascii():
                return " ".join(field.decode().split())
        return canonical_reference(self.header.value(row_of(raw, delimiter, self.header.width), "purchase_reference"))


def head_of(mark: bytes, row: RawRow) -> CsvHead:
    """Recognise a header. Raises FileRefusedError when a required column is missing."""
    text = text_of(row.raw)
    header = header_of(text)
    if header.missing:
        raise FileRefusedError(Reject(RejectCode.MISSING_COLUMN, field=", ".join(header.missing), value=text))
    return CsvHead(mark, row, header)


def open_csv(stream: BinaryIO) -> tuple[CsvHead, Iterator[RawRow]]:
    """The head of a file and its data rows in their order, blank ones left out.

    Both this and the rows, up to the last one, raise FileRefusedError when the file cannot be read as a whole; what was
    read of it counts for nothing then.
    """
    mark, blocks = marked(stream)
    lines = lines_of(blocks)
    top = next((line for line in lines if text_of(line.raw).strip()), None)
    if top is None:
        raise FileRefusedError(Reject(RejectCode.EMPTY_FILE))
    if top.is_cut:
        raise FileRefusedError(Reject(RejectCode.UNREADABLE_FILE))
    head = head_of(mark, top)
    return head, rows_of(lines, head.header.delimiter, width=head.header.width)
