"""Checking websites: once a day, in pieces, building what is not complete, and telling drift from building."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.errors import WebsiteNotFoundError
from chalicelib.domain.identity import Location
from chalicelib.usecases.check_counts import recount_website
from chalicelib.usecases.counter_ports import CountedZone
from tests.builders import NOW, OTHER_WEBSITE_ID, WEBSITE_ID
from tests.unit.usecases.counted_world import CountedWorld, all_the_time

MONTHS = [datetime(2026, month, 10, 12, tzinfo=UTC) for month in range(6, 12)]
PARIS, TOKYO = "Europe/Paris", "Asia/Tokyo"


@pytest.fixture
def world() -> CountedWorld:
    """A website with a request in each of six months, all counted."""
    world = CountedWorld()
    world.zones.begin(WEBSITE_ID, PARIS)
    for number, at in enumerate(MONTHS):
        world.add(f"R{number}", at)
    world.stream()
    return world


def test_a_website_is_checked_once_a_day_in_the_months_that_still_change(world: CountedWorld) -> None:
    (check,) = world.check()
    assert (check.exact, check.corrected, check.is_finished) == (4, (), True)

    assert world.check(NOW + timedelta(hours=1)) == []
    assert len(world.check(NOW + timedelta(days=1))) == 1


def test_what_is_wrong_in_complete_counts_is_a_drift(world: CountedWorld) -> None:
    world.lost = {7}
    world.add("lost")
    (check,) = world.check()

    assert (len(check.corrected), len(check.refigured), check.drifted) == (1, 1, 2)
    assert world.counted() == world.recounted()
    assert world.figures() == world.refigured()


def test_a_check_goes_on_where_time_ran_out(world: CountedWorld) -> None:
    times = iter([True, True, True, False])
    (first,) = world.check(has_time=lambda: next(times))
    assert (first.exact, first.is_finished) == (2, False)
    assert world.zones.zones()[0].resume_after == Location("202610", 0)

    (second,) = world.check()
    assert (second.exact, second.is_finished) == (2, True)
    assert list(world.zones.zones()) == [CountedZone(WEBSITE_ID, PARIS, True, NOW.date())]


def test_a_changed_time_zone_is_counted_anew_and_is_no_drift(world: CountedWorld) -> None:
    world.change_zone(TOKYO, NOW - timedelta(hours=1))
    assert world.counted() is None

    (check,) = world.check()

    assert (len(check.corrected), check.drifted, check.is_finished) == (6, 0, True)
    assert world.counted() == world.recounted()
    assert world.figures() == world.refigured()
    world.send(world.add("after"))
    world.stream()
    assert world.counted() == world.recounted()
    assert world.figures() == world.refigured()


def test_building_goes_on_where_time_ran_out_and_says_so_until_it_is_done(world: CountedWorld) -> None:
    world.change_zone(TOKYO, NOW - timedelta(hours=1))
    times = iter([True, True, True, False])
    world.check(has_time=lambda: next(times))
    assert world.counted() is None

    world.check()
    assert world.counted() == world.recounted()


def test_a_zone_is_not_built_before_every_function_counts_in_it(world: CountedWorld) -> None:
    world.change_zone(TOKYO, NOW - timedelta(minutes=4))
    world.check()
    assert world.counted() is None

    world.check(NOW + timedelta(minutes=2))
    assert world.counted() == world.recounted()


def test_back_to_the_old_zone_is_counted_anew_too(world: CountedWorld) -> None:
    world.change_zone(TOKYO, NOW - timedelta(days=2))
    world.add("meanwhile")
    world.stream()
    world.change_zone(PARIS, NOW - timedelta(days=1))
    assert world.check()[0].is_finished
    assert world.counted() == world.recounted()


def test_a_website_older_than_its_counts_is_built(world: CountedWorld) -> None:
    older = CountedWorld()
    older.add("before")
    older.forget()
    older.add("after")
    older.stream()
    assert older.counted() is None

    (check,) = older.check()
    assert (len(check.corrected), check.drifted) == (1, 0)
    assert older.counted() == older.recounted()
    assert older.figures() == older.refigured()


def test_building_with_rows_that_do_not_stand_still_is_not_called_done(world: CountedWorld) -> None:
    world.change_zone(TOKYO, NOW - timedelta(hours=1))
    busy = iter(range(1_000))
    world.on_wait = lambda: world.add(f"busy-{next(busy)}")
    (check,) = world.check()
    assert check.unsettled
    assert world.counted() is None

    world.on_wait = lambda: None
    world.check(NOW + timedelta(hours=1))
    assert world.counted() == world.recounted()


def test_a_stream_that_is_not_heard_ends_the_check_which_begins_again(world: CountedWorld) -> None:
    world.is_stuck = True
    (check,) = world.check()
    assert (check.is_heard, check.is_finished) == (False, False)

    world.is_stuck = False
    (again,) = world.check(NOW + timedelta(hours=1))
    assert (again.exact, again.is_finished) == (4, True)


def test_an_operator_has_all_months_counted_anew_whatever_was_checked(world: CountedWorld) -> None:
    world.check()
    world.lose_next()
    world.add("old and lost", MONTHS[0])
    assert world.counted() != world.recounted()

    check = world.recount_website()

    assert (check.exact, len(check.corrected)) == (5, 1)
    assert world.counted() == world.recounted()


def test_what_an_operator_asked_for_goes_on_at_the_next_call(world: CountedWorld) -> None:
    world.check()
    times = iter([True] * 5 + [False])
    first = world.recount_website(has_time=lambda: next(times))
    assert (first.exact, first.is_finished) == (5, False)

    second = world.recount_website()
    assert (second.exact, second.is_finished) == (1, True)
    assert world.recount_website().exact == 6


def test_an_operator_has_a_website_counted_that_never_was() -> None:
    world = CountedWorld()
    world.add("before")
    world.forget()
    world.recount_website()
    assert world.counted() == world.recounted()
    with pytest.raises(WebsiteNotFoundError):
        recount_website(world.recounting, OTHER_WEBSITE_ID, now=NOW, has_time=all_the_time)
