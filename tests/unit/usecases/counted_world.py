"""A table whose rows live, its stream, what counts it and what checks the counts, all in one process."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from chalicelib.domain.counting import Tally
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.identity import Location, location_of
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.settings_history import SavedSettings
from chalicelib.domain.statistics import NOBODY, Cell, cell_of, tally_of
from chalicelib.domain.statistics import Tally as StatisticsTally
from chalicelib.usecases.change_ports import RowChange
from chalicelib.usecases.check_counts import WebsiteCheck, check_counts, recount_website
from chalicelib.usecases.count_changes import Counting, count_changes
from chalicelib.usecases.count_statistics import count_statistics
from chalicelib.usecases.counter_ports import DayCounts
from chalicelib.usecases.recount import PartitionCheck, Recounting, recount
from chalicelib.usecases.recount_ports import Checkpoint, CountedSource
from chalicelib.usecases.recount_statistics import FiguresCheck, recount_statistics
from tests.builders import NOW, WEBSITE_ID, a_collection, a_proof, a_review_request
from tests.fakes import FakeCheckpoints, FakeCountedRows, FakeCountedZones, FakeCounters, FakeReviewRequests
from tests.fakes.statistics import FakeStatistics
from tests.fakes.websites import FakeWebsites

NOVEMBER = Location("202611", 0)


def all_the_time() -> bool:
    """For `has_time`."""
    return True


class StreamCheckpoints(FakeCheckpoints):
    """Marks are records of the stream, behind what was written before them."""

    def __init__(self, tell: Callable[[str, CountedSource, str], None]) -> None:
        super().__init__()
        self._tell = tell

    def write(self, website_id: str, source: CountedSource) -> str:
        """Also into the stream."""
        token = super().write(website_id, source)
        self._tell(website_id, source, token)
        return token


class CountedWorld:
    """All of it on fakes.

    Attributes:
        lost: changes that the stream never tells, by number, as if they had been given up.
        is_stuck: the stream tells nothing by itself.
        on_wait: what happens while the check waits.
    """

    def __init__(self, zone: str = "Europe/Paris") -> None:
        self.store = FakeReviewRequests()
        self.zones = FakeCountedZones()
        self.counters = FakeCounters(self.zones)
        self.websites = FakeWebsites()
        self.websites.save_settings(SavedSettings(a_collection(time_zone=zone), NOW - timedelta(days=30), "camille"))
        self.checkpoints = StreamCheckpoints(self._mark)
        self.counting = Counting(self.counters, self.zones, self.websites)
        rows = FakeCountedRows(self.store)
        self.statistics = FakeStatistics(self.zones)
        self.recounting = Recounting(
            self.counters, self.zones, rows, self.checkpoints, self.websites, self._wait, self.statistics
        )
        self.lost: set[int] = set()
        self.is_stuck = False
        self.on_wait: Callable[[], object] = lambda: None
        self._number = 0
        self._pending: list[RowChange | Checkpoint] = []

    # ---- the table ---------------------------------------------------------------------------------------------------
    def add(self, reference: str, at: datetime = NOW) -> ReviewRequest:
        row = a_review_request(proof=a_proof(experience_reference=reference, experience_at=at))
        self.put(row)
        return row

    def put(self, row: ReviewRequest) -> ReviewRequest:
        key = (row.website_id, row.review_request_id)
        before = self.store.rows.get(key)
        written = replace(row, version=before.version + 1) if before else row
        self.store.rows[key] = written
        self._tell(RowChange(row.website_id, row.review_request_id, self._next(), before, written))
        return written

    def send(self, row: ReviewRequest) -> ReviewRequest:
        standing = self.store.rows[row.website_id, row.review_request_id]
        return self.put(standing.learning(Fact(NOW, FactKind.SENT)))

    def remove(self, row: ReviewRequest) -> None:
        before = self.store.rows.pop((row.website_id, row.review_request_id))
        self._tell(RowChange(row.website_id, row.review_request_id, self._next(), before, None))

    # ---- the stream --------------------------------------------------------------------------------------------------
    def stream(self, most: int = 1_000) -> None:
        """Tell what is pending."""
        told, self._pending = self._pending[:most], self._pending[most:]
        changes = [one for one in told if isinstance(one, RowChange)]
        assert not count_changes(self.counting, changes)
        assert not count_statistics(self.statistics, self.counting, changes)
        for one in told:
            if isinstance(one, Checkpoint):
                self.checkpoints.note(one)

    def lose_next(self) -> None:
        """The next write is never told."""
        self.lost.add(self._number + 1)

    def forget(self) -> None:
        """What is pending is never told: it is older than the function that counts."""
        self._pending = []

    def begin_anew_at(self, number: int) -> None:
        """Another stream, whose numbers begin elsewhere: the table was restored."""
        self._number, self._pending = number, []

    def _mark(self, website_id: str, source: CountedSource, token: str) -> None:
        self._tell(Checkpoint(website_id, source, token, self._next()))

    def _next(self) -> str:
        self._number += 1
        return f"{self._number:040d}"

    def _tell(self, record: RowChange | Checkpoint) -> None:
        if self._number not in self.lost:
            self._pending.append(record)

    def _wait(self) -> None:
        self.on_wait()
        if not self.is_stuck:
            self.stream()

    # ---- the check ---------------------------------------------------------------------------------------------------
    def recount(self, source: Location = NOVEMBER) -> PartitionCheck:
        zone = self.websites.collection(WEBSITE_ID).zone
        return recount(self.recounting, WEBSITE_ID, zone, source)

    def recount_statistics(self, source: Location = NOVEMBER) -> FiguresCheck:
        zone = self.websites.collection(WEBSITE_ID).zone
        return recount_statistics(self.recounting, WEBSITE_ID, zone, source)

    def check(self, now: datetime = NOW, has_time: Callable[[], bool] = all_the_time) -> list[WebsiteCheck]:
        return check_counts(self.recounting, now=now, has_time=has_time)

    def recount_website(self, has_time: Callable[[], bool] = all_the_time) -> WebsiteCheck:
        return recount_website(self.recounting, WEBSITE_ID, now=NOW, has_time=has_time)

    def counted(self) -> Mapping[date, DayCounts] | None:
        zone = self.websites.collection(WEBSITE_ID).time_zone
        return self.counters.days(WEBSITE_ID, zone, first=None, last=None)

    def recounted(self) -> Mapping[date, DayCounts]:
        """Row by row, without any of what is under test but the tally."""
        zone = self.websites.collection(WEBSITE_ID).zone
        days: dict[date, Tally] = {}
        for row in self.store.rows.values():
            day = row.experience_at.astimezone(zone).date()
            one = Tally.of([(row.review_request_id, (row.review_type, row.current.status))])
            days[day] = days.get(day, Tally()).plus(one)
        return {day: tally.counts for day, tally in days.items()}

    def figures(self) -> Mapping[Cell, StatisticsTally]:
        """As kept, all partitions together."""
        zone = self.websites.collection(WEBSITE_ID).time_zone
        found: dict[Cell, StatisticsTally] = {}
        for cell, tally in self.statistics.cells(WEBSITE_ID, zone, first=date.min, last=date.max) or ():
            found[cell] = found.get(cell, NOBODY) + tally
        return {cell: tally for cell, tally in found.items() if tally}

    def refigured(self) -> Mapping[Cell, StatisticsTally]:
        """Row by row."""
        zone = self.websites.collection(WEBSITE_ID).zone
        found: dict[Cell, StatisticsTally] = {}
        for row in self.store.rows.values():
            cell = cell_of(row, zone)
            found[cell] = found.get(cell, NOBODY) + tally_of(row)
        return found

    def change_zone(self, zone: str, at: datetime) -> None:
        version = self.websites.current_settings(WEBSITE_ID).version
        self.websites.save_settings(SavedSettings(a_collection(time_zone=zone, version=version), at, "camille"))

    def sources(self) -> set[Location]:
        return {location_of(identifier) for _, identifier in self.store.rows}
