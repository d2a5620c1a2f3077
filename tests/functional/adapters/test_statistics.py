"""The figures of statistics: added once under their watermark, told by cell, silent while they are incomplete."""

import itertools
from dataclasses import replace
from datetime import date, timedelta
from typing import Protocol

import pytest

from chalicelib.domain.errors import PeriodTooLargeError, WebsiteNotFoundError
from chalicelib.domain.identity import Location
from chalicelib.domain.proof import Channel, ReviewType
from chalicelib.domain.statistics import Cell, Tally
from chalicelib.usecases.counter_ports import CountedZone, CountedZones
from chalicelib.usecases.statistics_ports import Figures, FiguresDelta, Statistics, StatisticsPlace, StatisticsStore
from tests.builders import OTHER_WEBSITE_ID, WEBSITE_ID
from tests.fakes import FakeCountedZones, FakeStatistics

PARIS, LONDON = "Europe/Paris", "Europe/London"
DAY = date(2026, 11, 20)
CELL = Cell(DAY, ReviewType.BRAND, Channel.OFFLINE, 'a#"shop" é~', "fr", None)
SOURCE = Location("202611", 0)
PLACE = StatisticsPlace(WEBSITE_ID, PARIS, CELL, SOURCE)
EVERYTHING = Tally(9, 8, 7, 6, 5, 4, 3, 2, 1)


class Kept(Statistics, StatisticsStore, Protocol):
    """Both ports at once."""


@pytest.fixture(params=["fake", "dynamodb"])
def both(request: pytest.FixtureRequest) -> tuple[Kept, CountedZones]:
    """Nothing is counted yet."""
    if request.param == "fake":
        fake_zones = FakeCountedZones()
        return FakeStatistics(fake_zones), fake_zones
    from chalicelib.adapters.dynamodb_counted_zones import DynamoDBCountedZones
    from chalicelib.adapters.dynamodb_statistics import DynamoDBStatistics

    name = request.getfixturevalue("table_name")
    return DynamoDBStatistics(name), DynamoDBCountedZones(name, monotonic=itertools.count(step=61.0).__next__)


@pytest.fixture
def kept(both: tuple[Kept, CountedZones]) -> Kept:
    both[1].begin(WEBSITE_ID, PARIS)
    return both[0]


def number(value: int) -> str:
    return f"{value:040d}"


def delta(first: int, last: int, difference: Tally) -> FiguresDelta:
    return FiguresDelta(number(first), number(last), difference)


def cells(kept: Kept, first: date = DAY, last: date = DAY) -> list[tuple[Cell, Tally]]:
    found = kept.cells(WEBSITE_ID, PARIS, first=first, last=last)
    assert found is not None
    return sorted(found, key=lambda one: one[0].day)


def test_every_figure_is_added_and_the_watermark_moves(kept: Kept) -> None:
    assert kept.watermark(PLACE) == ""
    assert kept.add(PLACE, delta(1, 5, EVERYTHING))
    assert kept.add(PLACE, delta(6, 6, -Tally(received=4)))
    assert kept.watermark(PLACE) == number(6)
    assert cells(kept) == [(CELL, replace(EVERYTHING, received=5))]


def test_what_was_counted_is_not_counted_again(kept: Kept) -> None:
    assert kept.add(PLACE, delta(1, 5, Tally(1)))
    assert not kept.add(PLACE, delta(1, 5, Tally(1)))
    assert not kept.add(PLACE, delta(5, 6, Tally(1)))
    assert cells(kept) == [(CELL, Tally(1))]


def test_changes_that_cancel_each_other_out_move_the_watermark_too(kept: Kept) -> None:
    assert kept.add(PLACE, delta(1, 2, Tally()))
    assert kept.watermark(PLACE) == number(2)
    assert not kept.add(PLACE, delta(2, 2, Tally(1)))


def test_each_value_of_each_dimension_is_counted_apart(kept: Kept) -> None:
    others = [
        replace(CELL, review_type=ReviewType.PRODUCT),
        replace(CELL, channel=Channel.ONLINE),
        replace(CELL, shop_id=None),
        replace(CELL, shop_id=""),
        replace(CELL, language="en"),
        replace(CELL, template="standard"),
    ]
    for cell in (CELL, *others):
        assert kept.add(replace(PLACE, cell=cell), delta(1, 1, Tally(1)))
    assert dict(cells(kept)) == dict.fromkeys((CELL, *others), Tally(1))


def test_days_are_bounded_on_both_sides_and_partitions_come_apart(kept: Kept) -> None:
    days = [DAY + timedelta(days=n) for n in range(4)]
    for day in days:
        for shard in (0, 15):
            kept.add(
                replace(PLACE, cell=replace(CELL, day=day), source=Location("202611", shard)), delta(1, 1, Tally(1))
            )
    found = cells(kept, days[1], days[2])
    assert [cell.day for cell, _ in found] == [days[1], days[1], days[2], days[2]]
    (one,) = kept.figures(WEBSITE_ID, PARIS, Location("202611", 15), first=DAY, last=DAY).items()
    assert one == (CELL, Figures(Tally(1), number(1)))


def test_websites_and_zones_are_counted_apart(kept: Kept) -> None:
    kept.add(PLACE, delta(1, 1, Tally(1)))
    for other in (replace(PLACE, website_id=OTHER_WEBSITE_ID), replace(PLACE, zone_name=LONDON)):
        kept.add(other, delta(5, 5, Tally(3)))
    assert cells(kept) == [(CELL, Tally(1))]


def test_a_correction_replaces_everything_unless_something_was_counted_meanwhile(kept: Kept) -> None:
    kept.add(PLACE, delta(1, 2, EVERYTHING))
    found, right = Figures(EVERYTHING, number(2)), Figures(Tally(sent=1), number(7))
    kept.add(PLACE, delta(3, 3, Tally(1)))
    assert not kept.correct(PLACE, found, right)
    assert kept.correct(PLACE, replace(found, watermark=number(3)), right)
    assert kept.figures(WEBSITE_ID, PARIS, SOURCE, first=DAY, last=DAY) == {CELL: right}
    assert not kept.add(PLACE, delta(7, 7, Tally(1)))


def test_a_correction_of_what_was_never_counted_makes_it(kept: Kept) -> None:
    right = Figures(Tally(1), number(7))
    assert kept.correct(PLACE, Figures(), right)
    assert not kept.correct(PLACE, Figures(), right)
    assert cells(kept) == [(CELL, Tally(1))]


def test_nothing_is_told_while_the_figures_of_a_zone_are_incomplete(both: tuple[Kept, CountedZones]) -> None:
    kept, zones = both
    assert kept.cells(WEBSITE_ID, PARIS, first=DAY, last=DAY) is None
    zones.use(WEBSITE_ID, PARIS)
    assert kept.cells(WEBSITE_ID, PARIS, first=DAY, last=DAY) is None
    zones.save(CountedZone(WEBSITE_ID, PARIS, is_complete=True))
    assert cells(kept) == []
    assert kept.cells(WEBSITE_ID, LONDON, first=DAY, last=DAY) is None


def test_a_period_with_too_many_figures_is_refused_in_words(table_name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from chalicelib.adapters import dynamodb_statistics
    from chalicelib.adapters.dynamodb_counted_zones import DynamoDBCountedZones

    monkeypatch.setattr(dynamodb_statistics, "MOST_ITEMS", 2)
    DynamoDBCountedZones(table_name).begin(WEBSITE_ID, PARIS)
    kept = dynamodb_statistics.DynamoDBStatistics(table_name)
    for n in range(3):
        kept.add(replace(PLACE, cell=replace(CELL, day=DAY + timedelta(days=n))), delta(1, 1, Tally(1)))
    assert len(kept.cells(WEBSITE_ID, PARIS, first=DAY, last=DAY + timedelta(days=1)) or ()) == 2
    with pytest.raises(PeriodTooLargeError):
        kept.cells(WEBSITE_ID, PARIS, first=DAY, last=DAY + timedelta(days=2))


def test_a_text_that_is_no_website_reaches_no_key(kept: Kept) -> None:
    if isinstance(kept, FakeStatistics):
        return
    with pytest.raises(WebsiteNotFoundError):
        kept.cells("x#T", PARIS, first=DAY, last=DAY)
