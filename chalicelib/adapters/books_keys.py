"""The keys of the books; the table's other keys stand in `keys.py`.

| item | pk | sk |
|---|---|---|
| cell of a day and a door | `W#<website>#F#BOOKS` | `<yyyymmdd>#<method>#<F, or yyyymmdd of the calls' partition>` |
| what became of a large transmission's requests | `W#<website>#F#BOOKS` | `T#<transmission_id>` |
| check of a day | `W#<website>#F#BOOKS` | `~<yyyymmdd>` |
| day on which a website's books were looked at | `S#BOOKS` | `<website>` |
"""

from datetime import UTC, date, datetime

from chalicelib.adapters.keys import Key, transmissions, website_of
from chalicelib.domain.books import BooksPlace, TransmissionSource
from chalicelib.domain.proof import TransmissionMethod

LOOKED_AT_PK = "S#BOOKS"
_FILES = "F"


def books(website_id: str) -> str:
    """The partition of a website's books."""
    return f"{transmissions(website_id)}#BOOKS"


def cell(place: BooksPlace) -> Key:
    """Raises WebsiteNotFoundError for what cannot be a website."""
    source = _FILES if place.source.day is None else f"{place.source.day:%Y%m%d}"
    return Key(books(place.website_id), f"{place.day:%Y%m%d}#{place.method.value}#{source}")


def cells_between(first: date, last: date) -> tuple[str, str]:
    """Sort keys between which stand the cells of these days."""
    return f"{first:%Y%m%d}#", f"{last:%Y%m%d}#~"


def place_of(website_id: str, sk: str) -> BooksPlace:
    """What a cell counts."""
    day, method, source = sk.split("#")
    of_source = TransmissionSource(None if source == _FILES else _day(source))
    return BooksPlace(website_id, _day(day), TransmissionMethod(method), of_source)


def check(website_id: str, day: date) -> Key:
    """The check of a day."""
    return Key(books(website_id), f"~{day:%Y%m%d}")


def statuses(website_id: str, transmission_id: str) -> Key:
    """What became of the requests of a transmission."""
    return Key(books(website_id), f"T#{transmission_id}")


def looked_at(website_id: str) -> Key:
    """Raises WebsiteNotFoundError as above."""
    return Key(LOOKED_AT_PK, website_of(books(website_id)))


def _day(text: str) -> date:
    return datetime.strptime(text, "%Y%m%d").replace(tzinfo=UTC).date()
