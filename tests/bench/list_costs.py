"""What pages of the list cost in a small and in a large website, compared filter by filter."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import product

from chalicelib.domain.listing import Cut, ListOrder, Page, ReviewRequestFilter
from chalicelib.domain.proof import ReviewType
from chalicelib.domain.status import Status
from tests.bench.list_rows import NEWEST_DAY, Website

MOST_APART = 0.10
MOST_UNITS, MOST_CALLS = 5.0, 8
PAGE_SIZE = 50
DAYS_OF_RANGE = 7


@dataclass(frozen=True)
class Cost:
    """Of one page."""

    units: float
    calls: int
    examined: int


@dataclass(frozen=True)
class Compared:
    """A filter's page in both websites; `size` rows each."""

    name: str
    size: int
    small: Cost
    large: Cost

    @property
    def apart(self) -> float:
        """By how much the costs differ at most, as a part of the smaller one."""
        pairs = [(getattr(self.small, name), getattr(self.large, name)) for name in ("units", "calls", "examined")]
        return max(abs(one - other) / max(min(one, other), 1e-9) for one, other in pairs)


def combinations() -> Iterator[tuple[str, ReviewRequestFilter]]:
    """Date range or none, each status or none, each type or none."""
    first = NEWEST_DAY - timedelta(days=DAYS_OF_RANGE - 1)
    for days, status, review_type in product((None, (first, NEWEST_DAY)), (None, *Status), (None, *ReviewType)):
        wanted = ReviewRequestFilter(
            first_day=days[0] if days else None,
            last_day=days[1] if days else None,
            statuses=frozenset({status} if status else ()),
            review_types=frozenset({review_type} if review_type else ()),
        )
        yield " ".join(filter(None, (f"{DAYS_OF_RANGE} days" if days else "", status, review_type))) or "all", wanted


def size_for(small: Website, wanted: ReviewRequestFilter) -> int:
    """Fifty, or a third of the rows that match in the small website: both must have more than the page holds."""
    matching = sum(
        count
        for day, cells in small.counts.items()
        if wanted.first_day is None or wanted.first_day <= day <= (wanted.last_day or NEWEST_DAY)
        for (review_type, status), count in cells.items()
        if (not wanted.statuses or status in wanted.statuses)
        and (not wanted.matching_types or review_type in wanted.matching_types)
    )
    return max(1, min(PAGE_SIZE, matching // 3))


Look = Callable[[Website, ReviewRequestFilter, Cut], tuple[Page, Cost]]


def compare(look: Look, small: Website, large: Website, order: ListOrder = ListOrder.NEWEST) -> list[Compared]:
    """Every combination; the pages must hold as many rows as asked for."""
    found = []
    for name, wanted in combinations():
        size = size_for(small, wanted)
        costs = []
        for website in (small, large):
            page, cost = look(website, wanted, Cut(size, None, order))
            assert len(page.rows) == size, f"{name}: {len(page.rows)} rows of {size}"
            costs.append(cost)
        found.append(Compared(name, size, *costs))
    return found


def broken_promises(compared: list[Compared]) -> Iterator[str]:
    """What does not hold, in words."""
    for one in compared:
        if one.apart > MOST_APART:
            yield f"{one.name}: {one.small} against {one.large}"
    whole = next(one for one in compared if one.name == "all")
    for cost in (whole.small, whole.large):
        if cost.units > MOST_UNITS or cost.calls > MOST_CALLS:
            yield f"a page of {whole.size} without filter costs {cost}"
