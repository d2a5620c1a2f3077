"""A large file re-cut into chunks: every row of a reference in the same one, so that each is read on its own.

The rows of a purchase may stand anywhere in a file, so a chunk is no stretch of it: a hash of the reference says where
a row goes. A chunk is a file of frames: the byte order mark, the header, then the rows in their order, each with its
line.
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import BinaryIO

from chalicelib.intake.csv_lines import RawRow
from chalicelib.intake.csv_stream import CsvHead, exceeds, head_of, open_csv
from chalicelib.intake.rejects import FileRefusedError, Reject, RejectCode

CHUNK_BYTES = 160_000
"""About a thousand rows."""

MOST_CHUNKS = 8_000
"""Chunks of a larger file are larger."""

BUFFER_BYTES = 48 << 20
"""How much waits in memory before it is written."""

CROWDED_BYTES = 8 * CHUNK_BYTES
"""A chunk that holds more may hold a reference of too many rows; from there on its references are counted."""

MOST_COUNTED = 100_000
"""References counted at a time."""

_FRAME = struct.Struct(">QI??")
"""Line, length, whether the row was cut, whether it is surplus."""


@dataclass(frozen=True)
class Cut:
    """How a file was cut: its head, and how many rows each chunk holds, by number; a chunk of none was not written."""

    head: CsvHead
    rows_of_chunks: tuple[int, ...]

    @property
    def rows(self) -> int:
        """All data rows of the file."""
        return sum(self.rows_of_chunks)


def chunks_for(size: int) -> int:
    """Into how many chunks a file of so many bytes is cut; the same each time."""
    return max(1, min(MOST_CHUNKS, -(-size // CHUNK_BYTES)))


OpenChunk = Callable[[int], BinaryIO]
"""Opens a chunk, by number, to append to it; it is closed again before the next one is opened."""


def cut_csv(stream: BinaryIO, open_chunk: OpenChunk, *, chunks: int, salt: str, most_rows: int | None = None) -> Cut:
    """Cut a file; the same file, number and salt (the transmission's identifier) give the very same chunks.

    Raises FileRefusedError, perhaps after chunks were written, when the file cannot be read as a whole or holds more
    than `most_rows`.
    """
    head, rows = open_csv(stream)
    buffers = _Buffers(open_chunk, beginning=frame_of(RawRow(0, head.mark)) + frame_of(head.row))
    held = [0] * chunks
    places = _Places(chunks, salt)
    for number, row in enumerate(rows, start=1):
        if most_rows is not None and number > most_rows:
            raise _too_long(number + sum(1 for _ in rows), most_rows)
        chunk, framed = places.find(head.reference(row), row)
        held[chunk] += 1
        buffers.add(chunk, framed)
    buffers.write()
    return Cut(head, tuple(held))


def _too_long(rows: int, most_rows: int) -> FileRefusedError:
    return FileRefusedError(Reject(RejectCode.FILE_TOO_LONG, value=str(rows), detail=str(most_rows)))


def read_chunk(stream: BinaryIO) -> tuple[CsvHead, Iterator[RawRow]]:
    """The head of the file and the rows of one of its chunks, in their order."""
    frames = read_frames(stream)
    mark = next(frames).raw
    return head_of(mark, next(frames)), frames


def frame_of(row: RawRow) -> bytes:
    """A row with its line, as it stands in a chunk."""
    return _FRAME.pack(row.line, len(row.raw), row.is_cut, row.is_surplus) + row.raw


def read_frames(stream: BinaryIO) -> Iterator[RawRow]:
    """What `frame_of` wrote, one after the other. Raises EOFError when the last one is not whole."""
    while beginning := stream.read(_FRAME.size):
        line, length, *marks = _FRAME.unpack(_whole(stream, beginning, _FRAME.size))
        yield RawRow(line, _whole(stream, b"", length), *marks)


def _whole(stream: BinaryIO, read: bytes, size: int) -> bytes:
    while len(read) < size:
        more = stream.read(size - len(read))
        if not more:
            raise EOFError("a chunk ends within a row")
        read += more
    return read


class _Places:
    """Which chunk a row goes to.

    Rows of a reference that has too many are refused one by one and need not stand together: as soon as they are known
    they go anywhere, so that no chunk grows with a file of one reference.
    """

    def __init__(self, chunks: int, salt: str) -> None:
        self._key = blake2b(salt.encode(), digest_size=32).digest()
        self._sizes = [0] * chunks
        self._counted: dict[str, tuple[int, int]] = {}

    def find(self, reference: str, row: RawRow) -> tuple[int, bytes]:
        """The number of the chunk, and the row's frame for it."""
        # A row without reference has no other row to be merged with.
        chunk = self._chunk(reference or f"\0{row.line}")
        if reference and self._sizes[chunk] > CROWDED_BYTES and self._is_surplus(reference, len(row.raw)):
            row = row._replace(is_surplus=True)
            chunk = self._chunk(f"\0{row.line}")
        frame = frame_of(row)
        self._sizes[chunk] += len(frame)
        return chunk, frame

    def _chunk(self, key: str) -> int:
        return int.from_bytes(blake2b(key.encode(), digest_size=8, key=self._key).digest()) % len(self._sizes)

    def _is_surplus(self, reference: str, size: int) -> bool:
        """Whether rows of it went to its chunk, since they are counted, of which the last one was too many there."""
        rows, read = self._counted.get(reference, (0, 0))
        if exceeds(rows, read):
            return True
        if len(self._counted) >= MOST_COUNTED:
            self._counted.clear()
        self._counted[reference] = rows + 1, read + size
        return False


class _Buffers:
    """Frames on their way to their chunks, written together so that few files are opened, and those rarely."""

    def __init__(self, open_chunk: OpenChunk, beginning: bytes) -> None:
        self._open, self._beginning = open_chunk, beginning
        self._waiting: dict[int, bytearray] = {}
        self._begun: set[int] = set()
        self._size = 0

    def add(self, chunk: int, frame: bytes) -> None:
        """Keep a frame for a chunk; what waits is written when it is too much."""
        waiting = self._waiting.get(chunk)
        if waiting is None:
            waiting = self._waiting[chunk] = bytearray()
        waiting += frame
        self._size += len(frame)
        if self._size >= BUFFER_BYTES:
            self.write()

    def write(self) -> None:
        """Write all that waits."""
        for chunk, waiting in sorted(self._waiting.items()):
            with self._open(chunk) as file:
                if chunk not in self._begun:
                    file.write(self._beginning)
                    self._begun.add(chunk)
                file.write(waiting)
        self._waiting.clear()
        self._size = 0
