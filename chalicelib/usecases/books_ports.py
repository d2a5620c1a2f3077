"""What the balance needs from outside: the cells that the table's stream keeps, what checks found, and statuses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Protocol

from chalicelib.domain.books import BooksPlace, DayCheck, KnownStatuses
from chalicelib.domain.status import Status
from chalicelib.domain.transmission import Books


class BooksDelta(NamedTuple):
    """Several changes folded into one: their difference, and the first and last of their sequence numbers."""

    first: str
    last: str
    difference: Books


@dataclass(frozen=True)
class CellFigures:
    """What stands in a cell; `watermark` is the sequence number of the last change counted, "" = none ever was."""

    books: Books = field(default_factory=Books)
    watermark: str = ""


class BooksStore(Protocol):
    """The cells, each with its watermark, which makes every change count exactly once."""

    def add(self, place: BooksPlace, delta: BooksDelta) -> bool:
        """Add a difference and set the watermark to `delta.last`, in one write.

        False when the watermark is not below `delta.first`: nothing was written.
        """

    def watermark(self, place: BooksPlace) -> str:
        """The last change counted (read strongly); "" = none."""

    def cells(self, website_id: str, *, first: date, last: date) -> Mapping[BooksPlace, CellFigures]:
        """The cells of these days, both included (read strongly), by one query."""

    def correct(self, place: BooksPlace, found: CellFigures, right: CellFigures) -> bool:
        """Put `right` in place of what was found; False when something was counted meanwhile: nothing was written."""


class BooksChecks(Protocol):
    """What the nightly check found, and of which websites it has looked at which day."""

    def check(self, website_id: str, day: date) -> DayCheck | None:
        """The check of a day, finished or under way (read strongly)."""

    def checks(self, website_id: str, *, first: date, last: date) -> Sequence[DayCheck]:
        """Those of these days, both included."""

    def save(self, check: DayCheck) -> None:
        """Keep it, in place of an older one of the same day."""

    def statuses(self, website_id: str, transmission_id: str) -> KnownStatuses | None:
        """What became of the requests of a transmission that is too large to tell while somebody waits."""

    def save_statuses(self, website_id: str, transmission_id: str, statuses: KnownStatuses) -> None:
        """Keep them, in place of older ones."""

    def websites(self) -> Mapping[str, date]:
        """The local day on which each website's books were last looked at."""

    def looked_at(self, website_id: str, day: date) -> None:
        """A website's books were looked at on this local day."""


class RequestStatuses(Protocol):
    """The statuses of many review requests at once."""

    def statuses_of(self, website_id: str, review_request_ids: Sequence[str]) -> Mapping[str, Status]:
        """By identifier, as written in the rows (they may lag behind by a moment); what does not exist is left out."""
