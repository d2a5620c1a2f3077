"""The check of a partition's figures: the same proof as for counts, though requests move from cell to cell."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.facts import Fact, FactKind
from chalicelib.usecases.recount_statistics import FiguresCheck
from tests.builders import NOW, WEBSITE_ID
from tests.unit.usecases.counted_world import CountedWorld


@pytest.fixture
def world() -> CountedWorld:
    world = CountedWorld()
    world.zones.begin(WEBSITE_ID, "Europe/Paris")
    return world


def test_figures_that_are_right_or_only_late_are_left_alone(world: CountedWorld) -> None:
    world.send(world.add("R1"))
    world.stream()
    world.send(world.add("R2"))

    assert world.recount_statistics() == FiguresCheck()
    assert world.figures() == world.refigured()


@pytest.mark.parametrize("lost", [1, 2, 3])
def test_a_lost_change_is_found_in_the_cell_it_left_and_in_the_one_it_came_to(world: CountedWorld, lost: int) -> None:
    """Planned for one day and sent on another: two cells."""
    world.lost = {lost}
    row = world.add("R1")
    moved = world.send(row)
    world.put(moved.learning(Fact(NOW, FactKind.OPENED)))
    world.stream()
    assert world.figures() != world.refigured()

    assert world.recount_statistics().corrected
    assert world.figures() == world.refigured()
    assert world.recount_statistics() == FiguresCheck()


def test_rows_that_never_stand_still_are_left_and_a_silent_stream_is_judged_nothing(world: CountedWorld) -> None:
    world.lose_next()
    world.add("R1")
    busy = iter(range(100))
    world.on_wait = lambda: [world.add(f"busy-{next(busy)}") for _ in range(2)]
    assert world.recount_statistics() == FiguresCheck(unsettled=1)

    world.on_wait, world.is_stuck = lambda: None, True
    assert not world.recount_statistics().is_heard


def test_what_comes_after_a_correction_counts_on_top(world: CountedWorld) -> None:
    world.lose_next()
    row = world.add("R1")
    world.stream()
    world.recount_statistics()
    world.send(row)
    world.add("R2")
    world.stream()

    assert world.figures() == world.refigured()


@pytest.mark.parametrize("seed", range(20))
def test_whatever_happens_during_checks_the_figures_end_right(world: CountedWorld, seed: int) -> None:
    chance = random.Random(seed)
    rows = [world.add(f"R{number}") for number in range(6)]

    def live() -> None:
        for _ in range(chance.randrange(3)):
            if chance.random() < 0.2:
                world.lose_next()
            standing = world.store.rows[WEBSITE_ID, chance.choice(rows).review_request_id]
            days = timedelta(days=chance.randrange(3))
            kind = chance.choice([FactKind.SENT, FactKind.OPENED, FactKind.FORM_OPENED])
            world.put(replace(standing, planned_at=NOW + days).learning(Fact(NOW + days, kind)))
        world.stream(most=chance.randrange(6))

    world.on_wait, world.is_stuck = live, True
    for _ in range(4):
        live()
        world.recount_statistics()
    world.on_wait, world.is_stuck = lambda: None, False
    world.recount_statistics()

    assert world.figures() == world.refigured()
    assert world.recount_statistics() == FiguresCheck()
