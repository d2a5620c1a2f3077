"""Compressed files of proofs: gzip or zip, told by their first bytes, inflated as a stream within limits.

Sizes that an archive tells of itself are never believed: bytes are counted while they inflate.
"""

import gzip
import zipfile
import zlib
from dataclasses import dataclass
from io import BufferedReader, RawIOBase
from typing import Any, BinaryIO, cast

from chalicelib.intake.archives import ZIP, open_only_entry
from chalicelib.intake.rejects import FileRefusedError, Reject, RejectCode

MOST_PLAIN_BYTES = 5 << 30
MOST_RATIO = 100
FREE_PLAIN_BYTES = 1 << 20
"""Up to here no ratio is looked at: a small file of equal rows compresses very well."""

_GZIP = b"\x1f\x8b"
_ARCHIVES = (_GZIP, *ZIP, b"BZh", b"\xfd7zXZ\x00", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x28\xb5\x2f\xfd")
_USUAL_RATIO = 8
_BUFFER_BYTES = 1 << 16


@dataclass(frozen=True)
class Opened:
    """A file ready to be read.

    Attributes:
        stream: its plain bytes. Reading raises FileRefusedError as soon as a limit is passed or the archive is damaged.
        expected_size: about how many there are, the same each time it is asked; the truth is known at the end.
    """

    stream: BinaryIO
    expected_size: int


def open_plain(file: BinaryIO, *, size: int) -> Opened:
    """The plain bytes of a seekable file of `size` bytes, whatever its name. Raises FileRefusedError."""
    beginning = file.read(4)
    file.seek(0)
    if beginning.startswith(_GZIP):
        inflated = cast("BinaryIO", gzip.GzipFile(fileobj=file, mode="rb"))
        return Opened(_bounded(inflated, size), min(size * _USUAL_RATIO, MOST_PLAIN_BYTES))
    if beginning in ZIP:
        inflated, expected = open_only_entry(file)
        return Opened(_bounded(inflated, size), min(expected, MOST_PLAIN_BYTES))
    if size > MOST_PLAIN_BYTES:
        raise _too_large()
    return Opened(file, size)


def _too_large() -> FileRefusedError:
    return FileRefusedError(Reject(RejectCode.FILE_TOO_LARGE, detail=str(MOST_PLAIN_BYTES >> 20)))


def _bounded(inflated: BinaryIO, size: int) -> BinaryIO:
    return BufferedReader(_Inflated(inflated, size), _BUFFER_BYTES)


class _Inflated(RawIOBase):
    """Plain bytes of an archive of `size` bytes, counted as they come."""

    def __init__(self, inflated: BinaryIO, size: int) -> None:
        self._inflated, self._size, self._count = inflated, size, 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Raises FileRefusedError beyond a limit, for a damaged archive, and for another archive within."""
        view = memoryview(buffer)
        try:
            read = self._inflated.read(len(view))
        except (zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as cause:
            raise FileRefusedError(Reject(RejectCode.UNREADABLE_ARCHIVE)) from cause
        if self._count == 0 and read.startswith(_ARCHIVES):
            raise FileRefusedError(Reject(RejectCode.NESTED_ARCHIVE))
        self._count += len(read)
        if self._count > MOST_PLAIN_BYTES:
            raise _too_large()
        if self._count > FREE_PLAIN_BYTES and self._count > self._size * MOST_RATIO:
            raise FileRefusedError(Reject(RejectCode.ARCHIVE_INFLATES_TOO_MUCH, detail=str(MOST_RATIO)))
        view[: len(read)] = read
        return len(read)
