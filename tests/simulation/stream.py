"""A table's stream and Lambda's way of reading it, with everything that may go wrong (reliability.md 4.6).

What holds on AWS holds here: a shard is told in order, one invocation at a time, and again from the oldest failure on,
in other pieces. Everything else is allowed: invocations die before, between and after their writes, answers get lost, a
success is not heard, batches of long ago come back, and an invocation given up for dead goes on beside its successor.
"""

import gc
import random
from collections import Counter as Tallies
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import Generic, TypeVar

from chalicelib.domain.counting import Delta, Kind, Tally
from chalicelib.domain.errors import BusyError
from chalicelib.domain.identity import Identities, location_of
from chalicelib.domain.proof import ReviewType
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.status import Status
from chalicelib.usecases.change_ports import RowChange
from chalicelib.usecases.count_changes import Counting, count_changes, place_of
from chalicelib.usecases.count_once import Sequenced
from chalicelib.usecases.counter_ports import CounterPlace
from tests.builders import WEBSITE_ID, a_collection, a_proof, a_review_request
from tests.fakes import FakeCountedZones, FakeCounters, FakeWebsites

LARGEST_BATCH = 500
MONTHS, DAYS = 12, 2
ROWS = 20_000
ZONE = a_collection().zone
STATUSES = list(Status)


class Fault(StrEnum):
    """What goes wrong, each time with the same chance."""

    REFUSED = "a write is refused"
    ANSWER_LOST = "a write is done, its answer is lost"
    DIED_BEFORE = "the invocation dies before its first write"
    DIED_BETWEEN = "the invocation dies between two writes"
    SUCCESS_LOST = "everything is written, nobody hears it"
    OLD_BATCH = "a batch of long ago is told again"
    GIVEN_UP = "an invocation is given up, begun again elsewhere, and goes on"


class InvocationDiedError(BaseException):
    """Nothing in the function can catch it."""


@dataclass
class Faults:
    """Draws what goes wrong, and how often each did."""

    chance: random.Random
    rate: float
    hits: Tallies[Fault] = field(default_factory=Tallies)

    def strikes(self, fault: Fault) -> bool:
        """Whether it does now."""
        if self.chance.random() >= self.rate:
            return False
        self.hits[fault] += 1
        return True


class FaultyCounters(FakeCounters):
    """The store behind a bad line."""

    def __init__(self, faults: Faults) -> None:
        super().__init__()
        self._faults = faults

    def add(self, place: CounterPlace, delta: Delta) -> bool:
        """Refused, or done, or done without an answer, or the last thing this invocation did."""
        if self._faults.strikes(Fault.REFUSED):
            raise BusyError("slow down")
        done = self.write(place, delta)
        if self._faults.strikes(Fault.ANSWER_LOST):
            raise BusyError("the answer is lost")
        if self._faults.chance.random() < self._faults.rate / 5:
            self._faults.hits[Fault.DIED_BETWEEN] += 1
            raise InvocationDiedError
        return done

    def write(self, place: CounterPlace, delta: Delta) -> bool:
        """What a mutant does otherwise."""
        return super().add(place, delta)


Told = TypeVar("Told", bound=Sequenced)


@dataclass
class Shard(Generic[Told]):
    """One shard of the stream: what it holds, and how far it was read."""

    records: list[Told] = field(default_factory=list)
    position: int = 0
    size: int = LARGEST_BATCH

    @property
    def is_read(self) -> bool:
        """Nothing is left."""
        return self.position >= len(self.records)


class Stream:
    """Rows that live at random, and the shards that tell their changes."""

    def __init__(self, records: int, chance: random.Random) -> None:
        self.shards: list[Shard[RowChange]] = [Shard() for _ in range(MONTHS)]
        self._rows = list(_rows(min(ROWS, records // 4)))
        self._stands: list[Status | None] = [None] * len(self._rows)
        for number in range(records):
            self._write(number, chance)

    def _write(self, number: int, chance: random.Random) -> None:
        index = int(chance.random() * len(self._rows))
        row, before = self._rows[index], self._stands[index]
        after = None if before and chance.random() < 0.02 else STATUSES[int(chance.random() * len(STATUSES))]
        self._stands[index] = after
        change = RowChange(
            WEBSITE_ID,
            row.review_request_id,
            f"{number:040d}",
            row if before else None,
            row if after else None,
            before,
            after,
        )
        self.shards[row.experience_at.month - 1].records.append(change)

    def recount(self) -> Mapping[CounterPlace, Tally]:
        """What stands in the table, counted row by row."""
        standing: dict[CounterPlace, list[tuple[str, Kind]]] = {}
        for row, status in zip(self._rows, self._stands, strict=True):
            if status is not None:
                change = RowChange(WEBSITE_ID, row.review_request_id, "", None, row)
                kind = (row.review_type, status)
                standing.setdefault(place_of(change, ZONE), []).append((row.review_request_id, kind))
        return {place: Tally.of(rows) for place, rows in standing.items()}


def _rows(count: int) -> Iterator[ReviewRequest]:
    """Twelve months, each in a partition of its own; few days, since what fails holds up all that stands behind it."""
    types, identities, typical = list(ReviewType), Identities(b"a simulated installation"), a_review_request()
    for number in range(count):
        month, day = number % MONTHS + 1, number // MONTHS % DAYS
        at = datetime(2026, month, 1, 12, tzinfo=UTC) + timedelta(days=day, seconds=number // 300)
        proof = a_proof(experience_reference=str(number), experience_at=at)
        review_type = types[number % 3]
        identifier = identities.review_request_id(WEBSITE_ID, proof, review_type)
        assert location_of(identifier).month == f"2026{month:02}"
        yield replace(typical, experience_at=at, review_type=review_type, review_request_id=identifier)


class Reading(Generic[Told]):
    """Lambda, as it reads the shards of one stream and calls what counts, which tells what failed."""

    def __init__(
        self, shards: Sequence[Shard[Told]], count: Callable[[Sequence[Told]], Mapping[str, Exception]], faults: Faults
    ) -> None:
        self._shards, self._count, self._faults = shards, count, faults
        self._zombies: list[Sequence[Told]] = []

    def read_all(self) -> None:
        """Until every shard is read to its end, and whoever was given up has finished."""
        chance = self._faults.chance
        unread = list(self._shards)
        while unread:
            shard = chance.choice(unread)
            self._invoke(shard)
            if self._zombies and chance.random() < 0.5:
                self._tell(self._zombies.pop(chance.randrange(len(self._zombies))))
            unread = [one for one in unread if not one.is_read]
        for zombie in self._zombies:
            self._tell(zombie)

    def _invoke(self, shard: Shard[Told]) -> None:
        """One invocation, and where the shard is read on from."""
        faults = self._faults
        batch = shard.records[shard.position : shard.position + shard.size]
        if faults.strikes(Fault.OLD_BATCH):
            start = faults.chance.randrange(shard.position + 1)
            self._tell(shard.records[start : min(start + shard.size, shard.position)])
        if faults.strikes(Fault.DIED_BEFORE):
            return self._halve(shard)
        if faults.strikes(Fault.GIVEN_UP):
            self._zombies.append(batch)
            return self._halve(shard)
        answer = self._tell(batch)
        if answer is None or faults.strikes(Fault.SUCCESS_LOST):
            return self._halve(shard)
        return self._go_on(shard, batch, answer)

    def _go_on(self, shard: Shard[Told], batch: Sequence[Told], failed: Mapping[str, Exception]) -> None:
        if not failed:
            shard.position += len(batch)
            shard.size = self._faults.chance.randint(1, LARGEST_BATCH)
            return
        done = [change.sequence_number for change in batch].index(min(failed))
        shard.position += done
        if not done:
            self._halve(shard)

    def _halve(self, shard: Shard[Told]) -> None:
        """A batch that failed as a whole is cut in two, or told again in other pieces."""
        shard.size = max(1, shard.size // 2) if self._faults.chance.random() < 0.5 else LARGEST_BATCH

    def _tell(self, batch: Sequence[Told]) -> Mapping[str, Exception] | None:
        """What failed; None when the invocation died."""
        try:
            return self._count(batch)
        except InvocationDiedError:
            return None


def counted(
    records: int, *, seed: int, rate: float, counters_of: Callable[[Faults], FaultyCounters] = FaultyCounters
) -> tuple[Stream, FaultyCounters, Faults]:
    """A whole stream, read to its end."""
    faults = Faults(random.Random(seed), rate)
    gc.disable()  # a million records that live to the end would be looked through again and again
    try:
        stream = Stream(records, random.Random(seed + 1))
        counters = counters_of(faults)
        counting = Counting(counters, FakeCountedZones(), FakeWebsites(a_collection()))
        Reading(stream.shards, partial(count_changes, counting), faults).read_all()
    finally:
        gc.enable()
    return stream, counters, faults


def drift(stream: Stream, counters: FaultyCounters) -> int:
    """By how many rows the counts are wrong, all days and kinds together; -1 = only the fingerprints are."""
    right = stream.recount()
    wrong = 0
    for place in {*right, *counters.kept}:
        tally = counters.kept[place].tally if place in counters.kept else Tally()
        expected = right.get(place, Tally())
        kinds = {*tally.counts, *expected.counts}
        wrong += sum(abs(tally.counts.get(kind, 0) - expected.counts.get(kind, 0)) for kind in kinds)
        if tally.counts == expected.counts and tally.fingerprint != expected.fingerprint:
            return -1
    return wrong
