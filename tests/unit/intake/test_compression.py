"""Compressed files: one data file within, inflated under limits, whatever the archive says of itself."""

import gzip
import io
import stat
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.intake import compression
from chalicelib.intake.compression import FREE_PLAIN_BYTES, open_plain
from chalicelib.intake.rejects import FileRefusedError, Reject, RejectCode

CONTENT = b"purchase_reference;action\nA-1;withdraw\n" * 200
ENCRYPTED = 0x1


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return written.getvalue()


def plain(content: bytes) -> bytes:
    return open_plain(io.BytesIO(content), size=len(content)).stream.read()


def refusal(content: bytes) -> Reject:
    with pytest.raises(FileRefusedError) as refused:
        plain(content)
    return refused.value.reject


@pytest.mark.parametrize(
    "content",
    [
        CONTENT,
        gzip.compress(CONTENT),
        gzip.compress(CONTENT[:100]) + gzip.compress(CONTENT[100:]),
        zipped(("orders.csv", CONTENT)),
        zipped(("orders.csv", CONTENT), method=zipfile.ZIP_STORED),
        zipped(("day/", b""), ("day/orders.csv", CONTENT), ("__MACOSX/._orders.csv", b"x"), (".DS_Store", b"x")),
    ],
)
def test_plain_and_compressed_files_are_read_alike(content: bytes) -> None:
    assert plain(content) == CONTENT


@pytest.mark.parametrize("content", [b"", b"a", b"\x1f"])
def test_what_is_no_archive_stays_as_it_is(content: bytes) -> None:
    assert plain(content) == content


def link() -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo("orders.csv")
    entry.create_system = 3
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


def protected() -> bytes:
    """As a protected archive is marked, in the entry and in the directory."""
    archive = bytearray(zipped(("orders.csv", CONTENT)))
    archive[6] |= ENCRYPTED
    archive[archive.index(b"PK\x01\x02") + 8] |= ENCRYPTED
    return bytes(archive)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (zipped(), RejectCode.ARCHIVE_NOT_ONE_FILE),
        (zipped(("a.csv", b"x"), ("b.csv", b"x")), RejectCode.ARCHIVE_NOT_ONE_FILE),
        (zipped(*((f"{n}/", b"") for n in range(101))), RejectCode.ARCHIVE_TOO_MANY_ENTRIES),
        (zipped(("orders.zip", CONTENT)), RejectCode.NESTED_ARCHIVE),
        (zipped(("orders.csv", gzip.compress(CONTENT))), RejectCode.NESTED_ARCHIVE),
        (gzip.compress(zipped(("orders.csv", CONTENT))), RejectCode.NESTED_ARCHIVE),
        (zipped(("/orders.csv", CONTENT)), RejectCode.UNSAFE_ARCHIVE),
        (zipped(("../orders.csv", CONTENT)), RejectCode.UNSAFE_ARCHIVE),
        (zipped(("C:\\orders.csv", CONTENT)), RejectCode.UNSAFE_ARCHIVE),
        (zipped((link(), b"/etc/passwd")), RejectCode.UNSAFE_ARCHIVE),
        (protected(), RejectCode.ENCRYPTED_ARCHIVE),
        (zipped(("orders.csv", CONTENT), method=zipfile.ZIP_LZMA), RejectCode.UNREADABLE_ARCHIVE),
        (zipped(("[Content_Types].xml", b"x"), ("xl/workbook.xml", b"x")), RejectCode.UNREADABLE_FILE),
        (zipped(("orders.csv", CONTENT))[:-30], RejectCode.UNREADABLE_ARCHIVE),
        (gzip.compress(CONTENT)[:-9], RejectCode.UNREADABLE_ARCHIVE),
        (gzip.compress(CONTENT)[:-1] + b"?", RejectCode.UNREADABLE_ARCHIVE),
        (gzip.compress(CONTENT) + b"rubbish", RejectCode.UNREADABLE_ARCHIVE),
        (b"PK\x03\x04\x00\x00", RejectCode.UNREADABLE_ARCHIVE),
    ],
)
def test_archives_that_are_refused(content: bytes, code: RejectCode) -> None:
    assert refusal(content).code is code


def test_a_directory_that_tells_of_few_entries_and_holds_many_is_not_loaded() -> None:
    archive = bytearray(zipped(("orders.csv", CONTENT)))
    end = archive.rindex(b"PK\x05\x06")
    archive[end + 12 : end + 16] = (2 << 20).to_bytes(4, "little")
    assert refusal(bytes(archive)).code is RejectCode.ARCHIVE_TOO_MANY_ENTRIES
    locator = b"PK\x06\x07" + bytes(16)
    assert refusal(bytes(archive[:end]) + locator + bytes(archive[end:])).code is RejectCode.ARCHIVE_TOO_MANY_ENTRIES


@pytest.mark.parametrize("pack", [gzip.compress, lambda content: zipped(("orders.csv", content))])
def test_a_bomb_is_given_up_early(pack: Callable[[bytes], bytes]) -> None:
    bomb = pack(b"a" * (40 * FREE_PLAIN_BYTES))
    opened = open_plain(io.BytesIO(bomb), size=len(bomb))
    read = 0
    with pytest.raises(FileRefusedError) as refused:  # noqa: PT012 - how much was read before counts
        while portion := opened.stream.read(1 << 16):
            read += len(portion)
    assert refused.value.reject.code is RejectCode.ARCHIVE_INFLATES_TOO_MUCH
    assert read <= len(bomb) * 100 + (1 << 17)


def test_what_inflates_a_hundredfold_up_to_a_megabyte_is_no_bomb() -> None:
    content = b"a" * FREE_PLAIN_BYTES
    assert plain(gzip.compress(content)) == content


def test_no_more_is_inflated_than_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compression, "MOST_PLAIN_BYTES", len(CONTENT) - 1)
    for content in (CONTENT, gzip.compress(CONTENT), zipped(("orders.csv", CONTENT))):
        assert refusal(content).code is RejectCode.FILE_TOO_LARGE


def test_the_expected_size_of_an_archive_is_a_guess_and_the_same_each_time() -> None:
    def expected(content: bytes) -> int:
        return open_plain(io.BytesIO(content), size=len(content)).expected_size

    assert expected(CONTENT) == expected(zipped(("orders.csv", CONTENT))) == len(CONTENT)
    packed = gzip.compress(CONTENT)
    assert expected(packed) == 8 * len(packed)


PACKED = (gzip.compress(CONTENT), zipped(("orders.csv", CONTENT)))


@given(st.binary(max_size=200), st.integers(0, 400), st.sampled_from(PACKED))
def test_a_damaged_archive_is_read_or_refused(noise: bytes, place: int, packed: bytes) -> None:
    damaged = packed[:place] + noise + packed[place + len(noise) :]
    with suppress(FileRefusedError):
        plain(damaged)
