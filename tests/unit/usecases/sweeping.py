"""A due index, a send queue and a sender that hold many rows cheaply, and ticks over them in virtual time."""

import math
from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from heapq import heappop, heappush
from zlib import crc32

from chalicelib.domain.sending import Pause, PauseOrigin, paused
from chalicelib.usecases.ports import DUE_SHARDS, DuePage, DueRow
from chalicelib.usecases.release_due_requests import Sweep, Sweeper, release_due_requests
from tests.builders import NOW
from tests.fakes.governor import FakeGovernor, FakeSendQuotas

Place = tuple[int, date]


def website(number: int) -> str:
    return f"{number:08d}-0000-4000-8000-000000000000"


class DueIndex:
    """Fits the port `DueRows`. `queries` counts what it was asked."""

    def __init__(self) -> None:
        self.keys: dict[Place, list[str]] = defaultdict(list)
        self.due_at: dict[DueRow, datetime] = {}
        self.queries = 0
        self._days: set[date] = set()

    def add(self, website_id: str, count: int, at: datetime, *, step: int = 0, every: float = 0.0) -> list[DueRow]:
        """Rows of a website, the first due at `at`, the others `every` so many seconds later."""
        start = len(self.due_at)
        rows = [DueRow(website_id, f"{start + n:025d}", step, f"p{start + n}") for n in range(count)]
        for n, row in enumerate(rows):
            self._put(row, at + timedelta(seconds=int(n * every)))
        return rows

    def _put(self, row: DueRow, at: datetime) -> None:
        place, key = self._place(row, at)
        insort(self.keys[place], key)
        self.due_at[row] = at
        self._days.add(at.date())

    def remove(self, row: DueRow) -> bool:
        """What recording an e-mail as sent does to the index; False when it left before."""
        at = self.due_at.pop(row, None)
        if at is None:
            return False
        place, key = self._place(row, at)
        keys = self.keys[place]
        del keys[bisect_left(keys, key)]
        return True

    @staticmethod
    def _place(row: DueRow, at: datetime) -> tuple[Place, str]:
        shard = crc32(row.review_request_id.encode()) % DUE_SHARDS
        key = f"{int(at.timestamp()):012d}#{row.website_id}#{row.review_request_id}#{row.step}#{row.proof_id}"
        return (shard, at.date()), key

    def due(self, shard: int, day: date, *, until: datetime, limit: int, after: str | None = None) -> DuePage:
        self.queries += 1
        keys = self.keys.get((shard, day), [])
        start = bisect_right(keys, after) if after else 0
        found = keys[start : min(start + limit, bisect_left(keys, f"{int(until.timestamp()):012d}~"))]
        rows = tuple(DueRow(one[1], one[2], int(one[3]), one[4]) for one in (key.split("#") for key in found))
        return DuePage(rows, found[-1] if len(found) == limit else None)

    def due_days(self, *, until: date) -> list[date]:
        return sorted(day for day in self._days if day <= until)

    def close_due_day(self, day: date) -> None:
        self._days.discard(day)


@dataclass
class Sending:
    """Ticks in virtual time, and a sender that takes a second for each e-mail once it may receive it.

    Attributes:
        sent: when each e-mail left, in order.
        repeats: messages whose e-mail had left before.
    """

    index: DueIndex = field(default_factory=DueIndex)
    governor: FakeGovernor = field(default_factory=FakeGovernor)
    quotas: FakeSendQuotas = field(default_factory=FakeSendQuotas)
    sent: list[tuple[datetime, DueRow]] = field(default_factory=list)
    repeats: int = 0
    messages: list[tuple[datetime, int, DueRow]] = field(default_factory=list)
    now: datetime = NOW

    def put(self, rows: Sequence[DueRow], *, after_seconds: float = 0.0, per_second: float = math.inf) -> None:
        for n, row in enumerate(rows):
            delay = int(after_seconds + n / per_second)
            heappush(self.messages, (self.now + timedelta(seconds=delay), len(self.messages) + n, row))

    def tick(self, now: datetime) -> Sweep:
        """What may be received by now has been sent, then one tick."""
        self.deliver(now)
        self.now = now
        return release_due_requests(Sweeper(self.index, self, self.quotas, self.governor), now=now)

    def deliver(self, until: datetime) -> None:
        while self.messages and self.messages[0][0] < until:
            at, _, row = heappop(self.messages)
            if self.index.remove(row):
                self.sent.append((at, row))
            else:
                self.repeats += 1

    def run(self, ticks: Iterable[datetime]) -> list[Sweep]:
        sweeps = [self.tick(at) for at in ticks]
        self.deliver(datetime.max.replace(tzinfo=NOW.tzinfo))
        return sweeps

    def pause(self, website_id: str) -> None:
        stop = Pause(PauseOrigin.MANUAL, "somebody", "a test", NOW)
        self.governor.change_sending(website_id, lambda state: paused(state, stop))

    def sent_by_website(self) -> Counter[str]:
        return Counter(row.website_id for _, row in self.sent)


def minutes(count: int, *, start: datetime = NOW, second: float = 0.0) -> list[datetime]:
    """One tick a minute."""
    return [start + timedelta(minutes=n, seconds=second) for n in range(count)]


def most_above(instants: Iterable[datetime], per_second: float) -> float:
    """By how many e-mails the busiest stretch of time, whatever its length, exceeds the rate."""
    by_second = Counter(int(at.timestamp()) for at in instants)
    worst = above = 0.0
    for second in range(min(by_second), max(by_second) + 1):
        above = max(0.0, above) + by_second[second] - per_second
        worst = max(worst, above)
    return worst
