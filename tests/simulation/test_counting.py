"""A million stream records, one invocation in ten failing at every point: the counts equal a recount."""

import pytest

from chalicelib.domain.counting import Delta
from chalicelib.usecases.counter_ports import Counter, CounterPlace
from tests.simulation.stream import Fault, FaultyCounters, counted, drift

SEED = 20261125
HITS = 200


def test_a_million_records_with_one_failure_in_ten_leave_no_drift() -> None:
    stream, counters, faults = counted(1_000_000, seed=SEED, rate=0.1)

    assert sum(len(shard.records) for shard in stream.shards) == 1_000_000
    assert drift(stream, counters) == 0
    assert {fault.name: faults.hits[fault] for fault in Fault if faults.hits[fault] < HITS} == {}


class NoWatermark(FaultyCounters):
    """A plain addition, as a counter usually is."""

    def write(self, place: CounterPlace, delta: Delta) -> bool:
        found = self.kept.get(place, Counter())
        self.kept[place] = Counter(found.tally.plus(delta.difference), max(found.watermark, delta.last))
        return True


class WatermarkOnTheLastAlone(FaultyCounters):
    """Takes a batch that brings anything new, with what it brings again."""

    def write(self, place: CounterPlace, delta: Delta) -> bool:
        if self.watermark(place) >= delta.last:
            return False
        self.kept[place] = Counter(self.kept.get(place, Counter()).tally.plus(delta.difference), delta.last)
        return True


class WatermarkWrittenApart(FaultyCounters):
    """Two writes: the watermark first, then the counts, which a refusal in between loses."""

    def write(self, place: CounterPlace, delta: Delta) -> bool:
        found = self.kept.get(place, Counter())
        if found.watermark >= delta.first:
            return False
        self.kept[place] = Counter(found.tally, delta.last)
        if self._faults.chance.random() < self._faults.rate:
            return True
        self.kept[place] = Counter(found.tally.plus(delta.difference), delta.last)
        return True


@pytest.mark.parametrize("mutant", [NoWatermark, WatermarkOnTheLastAlone, WatermarkWrittenApart])
def test_weaker_ways_to_count_drift_in_the_same_world(mutant: type[FaultyCounters]) -> None:
    stream, counters, _ = counted(20_000, seed=SEED, rate=0.1, counters_of=mutant)

    assert drift(stream, counters) > 0


def test_without_faults_every_way_counts_right() -> None:
    stream, counters, _ = counted(20_000, seed=SEED, rate=0.0, counters_of=NoWatermark)

    assert drift(stream, counters) == 0
