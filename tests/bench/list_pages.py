"""What a page of the list costs in a small and in a large website on one engine: units, calls and rows examined."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from typing import Any

from chalicelib.adapters.dynamodb_counted_zones import DynamoDBCountedZones
from chalicelib.adapters.dynamodb_counters import DynamoDBCounters
from chalicelib.adapters.dynamodb_request_list import DynamoDBRequestList
from chalicelib.adapters.dynamodb_tables import table
from chalicelib.domain.counting import Tally
from chalicelib.domain.listing import Cut, ListOrder, Page, ReviewRequestFilter
from chalicelib.domain.proof import ReviewType
from chalicelib.domain.status import Status
from chalicelib.usecases.counter_ports import Counter, CounterPlace
from tests.bench.list_rows import NEWEST_DAY, ZONE, Website
from tests.bench.sdk_counter import SdkCounter
from tests.builders import OTHER_WEBSITE_ID, WEBSITE_ID

MOST_APART = 0.10
MOST_UNITS, MOST_CALLS = 5.0, 8
PAGE_SIZE = 50
DAYS_OF_RANGE = 7

SMALL = Website(WEBSITE_ID, days=10, per_day=100)
LARGE = Website(OTHER_WEBSITE_ID, days=400, per_day=2500)


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
    """Fifty, or as many rows as make half of those that match in the small website: both must have a page to fill."""
    matching = sum(
        count
        for day, cells in small.counts.items()
        if wanted.first_day is None or wanted.first_day <= day <= (wanted.last_day or NEWEST_DAY)
        for (review_type, status), count in cells.items()
        if (not wanted.statuses or status in wanted.statuses)
        and (not wanted.matching_types or review_type in wanted.matching_types)
    )
    return max(1, min(PAGE_SIZE, matching // 2))


class ListBench:
    """The list as wired in production, on a loaded table, and everything its SDK client does counted."""

    def __init__(self, table_name: str) -> None:
        self.requests = DynamoDBRequestList(table_name, counters=DynamoDBCounters(table_name))
        self._client = table(table_name).connection.client
        self._counter = SdkCounter(self._client)
        self._examined = 0
        self._client.meta.events.register("after-call.dynamodb.Query", self._look)

    def page(self, website: Website, wanted: ReviewRequestFilter, cut: Cut) -> tuple[Page, Cost]:
        """One page and its cost."""
        self._examined = 0
        with self._counter.counting() as usage:
            page = self.requests.page(website.website_id, wanted, ZONE.key, cut)
        return page, Cost(usage.reads, usage.calls.total(), self._examined)

    def compare(self, small: Website, large: Website, order: ListOrder = ListOrder.NEWEST) -> list[Compared]:
        """Every combination; the pages must hold as many rows as asked for."""
        found = []
        for name, wanted in combinations():
            size = size_for(small, wanted)
            costs = []
            for website in (small, large):
                page, cost = self.page(website, wanted, Cut(size, None, order))
                assert len(page.rows) == size, f"{name}: {len(page.rows)} rows of {size}"
                costs.append(cost)
            found.append(Compared(name, size, *costs))
        return found

    def _look(self, *, parsed: Mapping[str, Any], **_: Any) -> None:
        """Rows, not counts nor months: they stand in partitions of their own."""
        keys = [item.get("pk", {}).get("S", "") for item in parsed.get("Items", ())]
        if any(f"#{part}#" in pk for pk in keys for part in ("M", "X")) or not keys:
            self._examined += int(parsed.get("ScannedCount", 0))


def count(table_name: str, website: Website) -> None:
    """The counters as the stream would have made them."""
    DynamoDBCountedZones(table_name).begin(website.website_id, ZONE.key)
    counters = DynamoDBCounters(table_name)
    for (day, month), counts in website.counts_by_month.items():
        place = CounterPlace(website.website_id, ZONE.key, day, month, 0)
        counters.correct(place, Counter(), Counter(Tally(counts), "1".zfill(40)))


def broken_promises(compared: list[Compared]) -> Iterator[str]:
    """What does not hold, in words."""
    for one in compared:
        if one.apart > MOST_APART:
            yield f"{one.name}: {one.small} against {one.large}"
    whole = next(one for one in compared if one.name == "all")
    for cost in (whole.small, whole.large):
        if cost.units > MOST_UNITS or cost.calls > MOST_CALLS:
            yield f"a page of {whole.size} without filter costs {cost}"
