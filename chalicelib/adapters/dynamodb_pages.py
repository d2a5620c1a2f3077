"""The tracking table's pages: partitions of months read lazily and merged, newest experience first.

The order (experience, identifier) never changes, so a walk neither skips nor repeats a row while statuses change.
"""

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import reduce
from operator import and_
from typing import Any
from zoneinfo import ZoneInfo

from pynamodb.expressions.condition import Condition
from pynamodb.pagination import PageIterator

from chalicelib.adapters import keys
from chalicelib.adapters.dynamodb_rows import from_item
from chalicelib.adapters.dynamodb_tables import RequestItem, Table
from chalicelib.domain.identity import REVIEW_REQUEST_ID_LENGTH, Location, id_bounds, location_of, month_of
from chalicelib.domain.listing import Page, ReviewRequestFilter
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.status import RARE_STATUSES, Status

READ_BUDGET = 10_000
"""Rows read for one page at most, matching or not: below 10 MB, since a row is below 1 KB (reliability.md 4.5)."""

CHEAPEST_READ = 20
"""What a call costs of the budget however little it finds, so that many empty partitions cannot take for ever."""

LARGEST_READ = 2_000
BATCH_GET_LIMIT = 100


@dataclass(frozen=True)
class Wanted:
    """One page's question: the filter in its zone, and identifiers between which its rows stand (`below` excluded)."""

    website_id: str
    filter: ReviewRequestFilter
    zone: ZoneInfo
    lowest: str
    below: str

    @classmethod
    def of(cls, website_id: str, wanted: ReviewRequestFilter, zone_name: str, after: str | None) -> "Wanted":
        """Raises ReviewRequestNotFoundError when `after` cannot be an identifier."""
        zone = ZoneInfo(zone_name)
        first, last = wanted.bounds(zone)
        if after is not None:
            location_of(after)
        highest = _newest_id(last)
        return cls(website_id, wanted, zone, _oldest_id(first), min(highest, after or highest))

    @property
    def conditions(self) -> Condition | None:
        """Status and type, where the database can leave rows out."""
        statuses = [status.value for status in self.filter.statuses]
        types = [review_type.value for review_type in self.filter.matching_types]
        wanted = ((RequestItem.st, statuses), (RequestItem.ty, types))
        conditions = [attribute.is_in(*values) for attribute, values in wanted if values]
        return reduce(and_, conditions) if conditions else None


class Partition(ABC):
    """One partition read lazily, newest first.

    Attributes:
        rows: read, matching, and not yet handed out.
        horizon: everything in the partition above this identifier was read.
        exhausted: whether everything was read.
    """

    def __init__(self, wanted: Wanted, newest: str, first_read: int) -> None:
        self.rows: deque[ReviewRequest] = deque()
        self.horizon = min(newest, wanted.below)
        self.exhausted = False
        self._wanted = wanted
        self._limit = first_read
        self._last_key: dict[str, Any] | None = None

    @property
    def position(self) -> str:
        """The highest identifier this partition may still hand out."""
        if self.rows:
            return self.rows[0].review_request_id
        return "" if self.exhausted else self.horizon

    def read_more(self) -> int:
        """Read the next stretch, longer each time since short ones found too little; returns the rows read."""
        found = self._query(self._limit, self._last_key)
        items = [item for item in found if item.sk != self._wanted.below]
        self._last_key = found.last_evaluated_key
        self.exhausted = self._last_key is None
        if self._last_key is not None:
            self.horizon = self._last_key["sk"]["S"]
        self.rows.extend(self._matching(items))
        self._limit = min(self._limit * 4, LARGEST_READ)
        return max(found.scanned, CHEAPEST_READ)

    @abstractmethod
    def _query(self, limit: int, last_key: dict[str, Any] | None) -> "OneRead": ...

    @abstractmethod
    def _matching(self, items: Sequence[RequestItem]) -> list[ReviewRequest]: ...


class OneRead(Iterator[RequestItem]):
    """The items of exactly one call to the database: PynamoDB's own iterator goes on when all were left out."""

    def __init__(self, calls: PageIterator[dict[str, Any]]) -> None:
        self._items = iter(next(calls)["Items"])
        self.scanned = calls.total_scanned_count
        self.last_evaluated_key = calls.last_evaluated_key  # None at the end of the partition

    def __next__(self) -> RequestItem:
        return RequestItem.from_raw_data(next(self._items))


class MonthPartition(Partition):
    """One shard of one month of the base table."""

    def __init__(self, table: Table, wanted: Wanted, location: Location, first_read: int) -> None:
        super().__init__(wanted, _newest_id(_end_of(location.month)), first_read)
        self._table = table
        self._pk = keys.month_partition(wanted.website_id, location)

    def _query(self, limit: int, last_key: dict[str, Any] | None) -> OneRead:
        wanted = self._wanted
        return OneRead(
            self._table.requests.query(
                self._pk,
                RequestItem.sk.between(wanted.lowest, wanted.below),
                wanted.conditions,
                scan_index_forward=False,
                page_size=limit,
                last_evaluated_key=last_key,
            ).page_iter
        )

    def _matching(self, items: Sequence[RequestItem]) -> list[ReviewRequest]:
        return [from_item(item) for item in items]


class RarePartition(Partition):
    """The rows of one rare status and one month, found through the index and read from the base table.

    The index may be late, so that each row is judged by what the base table says.
    """

    def __init__(self, table: Table, wanted: Wanted, month: str, status: Status, first_read: int) -> None:
        super().__init__(wanted, _newest_id(_end_of(month)), first_read)
        self._table = table
        self._pk = keys.rare_partition(wanted.website_id, status, month)

    def _query(self, limit: int, last_key: dict[str, Any] | None) -> OneRead:
        wanted = self._wanted
        return OneRead(
            self._table.requests.rare_index.query(
                self._pk,
                RequestItem.rare_sk.between(wanted.lowest, wanted.below),
                scan_index_forward=False,
                page_size=min(limit, BATCH_GET_LIMIT),
                last_evaluated_key=last_key,
            ).page_iter
        )

    def _matching(self, items: Sequence[RequestItem]) -> list[ReviewRequest]:
        wanted = self._wanted
        found = [from_item(item) for item in self._table.requests.batch_get([(item.pk, item.sk) for item in items])]
        ours = [row for row in found if wanted.filter.matches(row, wanted.zone)]
        return sorted(ours, key=lambda row: row.review_request_id, reverse=True)


def read_page(table: Table, wanted: Wanted, *, size: int, budget: int = READ_BUDGET) -> Page:
    """At most `size` rows; fewer, with `next_after`, when the budget of reads is spent first."""
    partitions = _partitions(table, wanted, size)
    rows: list[ReviewRequest] = []
    read = 0
    while partitions:
        newest = max(partitions, key=lambda partition: partition.position)
        if len(rows) == size and newest.position:
            return Page(tuple(rows), rows[-1].review_request_id)
        if newest.rows:
            _append_once(rows, newest.rows.popleft())
        elif newest.exhausted:
            break
        elif read >= budget and newest.position < wanted.below:
            return Page(tuple(rows), newest.horizon)
        else:
            read += newest.read_more()
    return Page(tuple(rows), None)


def _append_once(rows: list[ReviewRequest], row: ReviewRequest) -> None:
    """A row whose status changes meanwhile may be met in two partitions of the rare index, one after the other."""
    if not rows or rows[-1].review_request_id != row.review_request_id:
        rows.append(row)


def _partitions(table: Table, wanted: Wanted, size: int) -> list[Partition]:
    """Every partition that can hold a wanted row."""
    if wanted.lowest >= wanted.below:
        return []
    months = _months(table, wanted)
    statuses = wanted.filter.statuses
    if statuses and statuses <= RARE_STATUSES:
        return [
            RarePartition(table, wanted, month, status, size + 1) for month, _ in months for status in sorted(statuses)
        ]
    return [
        MonthPartition(table, wanted, Location(month, shard), -(-size // shards) + 1)
        for month, shards in months
        for shard in range(shards)
    ]


def _months(table: Table, wanted: Wanted) -> list[tuple[str, int]]:
    """Months of the website that overlap the bounds, with their number of shards."""
    first, last = wanted.filter.bounds(wanted.zone)
    low, high = keys.month(wanted.website_id, month_of(first)), keys.month(wanted.website_id, month_of(last))
    found = table.months.query(low.pk, table.months.sk.between(low.sk, high.sk), consistent_read=True)
    months = [(item.sk.removeprefix(keys.MONTH_SK_PREFIX), int(item.ns)) for item in found]
    return [(month, shards) for month, shards in months if _oldest_id(_start_of(month)) < wanted.below]


def _oldest_id(first: datetime) -> str:
    """Sorts before the identifiers of all experiences from this second on."""
    return id_bounds(first, first)[0]


def _newest_id(last: datetime) -> str:
    """An identifier that sorts after those of all experiences up to this second."""
    instant = _oldest_id(last)
    return instant + "v" * (REVIEW_REQUEST_ID_LENGTH - len(instant))


def _start_of(month: str) -> datetime:
    return datetime.strptime(month, "%Y%m").replace(tzinfo=UTC)


def _end_of(month: str) -> datetime:
    """The last second of a month."""
    start = _start_of(month)
    year, zero_based_month = divmod(start.year * 12 + start.month, 12)
    return start.replace(year=year, month=zero_based_month + 1) - timedelta(seconds=1)
