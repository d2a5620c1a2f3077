"""The books of a day and a door, and what the nightly check found of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from chalicelib.domain.proof import TransmissionMethod
from chalicelib.domain.status import Status
from chalicelib.domain.transmission import (
    Books,
    Line,
    Transmission,
    TransmissionKind,
    TransmissionMode,
    kind_of,
    received_day_of,
)

MOST_LIVE_REQUESTS, MOST_LIVE_LINES = 3_000, 30_000
"""Beyond, what became of requests is told as the nightly check found it."""

Statuses = Mapping[Status, int]
"""Requests by status; those without any are left out."""


def are_live(books: Books) -> bool:
    """Whether what became of the requests can be told while somebody waits for it."""
    return books.requests <= MOST_LIVE_REQUESTS and books.received <= MOST_LIVE_LINES


@dataclass(frozen=True)
class TransmissionSource:
    """The partition of the table in which transmissions stand: files in one, calls in one for each UTC day."""

    day: date | None = None


def source_of(transmission_id: str) -> TransmissionSource:
    """Raises TransmissionNotFoundError for a text that cannot be an identifier."""
    is_file = kind_of(transmission_id) is TransmissionKind.FILE
    return TransmissionSource(None if is_file else received_day_of(transmission_id))


@dataclass(frozen=True)
class BooksPlace:
    """A cell: the transmissions of one day and one door, from one partition of the table.

    All changes of a transmission fall on one place, and a place is told by one partition alone, in order of the stream.
    """

    website_id: str
    day: date
    method: TransmissionMethod
    source: TransmissionSource


def place_of(one: Transmission) -> BooksPlace:
    """Where a transmission counts: nothing of it ever changes."""
    return BooksPlace(one.website_id, one.day, one.method, source_of(one.transmission_id))


def booked(one: Transmission | None) -> Books:
    """What a transmission adds to its cell: a validation changes nothing, so it stands in no books."""
    return one.books if one is not None and one.mode is TransmissionMode.SEND else Books()


def requests_made(lines: Iterable[Line]) -> list[str]:
    """The identifiers of the requests that lines made."""
    return [made for line in lines for made in line.made]


@dataclass(frozen=True)
class KnownStatuses:
    """What became of requests, and when that was looked at; `missing` are those that do not exist."""

    statuses: Statuses
    counted_at: datetime
    missing: int = 0


@dataclass(frozen=True)
class Recounted:
    """Lines counted one by one, and what became of the requests they made."""

    books: Books = field(default_factory=Books)
    statuses: Statuses = field(default_factory=dict)
    missing: int = 0

    def __add__(self, other: "Recounted") -> "Recounted":
        kinds = {*self.statuses, *other.statuses}
        added = {kind: self.statuses.get(kind, 0) + other.statuses.get(kind, 0) for kind in kinds}
        return Recounted(self.books + other.books, added, self.missing + other.missing)


MOST_NAMED = 10
"""How many transmissions a check names of a door."""


@dataclass(frozen=True)
class DoorCheck:
    """What the check found of a door on a day.

    Attributes:
        found: the recount of its lines, and of the requests they made.
        running: transmissions that are not over; their lines are counted once they are.
        overdue: those of them that came more than a day ago.
        broken: transmissions whose figures do not close, or are not those of their lines.
        named: some of those running or broken.
    """

    found: Recounted = field(default_factory=Recounted)
    running: int = 0
    overdue: int = 0
    broken: int = 0
    named: tuple[str, ...] = ()

    @property
    def closes(self) -> bool:
        """Whether everything is accounted for."""
        requests = sum(self.found.statuses.values())
        return not (self.running or self.broken or self.found.missing) and requests == self.found.books.requests

    @property
    def is_stuck(self) -> bool:
        """Whether it will not close by itself."""
        return not self.closes and not (self.running and not (self.overdue or self.broken or self.found.missing))

    def __add__(self, other: "DoorCheck") -> "DoorCheck":
        return DoorCheck(
            self.found + other.found,
            self.running + other.running,
            self.overdue + other.overdue,
            self.broken + other.broken,
            (*self.named, *other.named)[:MOST_NAMED],
        )


@dataclass(frozen=True)
class CheckPlace:
    """Where a check goes on: behind a transmission, or within it at a chunk, with what was counted of it so far."""

    transmission_id: str
    chunk: int | None = None
    so_far: Recounted = field(default_factory=Recounted)


@dataclass(frozen=True)
class DayCheck:
    """The check of a website's day.

    Attributes:
        drifted: cells that were not the sum of their transmissions; they are right again.
        unsettled: cells that could not be judged, because they moved or the stream did not answer.
        checked_at: None while it is under way.
        place: where one under way goes on.
    """

    website_id: str
    day: date
    doors: Mapping[TransmissionMethod, DoorCheck] = field(default_factory=dict)
    drifted: int = 0
    unsettled: int = 0
    checked_at: datetime | None = None
    place: CheckPlace | None = None

    @property
    def closes(self) -> bool:
        """Whether it came to its end and every door's books close."""
        is_settled = self.checked_at is not None and not self.unsettled
        return is_settled and all(door.closes for door in self.doors.values())

    def with_door(self, method: TransmissionMethod, added: DoorCheck) -> "DayCheck":
        """With more of a door."""
        return replace(self, doors={**self.doors, method: self.doors.get(method, DoorCheck()) + added})


@dataclass(frozen=True)
class DoorBooks:
    """A line of the books: a door on a day, as it stands now, and what the last check found of it."""

    day: date
    method: TransmissionMethod
    books: Books
    check: DoorCheck | None = None
    checked_at: datetime | None = None
    live: KnownStatuses | None = None

    @property
    def closes(self) -> bool:
        """Whether the books close, as far as is known."""
        return self.books.close and (self.check is None or self.check.closes)

    @property
    def statuses(self) -> KnownStatuses | None:
        """What became of the requests; None when nobody has looked yet."""
        if self.live is not None or self.check is None or self.checked_at is None:
            return self.live
        return KnownStatuses(self.check.found.statuses, self.checked_at, self.check.found.missing)
