"""The figures that the stream keeps: equal to those of the rows, however often and in whatever batches it is told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.errors import BusyError
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.statistics import Cell, StatisticsFilter, Tally, cell_of, report, tally_of
from chalicelib.usecases.change_ports import RowChange
from chalicelib.usecases.count_changes import Counting
from chalicelib.usecases.count_statistics import count_statistics
from chalicelib.usecases.show_statistics import show_statistics
from chalicelib.usecases.statistics_ports import FiguresDelta, StatisticsPlace
from tests.builders import NOW, OTHER_WEBSITE_ID, WEBSITE_ID, a_collection, a_review_request
from tests.fakes import FakeCountedZones, FakeCounters, FakeStatistics, FakeWebsites
from tests.generated_settings import UNHURRIED
from tests.lives import Life, some_lives

ZONE = a_collection().zone
WANTED = StatisticsFilter(NOW.date() - timedelta(days=1), NOW.date() + timedelta(days=20))


class World:
    """Counting on fakes; every change has its number in the stream."""

    def __init__(self) -> None:
        self.zones = FakeCountedZones()
        self.zones.begin(WEBSITE_ID, ZONE.key)
        self.statistics = FakeStatistics(self.zones)
        self.counting = Counting(FakeCounters(self.zones), self.zones, FakeWebsites(a_collection()))
        self._number = 0

    def change(self, before: ReviewRequest | None, after: ReviewRequest | None) -> RowChange:
        self._number += 1
        row = after or before
        assert row
        return RowChange(row.website_id, row.review_request_id, f"{self._number:040d}", before, after)

    def changes(self, lives: Sequence[Life]) -> list[RowChange]:
        """Every write of every life, the lives interleaved."""
        rows = [list(life.rows()) for life in lives]
        longest = max((len(one) for one in rows), default=0)
        return [self.change(one[n - 1] if n else None, one[n]) for n in range(longest) for one in rows if n < len(one)]

    def count(self, changes: Sequence[RowChange]) -> list[str]:
        return sorted(count_statistics(self.statistics, self.counting, changes))

    def figures(self) -> dict[Cell, Tally]:
        return {place.cell: figures.tally for place, figures in self.statistics.kept.items() if figures.tally}


@UNHURRIED
@given(lives=some_lives(), cuts=st.lists(st.tuples(st.integers(0, 40), st.integers(1, 40)), max_size=4))
def test_figures_equal_the_rows_whatever_the_batches(lives: list[Life], cuts: list[tuple[int, int]]) -> None:
    """A stream is told in order, but again from anywhere, in pieces of any size."""
    world = World()
    changes = world.changes(lives)
    told = 0
    for back, size in [*cuts, (0, len(changes) + 1)]:
        start = max(0, told - back)
        assert world.count(changes[start : start + size]) == []
        told = max(told, min(len(changes), start + size))
    world.count(changes[told:])

    rows = [list(life.rows())[-1] for life in lives]
    shown = show_statistics(world.statistics, website_id=WEBSITE_ID, zone_name=ZONE.key, wanted=WANTED)
    assert shown == report([(cell_of(row, ZONE), tally_of(row)) for row in rows], WANTED)


def test_a_request_sent_on_another_day_than_planned_leaves_one_cell_for_another() -> None:
    world = World()
    planned = a_review_request()
    sent = planned.learning(Fact(NOW + timedelta(days=5), FactKind.SENT))
    world.count([world.change(None, planned), world.change(planned, sent)])
    assert world.figures() == {cell_of(sent, ZONE): Tally(received=1, sent=1)}
    world.count([world.change(sent, None)])
    assert world.figures() == {}


def test_a_write_that_changes_no_figure_costs_nothing() -> None:
    world = World()
    row = a_review_request()
    world.count([world.change(row, replace(row, attempt=1))])
    assert world.statistics.kept == {}


def test_a_website_that_does_not_exist_is_passed_over() -> None:
    world = World()
    assert world.count([world.change(None, a_review_request(website_id=OTHER_WEBSITE_ID))]) == []
    assert world.statistics.kept == {}


def test_what_fails_is_told_by_its_oldest_change_and_the_other_cells_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    french, german = a_review_request(), a_review_request(language="de")
    changes = [world.change(None, french), world.change(None, german)]
    add = world.statistics.add

    def refusing(place: StatisticsPlace, delta: FiguresDelta) -> bool:
        if place.cell.language == "de":
            raise BusyError("slow down")
        return add(place, delta)

    monkeypatch.setattr(world.statistics, "add", refusing)
    assert world.count(changes) == [changes[1].sequence_number]
    monkeypatch.undo()
    assert world.count(changes) == []
    assert world.figures() == {cell_of(french, ZONE): Tally(received=1), cell_of(german, ZONE): Tally(received=1)}


def test_nothing_is_shown_while_the_figures_are_being_made_anew() -> None:
    world = World()
    world.zones.use(WEBSITE_ID, "Europe/London")
    assert show_statistics(world.statistics, website_id=WEBSITE_ID, zone_name="Europe/London", wanted=WANTED) is None
