"""The file of rejected rows: the rows to correct, as they came, under the header they came with.

It is a file of proofs itself: corrected and sent again, it gives the proofs that are missing.
"""

import re
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import TYPE_CHECKING

from chalicelib.intake.csv_lines import RawRow

if TYPE_CHECKING:
    # It brings the rules of proofs, a tenth of a second for every function that only names a report.
    from chalicelib.intake.csv_stream import CsvHead

SORTED_BYTES = 32 << 20
"""How much of the rows is held in memory to sort it."""

_COMPRESSED = re.compile(r"\.(gz|gzip|zip)$", re.IGNORECASE)
_CSV = re.compile(r"\.(csv|txt|tsv)$", re.IGNORECASE)


def rejected_name(file_name: str, ending: str = "csv") -> str:
    """`orders.csv` and `orders.csv.gz` -> `orders-rejected.csv`; never compressed, whatever the file was."""
    return f"{_CSV.sub('', _COMPRESSED.sub('', file_name))}-rejected.{ending}"


def write_rejected_rows(head: "CsvHead", rows: Iterable[RawRow]) -> Iterator[bytes]:
    """The content of the file, in portions: encoding, line ends and bytes of every row as they came.

    Rows that were too long to be kept are left out. Rows come in any order; as many as `SORTED_BYTES` hold at a time
    stand in the order of the file.
    """
    yield head.content
    end = _END_OF_LINE.search(head.row.raw)
    for row in _in_stretches(rows):
        whole = row.raw if _END_OF_LINE.search(row.raw) else row.raw + (end[0] if end else b"\r\n")
        yield head.as_it_came(whole)


_END_OF_LINE = re.compile(rb"(?:\r\n|\n|\r)\Z")


def _in_stretches(rows: Iterable[RawRow]) -> Iterator[RawRow]:
    waiting: list[RawRow] = []
    size = 0
    for row in rows:
        if row.is_cut:
            continue
        waiting.append(row)
        size += len(row.raw)
        if size > SORTED_BYTES:
            yield from sorted(waiting, key=attrgetter("line"))
            waiting, size = [], 0
    yield from sorted(waiting, key=attrgetter("line"))
