"""The keys of transmissions; the table's other keys stand in `keys.py`.

| item | pk | sk |
|---|---|---|
| file | `W#<website>#F` | `<transmission_id>` |
| call | `W#<website>#F#<yyyymmdd, UTC>` | `<transmission_id>` |
| chunk | `W#<website>#F#<transmission_id>` | `C#<number, 6 digits>` |
| whose content it is | `W#<website>#F#CONTENT` | `<SHA-256>`, or `send-<transmission_id>` of a check that is sent |
"""

from datetime import date

from chalicelib.adapters.keys import Key, transmissions
from chalicelib.domain.transmission import TransmissionKind, kind_of, received_day_of

CHUNK_SK_PREFIX = "C#"


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
