"""Lines of a file of any size: byte blocks in, numbered lines out, a few hundred kilobytes in memory."""

import codecs
from collections.abc import Iterable, Iterator
from functools import partial
from typing import BinaryIO, NamedTuple

from chalicelib.intake.rejects import FileRefusedError, Reject, RejectCode

BLOCK_BYTES = 1 << 18
LONGEST_LINE_MB = 1
LONGEST_LINE = LONGEST_LINE_MB << 20
"""Bytes. A longer line is no row of a file of proofs, and a file of one line must not fill the memory."""

KEPT_OF_A_LONG_LINE = 1_000

_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_MARKS = (codecs.BOM_UTF8, *_UTF_16)
_LONGEST_MARK = max(map(len, _MARKS))


class RawRow(NamedTuple):
    """A row, or a line of one, as it came.

    Attributes:
        line: number of its first line; the file's first line is 1.
        raw: its bytes with their line ends; those of a UTF-16 file as UTF-8.
        is_cut: it is longer than `LONGEST_LINE`, and only its beginning was kept.
        is_surplus: its reference takes more rows than are read, and it is known to be one of those beyond.
    """

    line: int
    raw: bytes
    is_cut: bool = False
    is_surplus: bool = False


def marked(stream: BinaryIO) -> tuple[bytes, Iterator[bytes]]:
    """The byte order mark (empty when there is none) and the blocks behind it; UTF-16 comes out as UTF-8."""
    first = b""
    while len(first) < _LONGEST_MARK and (more := stream.read(BLOCK_BYTES)):
        first += more
    mark = next((mark for mark in _MARKS if first.startswith(mark)), b"")
    blocks = _blocks(first[len(mark) :], stream)
    return mark, _as_utf_8(blocks, _UTF_16[mark]) if mark in _UTF_16 else blocks


def as_it_came(raw: bytes, mark: bytes) -> bytes:
    """The bytes of a row in the encoding of its file."""
    return raw.decode().encode(_UTF_16[mark]) if mark in _UTF_16 else raw


def lines_of(blocks: Iterable[bytes]) -> Iterator[RawRow]:
    """Lines ended by CRLF, LF or CR. Raises FileRefusedError at a NUL, which no text holds."""
    number, rest = 0, b""
    for block in blocks:
        if b"\0" in block:
            raise FileRefusedError(Reject(RejectCode.UNREADABLE_FILE))
        lines = (rest + block).splitlines(keepends=True)
        # What ends with CR may go on with LF.
        rest = b"" if not lines or lines[-1].endswith(b"\n") else lines.pop()
        for raw in lines:
            number += 1
            yield _line(number, raw)
        if len(rest) > LONGEST_LINE and not rest.endswith(b"\r"):
            rest = rest[: LONGEST_LINE + 1]
    if rest:
        yield _line(number + 1, rest)


def _line(number: int, raw: bytes) -> RawRow:
    if len(raw) > LONGEST_LINE:
        return RawRow(number, raw[:KEPT_OF_A_LONG_LINE], is_cut=True)
    return RawRow(number, raw)


def _blocks(first: bytes, stream: BinaryIO) -> Iterator[bytes]:
    yield first
    yield from iter(partial(stream.read, BLOCK_BYTES), b"")


def _as_utf_8(blocks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """A lone half of a pair of surrogates, and a last odd byte, come out as damage."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    for block in blocks:
        yield decoder.decode(block).encode()
    yield decoder.decode(b"", final=True).encode()
