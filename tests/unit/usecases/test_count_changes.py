"""Counting what the stream tells: what counts, where, and once."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from chalicelib.domain.counting import Delta
from chalicelib.domain.errors import BusyError
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.proof import ReviewType
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.status import Status
from chalicelib.usecases.change_ports import RowChange
from chalicelib.usecases.count_changes import Counting, count_changes
from chalicelib.usecases.counter_ports import CountedZone, CounterPlace, DayCounts
from tests.builders import IDENTITIES, NOW, OTHER_WEBSITE_ID, WEBSITE_ID, a_collection, a_proof, a_review_request
from tests.fakes import FakeCountedZones, FakeCounters, FakeWebsites

DAY = date(2026, 11, 20)
BRAND_SCHEDULED, BRAND_SENT = (ReviewType.BRAND, Status.SCHEDULED), (ReviewType.BRAND, Status.SENT)


class World:
    """Counting on fakes, in Paris."""

    def __init__(self, **settings: Any) -> None:
        self.zones = FakeCountedZones()
        self.counters = FakeCounters(self.zones)
        self.zone = a_collection(**settings).zone
        self.zones.begin(WEBSITE_ID, self.zone.key)
        self.counting = Counting(self.counters, self.zones, FakeWebsites(a_collection(**settings)))
        self._number = 0

    def change(self, before: ReviewRequest | None, after: ReviewRequest | None) -> RowChange:
        self._number += 1
        row = after or before
        assert row
        return RowChange(row.website_id, row.review_request_id, f"{self._number:040d}", before, after)

    def count(self, *changes: RowChange) -> Iterable[str]:
        return count_changes(self.counting, changes)

    def days(self) -> dict[date, DayCounts]:
        return dict(self.counters.days(WEBSITE_ID, self.zone.key, first=None, last=None) or {})


@pytest.fixture
def world() -> World:
    return World()


def rows(count: int, **overrides: Any) -> list[ReviewRequest]:
    return [a_review_request(proof=a_proof(experience_reference=f"R{n}"), **overrides) for n in range(count)]


def sent(row: ReviewRequest) -> ReviewRequest:
    return replace(row.learning(Fact(NOW, FactKind.SENT)), version=row.version + 1)


def test_rows_are_counted_where_they_stand_now(world: World) -> None:
    first, second, third = rows(3)
    world.count(*(world.change(None, row) for row in (first, second, third)), world.change(first, sent(first)))
    assert world.days() == {DAY: {BRAND_SCHEDULED: 2, BRAND_SENT: 1}}

    world.count(world.change(second, None))
    assert world.days() == {DAY: {BRAND_SCHEDULED: 1, BRAND_SENT: 1}}


def test_a_batch_told_again_in_other_pieces_counts_once(world: World) -> None:
    changes = [world.change(None, row) for row in rows(6)]
    for start, end in ((0, 3), (0, 3), (1, 5), (4, 6), (0, 6), (5, 6)):
        assert not world.count(*changes[start:end])

    assert world.days() == {DAY: {BRAND_SCHEDULED: 6}}


def test_a_write_that_leaves_the_status_alone_costs_nothing(world: World) -> None:
    (row,) = rows(1)
    world.count(world.change(None, row))
    kept = dict(world.counters.kept)
    world.count(world.change(row, replace(row, due_at=None, version=1)))

    assert world.counters.kept == kept


def test_the_day_is_the_one_of_the_websites_zone_and_the_partition_that_of_the_identifier() -> None:
    late = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)
    proof = a_proof(experience_at=late)
    row = a_review_request(
        proof=proof, review_request_id=IDENTITIES.review_request_id(WEBSITE_ID, proof, ReviewType.BRAND)
    )
    for zone, day in (("Europe/Paris", date(2026, 11, 1)), ("America/New_York", date(2026, 10, 31))):
        world = World(time_zone=zone)
        world.count(world.change(None, row))
        assert list(world.counters.kept) == [CounterPlace(WEBSITE_ID, zone, day, "202610", 0)]


def test_one_write_for_each_day_a_batch_touches(monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    writes: list[Delta] = []
    add = world.counters.add

    def noted(place: CounterPlace, delta: Delta) -> bool:
        writes.append(delta)
        return add(place, delta)

    monkeypatch.setattr(world.counters, "add", noted)
    days = (datetime(2026, 11, day, 12, tzinfo=UTC) for day in (3, 4))
    proofs = [a_proof(experience_reference=f"R{n}", experience_at=at) for at in days for n in range(50)]
    world.count(*(world.change(None, a_review_request(proof=proof)) for proof in proofs))

    assert [write.difference.total for write in writes] == [50, 50]


def test_what_cannot_be_counted_is_told_and_spoils_nothing_else(monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    add = world.counters.add

    def busy_on_the_fourth(place: CounterPlace, delta: Delta) -> bool:
        if place.day == date(2026, 11, 4):
            raise BusyError("slow down")
        return add(place, delta)

    monkeypatch.setattr(world.counters, "add", busy_on_the_fourth)
    days = (3, 4, 5, 4)
    proofs = [
        a_proof(experience_reference=f"R{n}", experience_at=datetime(2026, 11, day, 12, tzinfo=UTC))
        for n, day in enumerate(days)
    ]
    changes = [world.change(None, a_review_request(proof=proof)) for proof in proofs]

    assert list(world.count(*changes)) == [changes[1].sequence_number]
    assert set(world.days()) == {date(2026, 11, 3), date(2026, 11, 5)}


def test_a_zone_changed_by_the_merchant_makes_the_counts_incomplete(world: World) -> None:
    moved = World(time_zone="Asia/Tokyo")
    counting = Counting(world.counters, world.zones, moved.counting.websites)
    count_changes(counting, [world.change(None, rows(1)[0])])

    assert world.zones.zones() == [CountedZone(WEBSITE_ID, "Asia/Tokyo", is_complete=False)]
    assert world.counters.days(WEBSITE_ID, "Asia/Tokyo", first=None, last=None) is None


def test_rows_of_a_website_that_does_not_exist_block_nothing(world: World) -> None:
    stranger, ours = rows(1, website_id=OTHER_WEBSITE_ID)[0], rows(1)[0]

    assert not world.count(world.change(None, stranger), world.change(None, ours))
    assert world.days() == {DAY: {BRAND_SCHEDULED: 1}}


def test_whoever_loses_every_race_gives_up_and_is_told_again(monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    monkeypatch.setattr(world.counters, "add", lambda place, delta: False)
    change = world.change(None, rows(1)[0])

    assert list(world.count(change)) == [change.sequence_number]
