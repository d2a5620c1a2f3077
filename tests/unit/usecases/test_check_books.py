"""The check of the books: what closes is told to close, what was broken is found, and it goes on where it stopped."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.books import DayCheck, KnownStatuses
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.proof import TransmissionMethod
from chalicelib.domain.status import Status
from chalicelib.domain.transmission import Books, Chunk, TransmissionMode, TransmissionState
from chalicelib.usecases.books_ports import CellFigures
from chalicelib.usecases.check_books import DAYS
from chalicelib.usecases.recount import LOOKS
from tests.builders import NOW, WEBSITE_ID, a_transmission
from tests.unit.usecases.booked_world import TODAY, BookedWorld

API, SFTP = TransmissionMethod.API, TransmissionMethod.SFTP


@pytest.fixture
def world() -> BookedWorld:
    """A file in three chunks and two calls, all counted."""
    world = BookedWorld()
    world.file("a.csv", [world.lines("F1", "F2", rejected=1), world.lines("F3"), world.lines(rejected=2)])
    world.call("call-1", world.lines("C1", rejected=1))
    world.call("call-2", world.lines("C2", "C3"))
    world.stream()
    return world


def test_a_day_whose_figures_are_those_of_lines_and_rows_closes(world: BookedWorld) -> None:
    sent = next(iter(world.store.rows))
    world.store.rows[sent] = world.store.rows[sent].learning(Fact(NOW, FactKind.SENT))
    check = world.check()
    assert (check.closes, check.drifted, check.checked_at, check.place) == (True, 0, NOW, None)
    assert {method: door.found.books for method, door in check.doors.items()} == {
        SFTP: Books(6, 3, rejected=3, requests=3),
        API: Books(4, 3, rejected=1, requests=3),
    }
    assert check.doors[SFTP].found.statuses == {Status.SENT: 1, Status.SCHEDULED: 2}
    assert world.checks.check(WEBSITE_ID, TODAY) == check
    assert world.checkpoints.written == [], "nothing differs, so the stream is not asked"


@pytest.mark.parametrize("steps", [1, 2, 3, 4, 5])
def test_it_goes_on_where_time_ran_out(world: BookedWorld, steps: int) -> None:
    whole = world.check()
    world.checks.kept.clear()
    calls = 0
    while (check := world.check(steps=steps)).checked_at is None:
        calls += 1
        assert calls < 6, "each call comes further"
    assert check == whole


def test_nothing_is_done_without_time(world: BookedWorld) -> None:
    assert world.check(steps=0) == DayCheck(WEBSITE_ID, TODAY)


def test_a_cell_that_was_broken_is_found_and_set_right(world: BookedWorld) -> None:
    place = next(place for place in world.books.kept if place.method is SFTP)
    right = world.books.kept[place]
    world.books.kept[place] = replace(right, books=right.books + Books(received=1, accepted=1))
    check = world.check()
    assert (check.drifted, check.unsettled, check.closes) == (1, 0, True)
    assert world.books.kept[place].books == right.books
    assert world.check().drifted == 0
    world.stream()
    assert world.books.kept[place].books == right.books


def test_a_change_that_the_stream_lost_is_found(world: BookedWorld) -> None:
    world.call("call-3", world.lines("C4"))
    world.lose()
    assert world.check().drifted == 1
    assert world.counted() == Books(11, 7, rejected=4, requests=7)


def test_a_change_that_is_only_late_is_no_drift(world: BookedWorld) -> None:
    late = world.call("call-3", world.lines("C4"))
    check = world.check()
    assert (check.drifted, check.unsettled, check.closes) == (0, 0, True)
    assert world.cell_of(late).received == 5


def test_nothing_is_corrected_while_the_stream_does_not_answer(world: BookedWorld) -> None:
    world.call("call-3", world.lines("C4"))
    world.is_stuck = True
    check = world.check()
    assert (check.drifted, check.unsettled, check.closes) == (0, 1, False)
    assert len(world.checkpoints.written) == 1 <= LOOKS
    world.is_stuck = False
    assert world.check().closes


def test_a_figure_that_is_not_that_of_its_lines_is_told(world: BookedWorld) -> None:
    broken = world.call("call-3", world.lines("C4"), books=Books(2, 2, requests=1))
    unlike = world.call("call-4", world.lines("C5"), books=Books(3, 1, requests=1))
    world.stream()
    door = world.check().doors[API]
    assert (door.broken, door.closes, door.is_stuck) == (2, False, True)
    assert set(door.named) == {broken.transmission_id, unlike.transmission_id}
    assert world.check().doors[SFTP].closes


def test_outcomes_that_are_gone_are_told(world: BookedWorld) -> None:
    del world.files.kept[next(place for place in world.files.kept if place.startswith("outcomes"))]
    assert world.check().doors[SFTP].broken == 1


def test_a_request_that_does_not_exist_is_told(world: BookedWorld) -> None:
    del world.store.rows[next(iter(world.store.rows))]
    door = world.check().doors[SFTP]
    assert (door.found.missing, door.broken, door.closes, door.is_stuck) == (1, 0, False, True)


def test_what_is_not_over_keeps_the_day_open_and_is_overdue_after_a_day(world: BookedWorld) -> None:
    running = world.file("b.csv", [world.lines("G1"), world.lines("G2")], over=1)
    world.stream()
    door = world.check().doors[SFTP]
    assert (door.running, door.overdue, door.closes, door.is_stuck) == (1, 0, False, False)
    door = world.check(now=NOW + timedelta(hours=24)).doors[SFTP]
    assert (door.running, door.overdue, door.is_stuck, door.named) == (1, 1, True, (running.transmission_id,))
    world.finish(Chunk(WEBSITE_ID, running.transmission_id, 1, ""), world.lines("G2"))
    world.transmissions.end(a_transmission(distinct="b.csv", state=TransmissionState.DONE, ended_at=NOW))
    world.stream()
    assert world.check(now=NOW + timedelta(hours=25)).closes


def test_validations_stand_in_no_books(world: BookedWorld) -> None:
    before = world.counted()
    world.call("call-3", world.lines(rejected=2), mode=TransmissionMode.VALIDATE)
    world.stream()
    assert world.counted() == before
    assert world.check().closes


def test_a_large_transmission_keeps_what_became_of_its_requests(
    world: BookedWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chalicelib.domain import books

    monkeypatch.setattr(books, "MOST_LIVE_REQUESTS", 2)
    world.check()
    (known,) = world.checks.kept_statuses.values()
    assert known == KnownStatuses({Status.SCHEDULED: 3}, NOW)


# ---- which days ------------------------------------------------------------------------------------------------------
MIDNIGHT = NOW.replace(hour=23, minute=0) + timedelta(minutes=5)
"""Past midnight in Paris."""


def test_each_website_is_looked_at_once_a_day_after_its_midnight(world: BookedWorld) -> None:
    first = world.check_all(MIDNIGHT)
    assert [check.day for check in first] == [TODAY - timedelta(days=back) for back in range(DAYS)]
    assert all(check.closes for check in first)
    assert world.check_all(MIDNIGHT + timedelta(hours=1)) == []
    assert [check.day for check in world.check_all(MIDNIGHT + timedelta(days=1))] == [TODAY + timedelta(days=1)]


def test_days_that_were_not_closed_are_looked_at_again_for_a_week(world: BookedWorld) -> None:
    world.call("call-3", world.lines("C4"), books=Books(2, 2, requests=1))
    world.stream()
    for night in range(DAYS):
        assert TODAY in {check.day for check in world.check_all(MIDNIGHT + timedelta(days=night))}
    assert TODAY not in {check.day for check in world.check_all(MIDNIGHT + timedelta(days=DAYS))}


def test_a_cell_of_nothing_is_set_right_too(world: BookedWorld) -> None:
    place = replace(next(iter(world.books.kept)), method=TransmissionMethod.WEBSERVICE)
    world.books.kept[place] = CellFigures(Books(received=1), f"{1:040d}")
    assert world.check().drifted == 1
    assert world.books.kept[place].books == Books()


def test_what_grows_while_it_is_looked_at_is_looked_at_again(world: BookedWorld) -> None:
    running = world.file("b.csv", [world.lines("G1"), world.lines("G2")], over=1)
    world.stream()
    place = next(place for place in world.books.kept if place.method is SFTP)
    found = world.books.kept[place]
    world.books.kept[place] = replace(found, books=found.books + Books(received=1))
    left = iter([Chunk(WEBSITE_ID, running.transmission_id, 1, "")])

    def grow_and_tell() -> None:
        for chunk in left:
            world.finish(chunk, world.lines("G2"))
        world.stream()

    world.checking = replace(world.checking, wait=grow_and_tell)
    check = world.check()
    assert (check.drifted, check.unsettled) == (1, 0)
    assert world.books.kept[place].books == Books(8, 5, rejected=3, requests=5)
