"""The keys of transmissions; the table's other keys stand in `keys.py`.

| item | pk | sk |
|---|---|---|
| file | `W#<website>#F` | `<transmission_id>` |
| call | `W#<website>#F#<yyyymmdd, UTC>` | `<transmission_id>` |
| chunk | `W#<website>#F#<transmission_id>` | `C#<number, 6 digits>` |
| checkpoint among transmissions | as theirs | `~` |
| whose content it is | `W#<website>#F#CONTENT` | `<SHA-256>`, or `send-<transmission_id>` of a check that is sent |
"""

from datetime import UTC, date, datetime

from chalicelib.adapters.keys import Key, transmissions
from chalicelib.domain.books import TransmissionSource
from chalicelib.domain.transmission import TransmissionKind, kind_of, received_day_of

CHUNK_SK_PREFIX = "C#"
BEHIND_ALL = "~"
"""Behind every transmission of a partition: no identifier begins with a tilde."""

TRANSMISSION_ID_LENGTH, _DAY_LENGTH = 26, 8


def transmission(website_id: str, transmission_id: str) -> Key:
    """Raises TransmissionNotFoundError for a text that cannot be an identifier, WebsiteNotFoundError likewise."""
    day = received_day_of(transmission_id)
    if kind_of(transmission_id) is TransmissionKind.FILE:
        return Key(files(website_id), transmission_id)
    return Key(calls(website_id, day), transmission_id)


def files(website_id: str) -> str:
    """The partition of a website's files."""
    return transmissions(website_id)


def calls(website_id: str, day: date) -> str:
    """The partition of the calls of a day."""
    return f"{transmissions(website_id)}#{day:%Y%m%d}"


def is_transmission(pk: str, sk: str) -> bool:
    """Whether an item's key is that of a transmission, and of nothing else in its partition."""
    parts = pk.split("#")
    in_place = len(parts) == 3 or (len(parts) == 4 and len(parts[3]) == _DAY_LENGTH)
    return in_place and parts[2] == "F" and len(sk) == TRANSMISSION_ID_LENGTH


def partition(website_id: str, source: TransmissionSource) -> str:
    """The partition of one source."""
    return files(website_id) if source.day is None else calls(website_id, source.day)


def source_of(pk: str) -> TransmissionSource:
    """What `partition` was made of."""
    *_, last = pk.split("#")
    return TransmissionSource(None if last == "F" else datetime.strptime(last, "%Y%m%d").replace(tzinfo=UTC).date())


def chunks(website_id: str, transmission_id: str) -> str:
    """The partition of a transmission's chunks."""
    received_day_of(transmission_id)
    return f"{transmissions(website_id)}#{transmission_id}"


def chunk(website_id: str, transmission_id: str, number: int) -> Key:
    """A chunk."""
    return Key(chunks(website_id, transmission_id), f"{CHUNK_SK_PREFIX}{number:06d}")


def content(website_id: str, digest: str) -> Key:
    """Which transmission holds a content."""
    return Key(f"{transmissions(website_id)}#CONTENT", digest)
