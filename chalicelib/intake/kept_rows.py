"""Refused lines with their rows as they came, on their way from the chunks to the reports: a file of frames.

The byte order mark, the header, then for every line what became of it and its row.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO, NamedTuple

from chalicelib.domain.transmission import Line
from chalicelib.domain.transmission_lines import line_from, line_text
from chalicelib.intake.csv_lines import RawRow
from chalicelib.intake.csv_partition import frame_of, read_frames


class KeptHead(NamedTuple):
    """How the file began; both empty for a body of JSON."""

    mark: bytes = b""
    row: RawRow = RawRow(0, b"")


Kept = tuple[KeptHead, Iterator[tuple[Line, RawRow]]]


def kept_rows(head: KeptHead, lines: Iterable[Line], rows: Mapping[int, RawRow]) -> bytes:
    """The lines with their rows, found by number."""
    frames = [frame_of(RawRow(0, head.mark)), frame_of(head.row)]
    for line in lines:
        frames += [frame_of(RawRow(line.number, line_text(line).encode())), frame_of(rows[line.number])]
    return b"".join(frames)


def read_kept_rows(stream: BinaryIO) -> Kept:
    """What `kept_rows` wrote."""
    frames = read_frames(stream)
    head = KeptHead(next(frames).raw, next(frames))
    return head, ((line_from(told.raw.decode()), row) for told, row in zip(frames, frames, strict=True))
