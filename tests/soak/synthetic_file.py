"""A file of proofs of any size that stands nowhere: its rows are made while it is read."""

from collections.abc import Iterator
from io import RawIOBase
from itertools import count

HEADER = (
    "channel;purchase_date;purchase_reference;first_name;last_name;email;language;delay;product_ref;"
    "name;product_url\r\n"
)
ROWS_AT_ONCE = 2_000


class SyntheticFile(RawIOBase):
    """About `size` bytes in rows of 150 to 170; every third row is a further product of the purchase before.

    One row in fifty is wrong. With `one_reference` every row bears the same reference.
    """

    def __init__(self, size: int, *, one_reference: bool = False) -> None:
        self._left, self._one_reference = size, one_reference
        self._blocks = self._made()
        self._waiting = b""
        self.rows = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        """Whole blocks: never more than asked for, never less while there is more."""
        wanted = 1 << 18 if size is None or size < 0 else size
        while len(self._waiting) < wanted and (block := next(self._blocks, b"")):
            self._waiting += block
        given, self._waiting = self._waiting[:wanted], self._waiting[wanted:]
        return given

    def _made(self) -> Iterator[bytes]:
        yield HEADER.encode()
        for first in count(0, ROWS_AT_ONCE):
            if self._left <= 0:
                return
            block = "".join(map(self._row, range(first, first + ROWS_AT_ONCE))).encode()
            self._left -= len(block)
            self.rows += ROWS_AT_ONCE
            yield block

    def _row(self, number: int) -> str:
        order = 0 if self._one_reference else number - (number % 3 == 2)
        email = "nobody" if number % 50 == 49 else f"marie.durand{order}@example.com"
        return (
            f"online;2026-11-{order % 20 + 1:02d};CMD-{order:09d};Marie;Durand;{email};fr;3;SKU-{number % 500};"
            f"Lampe LED numéro {number % 500};https://shop.example.com/p/{number % 500}\r\n"
        )
