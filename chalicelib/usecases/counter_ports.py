"""What the use cases need of the counts that the table's stream keeps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from chalicelib.domain.counting import Delta, Kind, Tally
from chalicelib.domain.identity import Location

DayCounts = Mapping[Kind, int]
"""Rows of one experience day by type and status as written; what has none is left out."""


class Counters(Protocol):
    """How many rows stand on each experience day of a website."""

    def days(
        self, website_id: str, zone_name: str, *, first: date | None, last: date | None
    ) -> Mapping[date, DayCounts] | None:
        """Rows by experience day in the website's zone, from `first` to `last` (both included, None = no bound).

        Days without rows are left out. None while the website's counts are being made anew for this zone. They lag
        behind the table by the stream's second or two.
        """


@dataclass(frozen=True, order=True)
class CounterPlace:
    """Where rows are counted: those of one experience day, in one zone, from one partition of the table.

    All changes of a row fall on one place, and a place is told by one partition alone, in the order of the stream.
    """

    website_id: str
    zone_name: str
    day: date
    month: str
    shard: int

    @property
    def source(self) -> Location:
        """The partition of the rows."""
        return Location(self.month, self.shard)


@dataclass(frozen=True)
class Counter:
    """What stands in a place; `watermark` is the sequence number of the last change counted, "" = none ever was."""

    tally: Tally = field(default_factory=Tally)
    watermark: str = ""


class CounterStore(Protocol):
    """The counts as they are kept: each place with its watermark, which makes every change count exactly once."""

    def add(self, place: CounterPlace, delta: Delta) -> bool:
        """Add a difference and set the watermark to `delta.last`, in one write.

        False when the watermark is not below `delta.first`: nothing was written.
        """

    def watermark(self, place: CounterPlace) -> str:
        """The last change counted (read strongly); "" = none."""

    def counters(
        self, website_id: str, zone_name: str, source: Location, *, first: date, last: date
    ) -> Mapping[date, Counter]:
        """What is counted of one partition, by day (read strongly)."""

    def correct(self, place: CounterPlace, found: Counter, right: Counter) -> bool:
        """Put `right` in place of what was found; False when something was counted meanwhile: nothing was written."""


@dataclass(frozen=True)
class CountedZone:
    """In which zone a website's days are counted, and how far they were checked.

    Attributes:
        zone_name: the zone the stream counts in now.
        is_complete: every row is counted in it; else only those that changed since the zone was chosen.
        checked_on: the UTC day of the last check that came to its end.
        resume_after: the partition after which a check under way goes on; None = from the start.
        unsettled: days that the check under way could not judge.
    """

    website_id: str
    zone_name: str
    is_complete: bool
    checked_on: date | None = None
    resume_after: Location | None = None
    unsettled: int = 0


class CountedZones(Protocol):
    """Which websites are counted, and whether their counts say everything."""

    def begin(self, website_id: str, zone_name: str) -> None:
        """A website without rows: its counts are complete from the start. Nothing for one that is known."""

    def use(self, website_id: str, zone_name: str) -> None:
        """The stream counts in this zone; if it did in another one, or in none, the counts are incomplete from now on.

        What was found is remembered for a minute, so that it costs next to nothing.
        """

    def save(self, zone: CountedZone) -> bool:
        """How far a check came, and whether every row is counted; False when another zone is in use by now."""

    def zones(self) -> Sequence[CountedZone]:
        """All websites that are counted, by identifier."""
