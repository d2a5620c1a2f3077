"""What an SFTP client may do in the folder of its website. Nothing here touches the local file system."""

import asyncio
import posixpath
import stat
from collections.abc import AsyncIterator, Callable

from asyncssh import (
    FXF_APPEND,
    FXF_CREAT,
    FXF_EXCL,
    FXF_TRUNC,
    FXF_WRITE,
    SFTPAttrs,
    SFTPFailure,
    SFTPFileAlreadyExists,
    SFTPName,
    SFTPNoSuchFile,
    SFTPOpUnsupported,
    SFTPPermissionDenied,
    SFTPServer,
    SSHServerChannel,
)

from infra.local.sftp_drop.bucket import DropBucket, Entry
from infra.local.sftp_drop.locations import ALWAYS_SHOWN, Home, shown_folders
from infra.local.sftp_drop.open_file import OpenFile
from infra.local.sftp_drop.refused import RefusedOperations


class DropServer(RefusedOperations, SFTPServer):
    """One SFTP session of one website.

    `is_interrupted` tells whether the client went away, in which case what it left open is thrown away, not stored.
    """

    def __init__(
        self, channel: "SSHServerChannel[bytes]", home: Home, bucket: DropBucket, is_interrupted: Callable[[], bool]
    ) -> None:
        super().__init__(channel)
        self._home = home
        self._bucket = bucket
        self._is_interrupted = is_interrupted

    def realpath(self, path: bytes) -> bytes:
        """The absolute path, as the client is shown it."""
        return self._home.canonical(path)

    async def stat(self, path: bytes) -> SFTPAttrs:
        """Kind, size and time of a file or folder."""
        relative = self._home.relative(path)
        if await self._is_folder(relative):
            return _attributes(Entry(relative))
        return _attributes(await self._existing(relative))

    async def lstat(self, path: bytes) -> SFTPAttrs:
        """As `stat`: there are no links."""
        return await self.stat(path)

    async def scandir(self, path: bytes) -> AsyncIterator[SFTPName]:
        """What stands in a folder, and the folders a merchant always finds."""
        relative = self._home.relative(path)
        if not await self._is_folder(relative):
            raise SFTPNoSuchFile(f"There is no folder /{relative}.")
        found = {entry.name: entry for entry in await asyncio.to_thread(self._bucket.list, self._home.prefix(relative))}
        always = {name: Entry(name) for name in (".", "..", *shown_folders(relative))}
        for name, entry in sorted({**found, **always}.items()):
            yield SFTPName(name.encode(), attrs=_attributes(entry))

    async def open(self, path: bytes, pflags: int, _attrs: SFTPAttrs) -> object:
        """Open for reading, or for writing; what is written reaches the bucket on close."""
        relative = self._home.relative(path)
        writes = bool(pflags & FXF_WRITE)
        exists = await asyncio.to_thread(self._bucket.find, self._home.key(relative)) is not None
        await self._check_open(relative, exists, pflags)
        file = OpenFile(self._home.key(relative), writes, bool(pflags & FXF_APPEND))
        if exists and not (writes and pflags & FXF_TRUNC):
            await asyncio.to_thread(self._bucket.read_into, file.key, file.content)
        return file

    def read(self, file_obj: object, offset: int, size: int) -> bytes:
        """Bytes of an open file."""
        return _opened(file_obj).read(offset, size)

    def write(self, file_obj: object, offset: int, data: bytes) -> int:
        """Write into the temporary copy."""
        return _opened(file_obj).write(offset, data)

    async def close(self, file_obj: object) -> None:
        """Store what was written; the client is told OK only after the bucket has it."""
        file = _opened(file_obj)
        try:
            if file.writable and not self._is_interrupted():
                await asyncio.to_thread(self._bucket.write, file.key, file.content)
        finally:
            file.content.close()

    def fstat(self, file_obj: object) -> SFTPAttrs:
        """Size of an open file."""
        return SFTPAttrs(size=_opened(file_obj).size, permissions=stat.S_IFREG | 0o644)

    def fsetstat(self, file_obj: object, attrs: SFTPAttrs) -> None:
        """Cut to a size when asked; times and permissions mean nothing in a bucket and are let pass."""
        if attrs.size is not None:
            _opened(file_obj).truncate(attrs.size)

    async def setstat(self, path: bytes, attrs: SFTPAttrs) -> None:
        """Times and permissions mean nothing in a bucket and are let pass; a size needs an open file."""
        if attrs.size is not None:
            raise SFTPOpUnsupported("Only an open file can be cut to a size.")
        await self.stat(path)

    async def remove(self, path: bytes) -> None:
        """Remove a file."""
        relative = self._home.relative(path)
        await self._existing(relative)
        await asyncio.to_thread(self._bucket.delete, self._home.key(relative))

    async def rename(self, oldpath: bytes, newpath: bytes) -> None:
        """Rename a file; refuses to overwrite."""
        new = self._home.key(self._home.relative(newpath))
        if await asyncio.to_thread(self._bucket.find, new):
            raise SFTPFileAlreadyExists("A file with this name exists.")
        await self.posix_rename(oldpath, newpath)

    async def posix_rename(self, oldpath: bytes, newpath: bytes) -> None:
        """Rename a file, over another one if there is one."""
        old, new = self._home.relative(oldpath), self._home.relative(newpath)
        await self._existing(old)
        await self._check_parent(new)
        if old != new:
            await asyncio.to_thread(self._bucket.move, self._home.key(old), self._home.key(new))

    async def mkdir(self, path: bytes, _attrs: SFTPAttrs) -> None:
        """Folders are given: making one that is there is no error for clients that always try."""
        relative = self._home.relative(path)
        if relative not in ALWAYS_SHOWN:
            raise SFTPPermissionDenied("Folders cannot be made here: drop files into /orders.")

    async def _check_open(self, relative: str, exists: bool, pflags: int) -> None:
        if not exists and await self._is_folder(relative):
            raise SFTPFailure(f"/{relative} is a folder.")
        if exists and pflags & FXF_EXCL:
            raise SFTPFileAlreadyExists("A file with this name exists.")
        if not exists and not (pflags & FXF_WRITE and pflags & FXF_CREAT):
            raise SFTPNoSuchFile(f"There is no file /{relative}.")
        if not exists:
            await self._check_parent(relative)

    async def _existing(self, relative: str) -> Entry:
        found = await asyncio.to_thread(self._bucket.find, self._home.key(relative))
        if found is None:
            raise SFTPNoSuchFile(f"There is no file /{relative}.")
        return found

    async def _check_parent(self, relative: str) -> None:
        if not await self._is_folder(posixpath.dirname(relative)):
            raise SFTPNoSuchFile("There is no such folder: drop files into /orders.")

    async def _is_folder(self, relative: str) -> bool:
        if relative in ("", *ALWAYS_SHOWN):
            return True
        return await asyncio.to_thread(self._bucket.has_any, self._home.prefix(relative))


def _opened(file_obj: object) -> OpenFile:
    if not isinstance(file_obj, OpenFile):
        raise TypeError("the server opens OpenFile objects only")
    return file_obj


def _attributes(entry: Entry) -> SFTPAttrs:
    if entry.modified_at is None:
        return SFTPAttrs(permissions=stat.S_IFDIR | 0o755)
    return SFTPAttrs(
        size=entry.size,
        permissions=stat.S_IFREG | 0o644,
        mtime=entry.modified_at.timestamp(),
        atime=entry.modified_at.timestamp(),
    )
