"""Compare the counts of a partition with its rows, and set right what is proven wrong.

The stream lags behind the rows, so a difference alone proves nothing. In this order something does: the rows are read;
a checkpoint is written among them; the stream comes to it, so all that was read is counted or lost; the counts are
read; the rows are read again. If no row was written between the two readings and the counts differ from them, they are
wrong, and what is right is the state at the checkpoint, whose sequence number becomes the watermark
(docs/decisions/0018-a-checkpoint-proves-a-drift.md).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from chalicelib.domain.identity import Location
from chalicelib.usecases.counter_ports import CountedZones, Counter, CounterPlace, CounterStore
from chalicelib.usecases.recount_ports import Checkpoints, CountedRows, CountedSource, DayRows
from chalicelib.usecases.statistics_ports import StatisticsStore
from chalicelib.usecases.website_ports import Websites

ROUNDS = 3
"""How often days are looked at again whose rows were written to meanwhile."""

LOOKS = 60
"""How often the stream is asked whether it came to the checkpoint."""


@dataclass(frozen=True)
class Recounting:
    """The ports of the check; `wait` lets half a second pass."""

    counters: CounterStore
    zones: CountedZones
    rows: CountedRows
    checkpoints: Checkpoints
    websites: Websites
    wait: Callable[[], None]
    statistics: StatisticsStore


@dataclass(frozen=True)
class PartitionCheck:
    """What became of a partition's days.

    Attributes:
        exact: days whose counts are those of their rows.
        corrected: places that were wrong, and are right now.
        unsettled: days whose rows did not stand still.
        is_heard: the stream came to the checkpoint in time; else nothing was judged.
    """

    exact: int = 0
    corrected: tuple[CounterPlace, ...] = ()
    unsettled: int = 0
    is_heard: bool = True


class Verdict(StrEnum):
    """What is known of a day."""

    EXACT = "exact"
    CORRECTED = "corrected"
    MOVING = "moving"


def recount(recounting: Recounting, website_id: str, zone: ZoneInfo, source: Location) -> PartitionCheck:
    """Check every day of a partition of rows in a zone."""
    check = _Check(recounting, website_id, zone, source)
    before = recounting.rows.by_day(website_id, source, zone)
    open_days: frozenset[date] | None = None
    exact = 0
    corrected: list[CounterPlace] = []
    for _ in range(ROUNDS):
        number = pass_checkpoint(recounting, website_id, source)
        if number is None:
            return PartitionCheck(exact, tuple(corrected), len(open_days or before), is_heard=False)
        counted = check.counted()
        days = {*before, *counted} if open_days is None else open_days
        verdicts = {day: check.judge(day, before, counted, number) for day in sorted(days)}
        exact += sum(verdict is Verdict.EXACT for verdict in verdicts.values())
        corrected += [check.place(day) for day, verdict in verdicts.items() if verdict is Verdict.CORRECTED]
        open_days = frozenset(day for day, verdict in verdicts.items() if verdict is Verdict.MOVING)
        if not open_days:
            break
        before = {day: check.rows_of(day) for day in open_days}
    return PartitionCheck(exact, tuple(corrected), len(open_days or ()))


class Marking(Protocol):
    """The ports of whoever writes a checkpoint and waits for it."""

    @property
    def checkpoints(self) -> Checkpoints:
        """Marks."""

    @property
    def wait(self) -> Callable[[], None]:
        """Lets half a second pass."""


def pass_checkpoint(marking: Marking, website_id: str, source: CountedSource) -> str | None:
    """The sequence number of a new checkpoint, once the stream has come to it; None when it does not come in time."""
    token = marking.checkpoints.write(website_id, source)
    for _ in range(LOOKS):
        number = marking.checkpoints.passed(website_id, source, token)
        if number is not None:
            return number
        marking.wait()
    return None


@dataclass(frozen=True)
class _Check:
    """One partition in one zone."""

    ports: Recounting
    website_id: str
    zone: ZoneInfo
    source: Location

    def counted(self) -> Mapping[date, Counter]:
        """What is counted of the partition: a month of UTC, which local days overlap by one on each side."""
        start = datetime.strptime(self.source.month, "%Y%m").replace(tzinfo=UTC).date()
        first, last = start - timedelta(days=1), start + timedelta(days=32)
        return self.ports.counters.counters(self.website_id, self.zone.key, self.source, first=first, last=last)

    def judge(self, day: date, before: Mapping[date, DayRows], counted: Mapping[date, Counter], number: str) -> Verdict:
        """Whether a day's counts are right; what is proven wrong is set right."""
        found, read = counted.get(day, Counter()), before.get(day, DayRows())
        if found.tally == read.tally:
            return Verdict.EXACT
        if self.rows_of(day) != read:
            return Verdict.MOVING
        right = Counter(read.tally, number)
        return Verdict.CORRECTED if self.ports.counters.correct(self.place(day), found, right) else Verdict.MOVING

    def rows_of(self, day: date) -> DayRows:
        """A day's rows as they stand now."""
        return self.ports.rows.by_day(self.website_id, self.source, self.zone, day=day).get(day, DayRows())

    def place(self, day: date) -> CounterPlace:
        """Where the day is counted."""
        return CounterPlace(self.website_id, self.zone.key, day, self.source.month, self.source.shard)
