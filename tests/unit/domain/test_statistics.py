"""The figures of statistics: one cell for each request, sums that equal the rows."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.facts import Fact, FactKind, Facts
from chalicelib.domain.listing import ReviewRequestFilter
from chalicelib.domain.milestones import AFTER_A_REMINDER, Milestone
from chalicelib.domain.proof import Channel, ReviewType
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.statistics import (
    Cell,
    Dimension,
    StatisticsFilter,
    Tally,
    cell_of,
    difference,
    report,
    share,
    tally_of,
    values_of,
)
from tests.builders import NOW, a_review_request
from tests.generated_settings import UNHURRIED
from tests.lives import Life, some_lives

PARIS = ZoneInfo("Europe/Paris")
FIRST, LAST = NOW.date(), NOW.date() + timedelta(days=14)


def test_a_request_counts_on_the_day_of_its_plan_then_on_the_day_its_first_email_left() -> None:
    planned = a_review_request(planned_at=datetime(2026, 11, 24, 23, 30, tzinfo=UTC), shop_id="LYON")
    assert cell_of(planned, PARIS) == Cell(date(2026, 11, 25), ReviewType.BRAND, Channel.ONLINE, "LYON", "fr", None)
    sent = planned.learning(Fact(datetime(2026, 11, 26, 8, 0, tzinfo=UTC), FactKind.SENT))
    assert cell_of(sent, PARIS).day == date(2026, 11, 26)
    assert difference(planned, sent, PARIS) == {
        cell_of(planned, PARIS): Tally(received=-1),
        cell_of(sent, PARIS): Tally(received=1, sent=1),
    }


def test_a_write_that_changes_no_figure_changes_no_cell() -> None:
    row = a_review_request()
    assert difference(row, replace(row, attempt=1), PARIS) == {}
    assert difference(None, row, PARIS) == {cell_of(row, PARIS): Tally(received=1)}
    assert difference(row, None, PARIS) == {cell_of(row, PARIS): Tally(received=-1)}


def test_a_tally_names_every_milestone_in_its_order() -> None:
    row = a_review_request(
        facts=Facts.of(
            Fact(NOW, FactKind.CREATED),
            Fact(NOW, FactKind.SENT),
            Fact(NOW + timedelta(days=7), FactKind.SENT, 1),
            Fact(NOW + timedelta(days=8), FactKind.FORM_OPENED),
        )
    )
    tally = tally_of(row)
    assert tally == Tally(received=1, sent=1, delivered=1, opened=1, form_opened=1, reminded=1, form_opened_after=1)
    assert [tally.at(milestone) for milestone in Milestone] == [1, 1, 1, 1, 1, 0]


def test_who_is_asked_for_both_counts_for_brand_and_for_product() -> None:
    both = cell_of(a_review_request(review_type=ReviewType.BRAND_AND_PRODUCT), PARIS)
    assert values_of(both, Dimension.REVIEW_TYPE) == ("brand", "product")
    assert values_of(both, Dimension.SHOP_ID) == ()


@pytest.mark.parametrize(("part", "whole", "expected"), [(1, 3, 0.3333), (2, 2, 1.0), (0, 5, 0.0), (0, 0, None)])
def test_a_share_is_none_of_nothing(part: int, whole: int, expected: float | None) -> None:
    assert share(part, whole) == expected


def test_every_day_of_the_period_has_its_figures_even_without_any() -> None:
    row = a_review_request(planned_at=NOW)
    cells = [(cell_of(row, PARIS), tally_of(row))]
    shown = report(cells, StatisticsFilter(FIRST - timedelta(days=1), FIRST + timedelta(days=1)))
    assert list(shown.days.values()) == [Tally(), Tally(received=1), Tally()]
    assert report(cells, StatisticsFilter(FIRST + timedelta(days=1), FIRST + timedelta(days=1))).total == Tally()


def test_a_group_in_which_nobody_is_counted_any_more_is_left_out() -> None:
    row = a_review_request(planned_at=NOW, shop_id="LYON")
    cell = cell_of(row, PARIS)
    cells = [(cell, tally_of(row)), (cell, -tally_of(row)), (replace(cell, shop_id="NICE"), Tally(received=2))]
    assert report(cells, StatisticsFilter(FIRST, LAST)).groups[Dimension.SHOP_ID] == {"NICE": Tally(received=2)}


_FILTERS = st.builds(
    lambda first, days, wanted: StatisticsFilter(first, first + timedelta(days), wanted),
    st.integers(-1, 12).map(lambda days: FIRST + timedelta(days)),
    st.integers(0, 14),
    st.fixed_dictionaries(
        {},
        optional={
            Dimension.REVIEW_TYPE: st.frozensets(st.sampled_from(["brand", "product"])),
            Dimension.CHANNEL: st.frozensets(st.sampled_from(["online", "offline"])),
            Dimension.SHOP_ID: st.frozensets(st.sampled_from(["LYON", "a#shop"])),
            Dimension.TEMPLATE: st.frozensets(st.sampled_from(["standard", "own-0a1b2c"])),
            Dimension.LANGUAGE: st.frozensets(st.sampled_from(["fr", "en"])),
        },
    ),
)


@UNHURRIED
@given(lives=some_lives(), wanted=_FILTERS)
def test_figures_folded_write_by_write_equal_those_counted_row_by_row(
    lives: list[Life], wanted: StatisticsFilter
) -> None:
    rows = [list(life.rows()) for life in lives]
    folded = _fold(change for row in rows for change in _changes(row))
    counted = [(cell_of(row[-1], PARIS), tally_of(row[-1])) for row in rows]
    assert report(folded.items(), wanted) == report(counted, wanted)
    assert all(min(tally.at(milestone) for milestone in Milestone) >= 0 for tally in folded.values())


@settings(UNHURRIED, max_examples=50)
@given(lives=some_lives(), wanted=_FILTERS)
def test_every_figure_equals_the_rows_its_link_leads_to(lives: list[Life], wanted: StatisticsFilter) -> None:
    rows = [list(life.rows())[-1] for life in lives]
    shown = report([(cell_of(row, PARIS), tally_of(row)) for row in rows], wanted)

    def rows_of(**narrower: Any) -> int:
        listed = replace(_list_filter(wanted), **narrower)
        return sum(listed.matches(row, PARIS) for row in rows)

    for milestone in Milestone:
        assert shown.total.at(milestone) == rows_of(reached=milestone)
        for day, tally in shown.days.items():
            assert tally.at(milestone) == rows_of(sent_first_day=day, sent_last_day=day, reached=milestone)
        for dimension, groups in shown.groups.items():
            for value, tally in groups.items():
                assert tally.at(milestone) == rows_of(**_one(dimension, value), reached=milestone)
    after = (shown.total.reminded, shown.total.form_opened_after, shown.total.review_submitted_after)
    for milestone, count in zip(AFTER_A_REMINDER, after, strict=True):
        assert count == rows_of(reached=Milestone.RECEIVED, after_reminder=milestone)


_LISTED: dict[Dimension, tuple[str, Callable[[str], Any]]] = {
    Dimension.REVIEW_TYPE: ("review_types", ReviewType),
    Dimension.CHANNEL: ("channels", Channel),
    Dimension.SHOP_ID: ("shop_ids", str),
    Dimension.LANGUAGE: ("languages", str),
    Dimension.TEMPLATE: ("templates", str),
}


def _list_filter(wanted: StatisticsFilter) -> ReviewRequestFilter:
    values: dict[str, Any] = {
        name: frozenset(map(kind, wanted.wanted.get(one, ()))) for one, (name, kind) in _LISTED.items()
    }
    return ReviewRequestFilter(sent_first_day=wanted.first_day, sent_last_day=wanted.last_day, **values)


def _one(dimension: Dimension, value: str) -> dict[str, Any]:
    name, kind = _LISTED[dimension]
    return {name: frozenset({kind(value)})}


def _changes(row: list[ReviewRequest]) -> Iterable[Mapping[Cell, Tally]]:
    return [difference(before, after, PARIS) for before, after in zip([None, *row[:-1]], row, strict=True)]


def _fold(changes: Iterable[Mapping[Cell, Tally]]) -> dict[Cell, Tally]:
    folded: dict[Cell, Tally] = defaultdict(Tally)
    for change in changes:
        for cell, tally in change.items():
            folded[cell] += tally
    return folded
