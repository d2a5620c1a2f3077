"""Files as streams that give their bytes in any portions, and the chunks they are cut into, kept in memory."""

from collections import defaultdict
from collections.abc import Callable
from io import BytesIO
from typing import BinaryIO

from chalicelib.intake.csv_partition import Cut, cut_csv, read_chunk
from chalicelib.intake.csv_proofs import ParsedRows, RejectedRow, parse_rows
from chalicelib.intake.csv_stream import open_csv
from chalicelib.intake.proof_schema import Arrival


class Portions(BytesIO):
    """Gives no more than `most` bytes at a time, as sockets do."""

    def __init__(self, content: bytes, most: int) -> None:
        super().__init__(content)
        self._most = most

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(self._most if size is None or size < 0 else min(self._most, size))


class _Appended(BytesIO):
    def __init__(self, write: Callable[[bytes], None]) -> None:
        super().__init__()
        self._write = write

    def close(self) -> None:
        if not self.closed:
            self._write(self.getvalue())
        super().close()


class Chunks:
    """Where a partition writes to."""

    def __init__(self) -> None:
        self.contents: dict[int, bytes] = defaultdict(bytes)

    def open(self, number: int) -> BinaryIO:
        def append(written: bytes) -> None:
            self.contents[number] += written

        return _Appended(append)


def cut(content: bytes, *, chunks: int = 5, salt: str = "f0", most_rows: int | None = None) -> tuple[Cut, Chunks]:
    """A file and its chunks."""
    written = Chunks()
    found = cut_csv(BytesIO(content), written.open, chunks=chunks, salt=salt, most_rows=most_rows)
    return found, written


def parse_whole(content: bytes, arrival: Arrival, *, portion: int = 1 << 20) -> tuple[ParsedRows, list[RejectedRow]]:
    """A file read in one piece."""
    refused: list[RejectedRow] = []
    head, rows = open_csv(Portions(content, portion))
    return parse_rows(rows, head, arrival, refused.append), refused


def parse_in_chunks(content: bytes, arrival: Arrival, *, chunks: int) -> tuple[list[ParsedRows], list[RejectedRow]]:
    """A file cut, and each chunk read."""
    refused: list[RejectedRow] = []
    parsed = []
    for _, chunk in sorted(cut(content, chunks=chunks)[1].contents.items()):
        head, rows = read_chunk(BytesIO(chunk))
        parsed.append(parse_rows(rows, head, arrival, refused.append))
    return parsed, refused
