"""The check of a partition: a lag is no drift, a drift is proven and set right, and the stream goes on from there."""

import random
from datetime import UTC, datetime

import pytest

from chalicelib.usecases.recount import PartitionCheck
from tests.builders import NOW, WEBSITE_ID
from tests.unit.usecases.counted_world import CountedWorld

EARLIER = datetime(2026, 11, 3, 12, tzinfo=UTC)


@pytest.fixture
def world() -> CountedWorld:
    world = CountedWorld()
    world.zones.begin(WEBSITE_ID, "Europe/Paris")
    return world


def test_counts_that_are_right_are_left_alone(world: CountedWorld) -> None:
    for number in range(5):
        world.send(world.add(f"R{number}"))
    world.add("earlier", EARLIER)
    world.stream()
    kept = dict(world.counters.kept)

    assert world.recount() == PartitionCheck(exact=2)
    assert world.counters.kept == kept


def test_a_stream_that_lags_behind_is_no_drift(world: CountedWorld) -> None:
    world.add("R1")
    world.stream()
    world.send(world.add("R2"))

    assert world.recount() == PartitionCheck(exact=1)
    assert world.counted() == world.recounted()


def test_a_stream_that_does_not_move_is_judged_nothing(world: CountedWorld) -> None:
    world.add("R1")
    world.is_stuck = True

    assert world.recount() == PartitionCheck(unsettled=1, is_heard=False)
    assert world.counters.kept == {}


@pytest.mark.parametrize("lost", [1, 2, 3, 4])
def test_whatever_change_was_lost_is_found_and_set_right(world: CountedWorld, lost: int) -> None:
    world.lost = {lost}
    first, second = world.add("R1"), world.add("R2")
    world.send(first)
    world.remove(second)
    world.stream()
    assert world.counted() != world.recounted()

    check = world.recount()

    assert (check.exact, len(check.corrected), check.unsettled) == (0, 1, 0)
    assert world.counted() == world.recounted()
    assert world.recount() == PartitionCheck(exact=1)


def test_a_swap_that_leaves_the_counts_equal_is_found_by_the_fingerprint(world: CountedWorld) -> None:
    """Lost: the sending of one row, and that another's was taken back. One is scheduled, one sent, only not those."""
    first, second = world.add("R1"), world.add("R2")
    world.lost = {3, 5}
    world.send(first)
    world.send(second)
    world.put(second)
    world.stream()
    assert world.counted() == world.recounted()

    assert len(world.recount().corrected) == 1
    world.remove(first)
    world.stream()
    assert world.counted() == world.recounted()


def test_what_the_stream_tells_after_a_correction_counts_on_top(world: CountedWorld) -> None:
    world.lost = {1}
    row = world.add("R1")
    world.add("R2")
    world.stream()
    world.recount()
    world.send(row)
    world.add("R3")
    world.stream()

    assert world.counted() == world.recounted()
    assert world.recount() == PartitionCheck(exact=1)


def test_rows_written_to_during_the_check_are_looked_at_again(world: CountedWorld) -> None:
    world.lost = {1}
    row = world.add("R1")
    world.add("earlier", EARLIER)
    to_send = [row]
    world.on_wait = lambda: world.send(to_send.pop()) if to_send else None

    check = world.recount()

    assert (check.exact, len(check.corrected), check.unsettled) == (1, 1, 0)
    assert world.counted() == world.recounted()


def test_rows_that_never_stand_still_are_left_for_the_next_check(world: CountedWorld) -> None:
    world.lost = {1}
    world.add("R1")
    busy = iter(range(100))
    world.on_wait = lambda: world.add(f"busy-{next(busy)}")

    assert world.recount() == PartitionCheck(unsettled=1)
    world.on_wait = lambda: None
    assert len(world.recount().corrected) == 1
    assert world.counted() == world.recounted()


def test_a_day_whose_rows_are_all_gone_unheard_is_brought_to_nought(world: CountedWorld) -> None:
    world.lost = {2}
    world.remove(world.add("R1"))
    world.stream()

    assert len(world.recount().corrected) == 1
    assert world.counted() == {}


def test_a_restored_table_counts_on_from_its_new_stream(world: CountedWorld) -> None:
    """The counts came back with watermarks of another stream, whose numbers may be higher than any to come."""
    world.begin_anew_at(10**30)
    row = world.add("R1")
    world.stream()
    world.begin_anew_at(10)
    world.send(row)
    world.stream()
    assert world.counted() != world.recounted()

    assert len(world.recount().corrected) == 1
    world.add("R2")
    world.stream()
    assert world.counted() == world.recounted()


@pytest.mark.parametrize("seed", range(40))
def test_whatever_happens_during_checks_the_counts_end_right(world: CountedWorld, seed: int) -> None:
    """Writes, losses and a lagging stream at every moment of a check; afterwards nothing is lost any more."""
    chance = random.Random(seed)
    rows = [world.add(f"R{number}", chance.choice([NOW, EARLIER])) for number in range(8)]

    def live() -> None:
        for _ in range(chance.randrange(3)):
            world.lost |= {world._number + 1} if chance.random() < 0.2 else set()
            row = chance.choice(rows)
            if (row.website_id, row.review_request_id) not in world.store.rows:
                world.put(row)
            elif chance.random() < 0.3:
                world.remove(row)
            else:
                world.send(row)
        world.stream(most=chance.randrange(6))

    world.on_wait = live
    world.is_stuck = True
    for _ in range(4):
        live()
        world.recount()
    world.on_wait, world.is_stuck = lambda: None, False
    world.recount()

    world.stream()
    assert world.counted() == world.recounted()
    assert world.recount().corrected == ()
