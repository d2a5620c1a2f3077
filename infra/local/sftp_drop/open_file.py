"""A file an SFTP client has open: a temporary copy, which reaches the bucket only when it is complete."""

import os
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import IO

from asyncssh import SFTPPermissionDenied

_IN_MEMORY_BYTES = 8 * 1024 * 1024


def _new_content() -> IO[bytes]:
    return SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES)


@dataclass
class OpenFile:
    """`appends` means that every write goes to the end, whatever offset the client names."""

    key: str
    writable: bool
    appends: bool = False
    content: IO[bytes] = field(default_factory=_new_content)

    @property
    def size(self) -> int:
        """Bytes so far."""
        return self.content.seek(0, os.SEEK_END)

    def read(self, offset: int, size: int) -> bytes:
        """At most `size` bytes; none at the end of the file."""
        self.content.seek(offset)
        return self.content.read(size)

    def write(self, offset: int, data: bytes) -> int:
        """Write at an offset; a hole left before it reads as zeros.

        Raises:
            SFTPPermissionDenied: the file was opened for reading.
        """
        if not self.writable:
            raise SFTPPermissionDenied("This file was opened for reading.")
        self.content.seek(self.size if self.appends else offset)
        return self.content.write(data)

    def truncate(self, size: int) -> None:
        """Cut or stretch to `size` bytes. Raises SFTPPermissionDenied when opened for reading."""
        if not self.writable:
            raise SFTPPermissionDenied("This file was opened for reading.")
        missing = size - self.size
        if missing > 0:
            self.content.write(b"\0" * missing)
        self.content.truncate(size)
