"""A thousand walks through the list while fifty statuses change per page: nothing is missed, nothing is repeated."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pytest

from chalicelib.adapters.dynamodb_page_question import Question
from chalicelib.adapters.dynamodb_pages import READ_BUDGET, read_page
from chalicelib.domain.listing import Cut, ListOrder, ReviewRequestFilter
from chalicelib.domain.proof import ReviewType
from chalicelib.domain.status import RARE_STATUSES, Status
from tests.builders import WEBSITE_ID
from tests.simulation.list_engine import ZONE, ListEngine, StillRow, pool

WALKS, CHANGES, PAGE_SIZE, BATCHES = 1000, 50, 10, 4
EVERY_STATUS = list(Status)
NEW = 15
"""Rows that arrive while the walk goes on."""

FILTERS = (
    ReviewRequestFilter(),
    ReviewRequestFilter(statuses=frozenset({Status.SENT, Status.OPENED, Status.REMINDER_SENT})),
    ReviewRequestFilter(statuses=frozenset({Status.FORM_OPENED, Status.ERROR})),
    ReviewRequestFilter(statuses=frozenset({Status.SCHEDULED}), review_types=frozenset({ReviewType.PRODUCT})),
    ReviewRequestFilter(statuses=RARE_STATUSES),
    ReviewRequestFilter(
        first_day=date(2026, 9, 20), last_day=date(2026, 11, 3), review_types=frozenset({ReviewType.BRAND})
    ),
)


@dataclass
class Walk:
    """One walk; all of it follows from its number."""

    number: int

    def __post_init__(self) -> None:
        self.rng = random.Random(self.number)
        self.order = self.rng.choice(list(ListOrder))
        self.wanted = FILTERS[self.number % len(FILTERS)]
        self.requests = pool(self.rng.choice((1, 3)))
        self.budget = self.rng.choice((READ_BUDGET, 60))
        self.is_counted = self.rng.random() < 0.7
        self.engine = ListEngine(lag=self.rng.randrange(CHANGES))
        stay = self.rng.random()
        self.allowed = sorted(self.wanted.statuses) or EVERY_STATUS
        self.staying = [self._fits(request) and self.rng.random() < stay for request in self.requests]
        for place in range(len(self.requests) - NEW):
            self._write(place)
        self.engine.count_all()
        self.arriving = list(range(len(self.requests) - NEW, len(self.requests)))

    @property
    def must_be_found(self) -> set[str]:
        """Those that match as long as the walk lasts, and were there and counted when it began."""
        there = range(len(self.requests) - NEW)
        return {self.requests[place][Status.SENT].review_request_id for place in there if self.staying[place]}

    def rows(self) -> list[str]:
        """Everything the walk shows. Where rows move between partitions, changes fall between pages."""
        is_rare = self.wanted.statuses and self.wanted.statuses <= RARE_STATUSES
        if not is_rare:
            self.engine.between = self._some_changes
        shown: list[str] = []
        after = None
        while True:
            question = Question.of(WEBSITE_ID, self.wanted, ZONE.key, Cut(PAGE_SIZE, after, self.order))
            count_days = self.engine.count_days if self.is_counted else None
            page = read_page(self.engine, question, size=PAGE_SIZE, budget=self.budget, count_days=count_days)
            assert all(self.wanted.matches(row, ZONE) for row in page.rows)
            shown += [row.review_request_id for row in page.rows]
            after = page.next_after
            if after is None:
                return shown
            self._change(CHANGES)

    def _some_changes(self) -> None:
        self._change(CHANGES // BATCHES)

    def _change(self, count: int) -> None:
        if self.arriving and self.rng.random() < 0.5:
            self._write(self.arriving.pop())
        for _ in range(count):
            self._write(self.rng.randrange(len(self.requests) - NEW))

    def _write(self, place: int) -> None:
        self.engine.put(self.requests[place][self.rng.choice(self.allowed if self.staying[place] else EVERY_STATUS)])

    def _fits(self, request: Mapping[Status, StillRow]) -> bool:
        status = next(iter(self.wanted.statuses), Status.SENT)
        return self.wanted.matches(request[status], ZONE)


@pytest.mark.parametrize("part", range(4))
def test_walks_miss_and_repeat_nothing_while_statuses_change(part: int) -> None:
    found = 0
    for number in range(part, WALKS, 4):
        walk = Walk(number)
        shown = walk.rows()
        assert shown == sorted(set(shown), reverse=walk.order is ListOrder.NEWEST), f"walk {number} repeats a row"
        assert walk.must_be_found - set(shown) == set(), f"walk {number} misses a row"
        found += len(walk.must_be_found)
    assert found > 3000, "most walks must have rows to miss"
