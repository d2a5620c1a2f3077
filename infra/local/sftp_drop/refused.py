"""What a bucket cannot do. asyncssh's own answers would touch the local file system, so each one is refused here."""

from typing import NoReturn

from asyncssh import SFTPOpUnsupported


class RefusedOperations:
    """Stands before `asyncssh.SFTPServer` in the bases of a server."""

    def open56(self, *_arguments: object) -> NoReturn:
        """SFTP 5 and 6; we speak version 3, as OpenSSH does."""
        raise _unsupported()

    def lsetstat(self, *_arguments: object) -> NoReturn:
        """There are no links."""
        raise _unsupported()

    def readlink(self, *_arguments: object) -> NoReturn:
        """There are no links."""
        raise _unsupported()

    def symlink(self, *_arguments: object) -> NoReturn:
        """There are no links."""
        raise _unsupported()

    def link(self, *_arguments: object) -> NoReturn:
        """There are no links."""
        raise _unsupported()

    def rmdir(self, *_arguments: object) -> NoReturn:
        """Folders are given."""
        raise _unsupported()

    def statvfs(self, *_arguments: object) -> NoReturn:
        """A bucket has no size."""
        raise _unsupported()

    def fstatvfs(self, *_arguments: object) -> NoReturn:
        """A bucket has no size."""
        raise _unsupported()

    def fsync(self, *_arguments: object) -> NoReturn:
        """Nothing is durable before close; saying otherwise would be a lie."""
        raise _unsupported()


def _unsupported() -> SFTPOpUnsupported:
    return SFTPOpUnsupported("This drop does not support this operation.")
