"""The tracking table's partitions in memory, whose rows change status while they are read, and counters that lag."""

import random
from bisect import bisect_left, bisect_right, insort
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache, cached_property
from zoneinfo import ZoneInfo

from chalicelib.adapters import keys
from chalicelib.adapters.dynamodb_page_question import Question
from chalicelib.adapters.dynamodb_reads import Asked, Found
from chalicelib.domain.facts import Fact, FactKind, Facts
from chalicelib.domain.identity import location_of
from chalicelib.domain.proof import ReviewType
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.status import CurrentStatus, Status
from tests.builders import NOW, a_proof, a_review_request

ZONE = ZoneInfo("Europe/Paris")
Kind = tuple[ReviewType, Status]

_EVIDENCE: dict[Status, tuple[Fact, ...]] = {
    Status.SCHEDULED: (),
    Status.SENT: (Fact(NOW, FactKind.SENT),),
    Status.OPENED: (Fact(NOW, FactKind.OPENED),),
    Status.FORM_OPENED: (Fact(NOW, FactKind.FORM_OPENED),),
    Status.REVIEW_SUBMITTED: (Fact(NOW, FactKind.REVIEW_SUBMITTED),),
    Status.REMINDER_SENT: (Fact(NOW, FactKind.SENT), Fact(NOW, FactKind.SENT, 1)),
    Status.ERROR: (Fact(NOW, FactKind.BOUNCED),),
    Status.CANCELLED: (Fact(NOW, FactKind.CANCELLED),),
}


class StillRow(ReviewRequest):
    """A row that computes its status once: a million changes are shown in seconds."""

    @cached_property
    def current(self) -> CurrentStatus:
        """As the domain says."""
        return ReviewRequest.current.fget(self)  # type: ignore[attr-defined]  # a property's function

    @cached_property
    def key(self) -> keys.Key:
        """Where it stands."""
        return keys.review_request(self.website_id, self.review_request_id)

    @cached_property
    def rare_key(self) -> keys.Key | None:
        """Where its rare status stands."""
        return keys.rare_index(self)

    @cached_property
    def counted(self) -> tuple[date, Kind]:
        """As what it counts."""
        return self.experience_at.astimezone(ZONE).date(), (self.review_type, self.current.status)


@cache
def pool(shards: int, count: int = 110) -> tuple[Mapping[Status, StillRow], ...]:
    """Requests over three months, some at one same second, each in every status."""
    rng = random.Random(shards)
    start = datetime(2026, 9, 1, tzinfo=ZONE)
    instants = [start + timedelta(seconds=rng.randrange(80 * 86_400)) for _ in range(count - 10)]
    instants += rng.sample(instants, 10)
    return tuple(_in_every_status(number, at, shards) for number, at in enumerate(instants))


def _in_every_status(number: int, at: datetime, shards: int) -> Mapping[Status, StillRow]:
    proof = a_proof(experience_reference=f"R-{number}", experience_at=at)
    row = a_review_request(proof=proof, shards=shards, review_type=list(ReviewType)[number % 3])
    known = {status: Facts.of(Fact(NOW, FactKind.CREATED), *facts) for status, facts in _EVIDENCE.items()}
    return {status: StillRow(**{**vars(row), "facts": facts}) for status, facts in known.items()}


@dataclass
class ListEngine:
    """Fits `Reads`; `between` is called at every read, which is where other people's writes fall."""

    between: Callable[[], None] = lambda: None
    lag: int = 0
    _rows: dict[keys.Key, StillRow] = field(default_factory=dict)
    _keys: dict[str, keys.Key] = field(default_factory=dict)
    _months: dict[str, int] = field(default_factory=dict)
    _partitions: dict[str, list[str]] = field(default_factory=dict)
    _counts: Counter[tuple[date, Kind]] = field(default_factory=Counter)
    _uncounted: deque[tuple[StillRow | None, StillRow]] = field(default_factory=deque)

    def put(self, row: StillRow) -> None:
        """A new row, or the same one with another status; the counters learn it `lag` writes later."""
        before = self._rows.get(row.key)
        self._move(before, row)
        if before is None:
            self._keys[row.review_request_id] = row.key
            place = location_of(row.review_request_id)
            self._months[place.month] = max(self._months.get(place.month, 0), place.shard + 1)
        self._rows[row.key] = row
        self._uncounted.append((before, row))
        self._count(self.lag)

    def count_all(self) -> None:
        """The counters catch up."""
        self._count(0)

    def count_days(self, first: date, last: date) -> Mapping[date, Mapping[Kind, int]]:
        """What the counters know."""
        found: dict[date, dict[Kind, int]] = {}
        for (day, kind), count in self._counts.items():
            if count and first <= day <= last:
                found.setdefault(day, {})[kind] = count
        return found

    def months(self, question: Question) -> Iterator[tuple[str, int]]:
        """Every month with a row."""
        first, last = question.span.months
        wanted = [month for month in self._months if first <= month <= last]
        return iter([(month, self._months[month]) for month in sorted(wanted, reverse=question.is_newest_first)])

    def month(self, question: Question, asked: Asked) -> Found:
        """Rows as they stand now."""
        found = self._read(question, asked)
        return Found(found.keys, found.scanned, found.place, self.rows(found.keys))

    def rare(self, question: Question, asked: Asked) -> Found:
        """Never late."""
        return self._read(question, asked)

    def rows(self, found: Sequence[keys.Key]) -> list[ReviewRequest]:
        """As they stand now."""
        return [self._rows[key] for key in found]

    def _read(self, question: Question, asked: Asked) -> Found:
        self.between()
        sks = self._partitions.get(asked.pk, [])
        place = asked.place["sk"]["S"] if asked.place else None
        newest = question.is_newest_first
        low, high = bisect_left(sks, asked.span.low), bisect_right(sks, asked.span.high)
        if place is not None and newest:
            high = min(high, bisect_left(sks, place))
        elif place is not None:
            low = max(low, bisect_right(sks, place))
        there = sks[low:high][::-1] if newest else sks[low:high]
        taken = there[: asked.limit]
        goes_on = {"sk": {"S": taken[-1]}} if len(there) >= asked.limit else None
        return Found([self._keys[sk] for sk in taken], len(taken), goes_on)

    def _move(self, before: StillRow | None, after: StillRow) -> None:
        old = before.rare_key if before else None
        if old is not None:
            self._partitions[old.pk].remove(old.sk)
        for key in (after.rare_key, None if before else after.key):
            if key is not None:
                insort(self._partitions.setdefault(key.pk, []), key.sk)

    def _count(self, left: int) -> None:
        while len(self._uncounted) > left:
            before, after = self._uncounted.popleft()
            self._counts[after.counted] += 1
            if before is not None:
                self._counts[before.counted] -= 1
