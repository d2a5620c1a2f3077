"""The books of the stream, what checks found of them, and statuses of many requests, without AWS."""

from collections.abc import Mapping, Sequence
from datetime import date

from chalicelib.domain.books import BooksPlace, DayCheck, KnownStatuses
from chalicelib.domain.status import Status
from chalicelib.usecases.books_ports import BooksDelta, CellFigures
from tests.fakes.review_requests import FakeReviewRequests


class FakeBooks:
    """Fits the port `BooksStore`, with the condition on the watermark that makes it exact."""

    def __init__(self) -> None:
        self.kept: dict[BooksPlace, CellFigures] = {}

    def add(self, place: BooksPlace, delta: BooksDelta) -> bool:
        """One write, under its condition."""
        found = self.kept.get(place, CellFigures())
        if found.watermark >= delta.first:
            return False
        self.kept[place] = CellFigures(found.books + delta.difference, delta.last)
        return True

    def watermark(self, place: BooksPlace) -> str:
        """Empty when nothing was counted."""
        return self.kept.get(place, CellFigures()).watermark

    def cells(self, website_id: str, *, first: date, last: date) -> Mapping[BooksPlace, CellFigures]:
        """Those of these days."""
        return {
            place: figures
            for place, figures in self.kept.items()
            if place.website_id == website_id and first <= place.day <= last
        }

    def correct(self, place: BooksPlace, found: CellFigures, right: CellFigures) -> bool:
        """If nothing was counted since."""
        if self.watermark(place) != found.watermark:
            return False
        self.kept[place] = right
        return True


class FakeBooksChecks:
    """Fits the port `BooksChecks`."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, date], DayCheck] = {}
        self.kept_statuses: dict[tuple[str, str], KnownStatuses] = {}
        self._looked_at: dict[str, date] = {}

    def check(self, website_id: str, day: date) -> DayCheck | None:
        """Of a day."""
        return self.kept.get((website_id, day))

    def checks(self, website_id: str, *, first: date, last: date) -> Sequence[DayCheck]:
        """In the order of the days."""
        ours = sorted(key for key in self.kept if key[0] == website_id and first <= key[1] <= last)
        return [self.kept[key] for key in ours]

    def save(self, check: DayCheck) -> None:
        """The last one wins."""
        self.kept[check.website_id, check.day] = check

    def statuses(self, website_id: str, transmission_id: str) -> KnownStatuses | None:
        """Of a transmission."""
        return self.kept_statuses.get((website_id, transmission_id))

    def save_statuses(self, website_id: str, transmission_id: str, statuses: KnownStatuses) -> None:
        """The last ones win."""
        self.kept_statuses[website_id, transmission_id] = statuses

    def websites(self) -> Mapping[str, date]:
        """As noted."""
        return dict(self._looked_at)

    def looked_at(self, website_id: str, day: date) -> None:
        """The last one wins."""
        self._looked_at[website_id] = day


class FakeRequestStatuses:
    """Fits the port `RequestStatuses`, over the rows of a fake store."""

    def __init__(self, store: FakeReviewRequests) -> None:
        self._store = store

    def statuses_of(self, website_id: str, review_request_ids: Sequence[str]) -> Mapping[str, Status]:
        """Row by row."""
        found = {one: self._store.rows.get((website_id, one)) for one in review_request_ids}
        return {one: row.current.status for one, row in found.items() if row is not None}
