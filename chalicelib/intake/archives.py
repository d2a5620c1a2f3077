"""Zip archives of merchants: the one data file within, and everything an archive is refused for."""

import re
import stat
import struct
import zipfile
from io import SEEK_END
from typing import BinaryIO, cast

from chalicelib.intake.rejects import FileRefusedError, Reject, RejectCode

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""How a zip begins: with an entry, or with its end when it has none."""

MOST_ENTRIES = 100

_MOST_DIRECTORY_BYTES = 1 << 20
_END_MARK = b"PK\x05\x06"
_END = struct.Struct("<4s6xHI4x2x")
"""The end record: its mark, the number of entries, the size of the directory; place and comment are passed over."""

_LONGEST_COMMENT = 0xFFFF
_ZIP64_MARK = b"PK\x06\x07"
_ZIP64_LOCATOR_BYTES = 20
_SPREADSHEET = "[Content_Types].xml"
_ARCHIVE_NAME = re.compile(r"\.(zip|gz|gzip|tgz|tar|bz2|tbz2|xz|txz|7z|rar|zst|lz4|jar)$", re.IGNORECASE)


def open_only_entry(file: BinaryIO) -> tuple[BinaryIO, int]:
    """The data file of a zip as a stream, and how long it says it is. Raises FileRefusedError."""
    _check_directory(file)
    try:
        archive = zipfile.ZipFile(file)
        entry = _only_entry(archive)
        return cast("BinaryIO", archive.open(entry)), entry.file_size
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError) as cause:
        raise FileRefusedError(Reject(RejectCode.UNREADABLE_ARCHIVE)) from cause


def _check_directory(file: BinaryIO) -> None:
    """Look at the end of the archive before its directory is loaded, which as a whole may be of any size."""
    size = file.seek(0, SEEK_END)
    file.seek(max(0, size - _END.size - _LONGEST_COMMENT))
    tail = file.read()
    file.seek(0)
    place = len(tail) - _END.size if _ends_plainly(tail) else tail.rfind(_END_MARK)
    if place < 0 or place + _END.size > len(tail):
        raise FileRefusedError(Reject(RejectCode.UNREADABLE_ARCHIVE))
    _, entries, directory_bytes = _END.unpack_from(tail, place)
    is_zip64 = tail[max(0, place - _ZIP64_LOCATOR_BYTES) : place].startswith(_ZIP64_MARK)
    if is_zip64 or entries > MOST_ENTRIES or directory_bytes > _MOST_DIRECTORY_BYTES:
        raise _too_many_entries()


def _ends_plainly(tail: bytes) -> bool:
    """Whether the archive ends without a comment, the rule by which `zipfile` finds its end."""
    return tail[-_END.size :].startswith(_END_MARK) and tail.endswith(b"\0\0")


def _too_many_entries() -> FileRefusedError:
    return FileRefusedError(Reject(RejectCode.ARCHIVE_TOO_MANY_ENTRIES, detail=str(MOST_ENTRIES)))


def _only_entry(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise _too_many_entries()
    if any(entry.filename == _SPREADSHEET for entry in entries):
        raise FileRefusedError(Reject(RejectCode.UNREADABLE_FILE))
    for entry in entries:
        if _is_unsafe(entry):
            raise FileRefusedError(Reject(RejectCode.UNSAFE_ARCHIVE, value=entry.filename))
    files = [entry for entry in entries if _is_data(entry)]
    if len(files) != 1:
        raise FileRefusedError(Reject(RejectCode.ARCHIVE_NOT_ONE_FILE, detail=str(len(files))))
    _check_entry(files[0])
    return files[0]


def _check_entry(only: zipfile.ZipInfo) -> None:
    if only.flag_bits & 0x1:
        raise FileRefusedError(Reject(RejectCode.ENCRYPTED_ARCHIVE))
    if _ARCHIVE_NAME.search(only.filename):
        raise FileRefusedError(Reject(RejectCode.NESTED_ARCHIVE, value=only.filename))
    if only.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # The others need memory as the archive pleases.
        raise FileRefusedError(Reject(RejectCode.UNREADABLE_ARCHIVE))


def _is_unsafe(entry: zipfile.ZipInfo) -> bool:
    """No name, a path out of the archive, a drive, a backslash or a link; nothing is unpacked to disk, and still."""
    name = entry.filename
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    return not name or is_link or name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _is_data(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry is neither a folder nor what file managers add."""
    parts = entry.filename.split("/")
    return not entry.is_dir() and parts[0] != "__MACOSX" and not parts[-1].startswith(".")
