"""Counts by day: added once under their watermark, summed over partitions, silent while they are incomplete."""

import itertools
from dataclasses import replace
from datetime import date, timedelta
from typing import Protocol

import boto3
import pytest

from chalicelib.domain.counting import Move, Tally, fold
from chalicelib.domain.errors import WebsiteNotFoundError
from chalicelib.domain.identity import Location
from chalicelib.domain.proof import ReviewType
from chalicelib.domain.status import Status
from chalicelib.usecases.counter_ports import CountedZone, CountedZones, Counter, CounterPlace, Counters, CounterStore
from tests.builders import OTHER_WEBSITE_ID, WEBSITE_ID
from tests.fakes import FakeCountedZones, FakeCounters

PARIS, LONDON = "Europe/Paris", "Europe/London"
DAY = date(2026, 11, 20)
PLACE = CounterPlace(WEBSITE_ID, PARIS, DAY, "202611", 0)
SCHEDULED, SENT = (ReviewType.BRAND, Status.SCHEDULED), (ReviewType.BRAND, Status.SENT)
KINDS = [(review_type, status) for review_type in ReviewType for status in Status]


class Kept(Counters, CounterStore, Protocol):
    """Both ports at once."""


@pytest.fixture(params=["fake", "dynamodb"])
def both(request: pytest.FixtureRequest) -> tuple[Kept, CountedZones]:
    """Nothing is counted yet."""
    if request.param == "fake":
        fake_zones = FakeCountedZones()
        return FakeCounters(fake_zones), fake_zones
    from chalicelib.adapters.dynamodb_counted_zones import DynamoDBCountedZones
    from chalicelib.adapters.dynamodb_counters import DynamoDBCounters

    name = request.getfixturevalue("table_name")
    return DynamoDBCounters(name), DynamoDBCountedZones(name, monotonic=itertools.count(step=61.0).__next__)


@pytest.fixture
def counters(both: tuple[Kept, CountedZones]) -> Kept:
    both[1].begin(WEBSITE_ID, PARIS)
    return both[0]


@pytest.fixture
def zones(both: tuple[Kept, CountedZones]) -> CountedZones:
    return both[1]


def number(value: int) -> str:
    return f"{value:040d}"


def added(value: int, after: tuple[ReviewType, Status] = SCHEDULED) -> Move:
    return Move(number(value), f"id-{value}", None, after)


def test_a_difference_is_added_and_the_watermark_moves(counters: Kept) -> None:
    assert counters.watermark(PLACE) == ""
    assert counters.add(PLACE, fold([added(1), added(2)]))
    assert counters.add(PLACE, fold([Move(number(3), "id-1", SCHEDULED, SENT)]))

    assert counters.watermark(PLACE) == number(3)
    assert counters.days(WEBSITE_ID, PARIS, first=None, last=None) == {DAY: {SCHEDULED: 1, SENT: 1}}


def test_what_was_counted_is_not_counted_again(counters: Kept) -> None:
    counters.add(PLACE, fold([added(1), added(2)]))

    assert not counters.add(PLACE, fold([added(2), added(3)]))
    assert not counters.add(PLACE, fold([added(1), added(2)]))
    assert counters.days(WEBSITE_ID, PARIS, first=None, last=None) == {DAY: {SCHEDULED: 2}}


def test_every_kind_has_a_place_of_its_own_and_the_fingerprint_keeps_every_digit(counters: Kept) -> None:
    moves = [Move(number(n), f"id-{n}", None, kind) for n, kind in enumerate(KINDS * 50, start=1)]
    counters.add(PLACE, fold(moves[:600]))
    counters.add(PLACE, fold(moves[600:]))

    found = counters.counters(WEBSITE_ID, PARIS, PLACE.source, first=DAY, last=DAY)[DAY]
    assert found.tally == Tally.of((move.review_request_id, kind) for move, kind in zip(moves, KINDS * 50, strict=True))
    assert found.tally.counts == dict.fromkeys(KINDS, 50)


def test_a_kind_that_nobody_is_any_more_and_a_day_without_rows_are_left_out(counters: Kept) -> None:
    counters.add(PLACE, fold([added(1)]))
    counters.add(PLACE, fold([Move(number(2), "id-1", SCHEDULED, SENT)]))
    assert counters.days(WEBSITE_ID, PARIS, first=None, last=None) == {DAY: {SENT: 1}}

    counters.add(PLACE, fold([Move(number(3), "id-1", SENT, None)]))
    assert counters.days(WEBSITE_ID, PARIS, first=None, last=None) == {}
    assert counters.counters(WEBSITE_ID, PARIS, PLACE.source, first=DAY, last=DAY)[DAY].tally == Tally()


def test_partitions_of_a_day_are_summed_and_days_are_bounded_on_both_sides(counters: Kept) -> None:
    days = [DAY + timedelta(days=n) for n in range(4)]
    for day in days:
        for shard in (0, 15):
            counters.add(replace(PLACE, day=day, shard=shard), fold([added(1)]))
    counters.add(replace(PLACE, day=days[3], month="202612"), fold([added(1)]))

    def found(first: date | None, last: date | None) -> dict[date, int]:
        answer = counters.days(WEBSITE_ID, PARIS, first=first, last=last)
        assert answer is not None
        return {day: sum(counts.values()) for day, counts in answer.items()}

    assert found(days[1], days[2]) == {days[1]: 2, days[2]: 2}
    assert found(None, days[0]) == {days[0]: 2}
    assert found(days[3], None) == {days[3]: 3}
    assert found(None, None) == {days[0]: 2, days[1]: 2, days[2]: 2, days[3]: 3}


def test_websites_zones_and_partitions_are_counted_apart(counters: Kept, zones: CountedZones) -> None:
    zones.begin(OTHER_WEBSITE_ID, PARIS)
    counters.add(PLACE, fold([added(1)]))
    for other in (
        replace(PLACE, website_id=OTHER_WEBSITE_ID),
        replace(PLACE, zone_name=LONDON),
        replace(PLACE, zone_name="Europe/Paris2"),
    ):
        counters.add(other, fold([added(5), added(6)]))

    assert counters.days(WEBSITE_ID, PARIS, first=None, last=None) == {DAY: {SCHEDULED: 1}}
    assert counters.days(OTHER_WEBSITE_ID, PARIS, first=None, last=None) == {DAY: {SCHEDULED: 2}}
    assert counters.counters(WEBSITE_ID, PARIS, Location("202611", 1), first=DAY, last=DAY) == {}


def test_a_correction_replaces_everything_unless_something_was_counted_meanwhile(counters: Kept) -> None:
    counters.add(PLACE, fold([added(1), added(2, SENT)]))
    found = counters.counters(WEBSITE_ID, PARIS, PLACE.source, first=DAY, last=DAY)[DAY]
    right = Counter(Tally.of([("id-1", SCHEDULED)]), number(7))

    counters.add(PLACE, fold([added(3)]))
    assert not counters.correct(PLACE, found, right)
    now = counters.counters(WEBSITE_ID, PARIS, PLACE.source, first=DAY, last=DAY)[DAY]
    assert counters.correct(PLACE, now, right)
    assert counters.counters(WEBSITE_ID, PARIS, PLACE.source, first=DAY, last=DAY) == {DAY: right}
    assert not counters.add(PLACE, fold([added(7)]))


def test_a_correction_of_a_day_that_was_never_counted_makes_it(counters: Kept) -> None:
    right = Counter(Tally.of([("id-1", SCHEDULED)]), number(7))

    assert counters.correct(PLACE, Counter(), right)
    assert not counters.correct(PLACE, Counter(), right)
    assert counters.days(WEBSITE_ID, PARIS, first=None, last=None) == {DAY: {SCHEDULED: 1}}


def test_a_text_that_is_no_website_reaches_no_key(counters: Kept, request: pytest.FixtureRequest) -> None:
    if isinstance(counters, FakeCounters):
        assert counters.days("x#C", PARIS, first=None, last=None) is None
        return
    with pytest.raises(WebsiteNotFoundError):
        counters.days("x#C", PARIS, first=None, last=None)


# ---- zones -----------------------------------------------------------------------------------------------------------
def test_a_website_that_begins_is_complete_and_begins_once(zones: CountedZones) -> None:
    zones.begin(WEBSITE_ID, PARIS)
    zones.use(WEBSITE_ID, PARIS)
    zones.begin(WEBSITE_ID, LONDON)

    assert list(zones.zones()) == [CountedZone(WEBSITE_ID, PARIS, is_complete=True)]


def test_counts_of_another_zone_are_incomplete_until_somebody_says_so(counters: Kept, zones: CountedZones) -> None:
    counters.add(PLACE, fold([added(1)]))
    zones.use(WEBSITE_ID, LONDON)

    for zone in (PARIS, LONDON):
        assert counters.days(WEBSITE_ID, zone, first=None, last=None) is None
    assert not zones.save(CountedZone(WEBSITE_ID, PARIS, is_complete=True))
    assert zones.save(CountedZone(WEBSITE_ID, LONDON, is_complete=True))
    assert counters.days(WEBSITE_ID, LONDON, first=None, last=None) == {}
    zones.use(WEBSITE_ID, PARIS)
    assert counters.days(WEBSITE_ID, PARIS, first=None, last=None) is None


def test_a_website_first_met_in_the_stream_is_incomplete(zones: CountedZones) -> None:
    zones.use(OTHER_WEBSITE_ID, PARIS)
    zones.use(WEBSITE_ID, PARIS)

    assert list(zones.zones()) == [
        CountedZone(WEBSITE_ID, PARIS, is_complete=False),
        CountedZone(OTHER_WEBSITE_ID, PARIS, is_complete=False),
    ]


def test_how_far_a_check_came_is_kept_until_another_zone_is_chosen(zones: CountedZones) -> None:
    zones.begin(WEBSITE_ID, PARIS)
    under_way = CountedZone(WEBSITE_ID, PARIS, True, DAY, Location("202610", 3), unsettled=2)
    for kept in (under_way, replace(under_way, resume_after=None, is_complete=False), under_way):
        assert zones.save(kept)
        assert list(zones.zones()) == [kept]

    zones.use(WEBSITE_ID, LONDON)
    assert list(zones.zones()) == [CountedZone(WEBSITE_ID, LONDON, is_complete=False)]


def test_a_website_nobody_counts_has_no_check_to_keep(zones: CountedZones) -> None:
    assert not zones.save(CountedZone(WEBSITE_ID, PARIS, is_complete=True))
    assert list(zones.zones()) == []


def test_a_count_costs_one_write_unit_however_many_kinds_it_holds(table_name: str) -> None:
    from chalicelib.adapters.dynamodb_counters import DynamoDBCounters

    place = replace(PLACE, zone_name="America/Argentina/ComodRivadavia", shard=15)
    moves = [Move("9" * 40, f"id-{n}", None, kind) for n, kind in enumerate(KINDS)]
    DynamoDBCounters(table_name).add(place, fold([moves[0], *moves * 1_000]))

    (item,) = boto3.client("dynamodb").scan(TableName=table_name)["Items"]
    size = sum(len(name) + len(str(next(iter(value.values())))) for name, value in item.items())
    assert size < 1_024
