"""Partitions of the tracking table, each read lazily in one direction, a stretch at a time."""

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Any

from pynamodb.pagination import PageIterator

from chalicelib.adapters.dynamodb_page_question import Question, Span
from chalicelib.adapters.dynamodb_rows import from_item
from chalicelib.adapters.dynamodb_tables import RequestItem, Table
from chalicelib.domain.review_request import ReviewRequest

CHEAPEST_READ = 20
"""What a call costs of the budget however little it finds, so that many empty partitions cannot take for ever."""

BATCH_GET_LIMIT = 100


class OneRead(Iterator[RequestItem]):
    """The items of exactly one call to the database: PynamoDB's own iterator goes on when all were left out."""

    def __init__(self, calls: PageIterator[dict[str, Any]]) -> None:
        self._items = iter(next(calls)["Items"])
        self.scanned = calls.total_scanned_count
        self.last_evaluated_key = calls.last_evaluated_key  # None at the end of the partition

    def __next__(self) -> RequestItem:
        return RequestItem.from_raw_data(next(self._items))


class Partition(ABC):
    """The part of one partition that stands in a span.

    Attributes:
        rows: read, matching, and not yet handed out.
        horizon: everything in the partition before this identifier, in the page's direction, was read.
        exhausted: whether everything was read.
        last_limit: how many rows the last read asked for; 0 before the first.
    """

    def __init__(self, table: Table, question: Question, pk: str, span: Span) -> None:
        self.last_limit = 0
        self.rows: deque[ReviewRequest] = deque()
        self.horizon = question.first_of(span)
        self.exhausted = span.is_empty
        self._table = table
        self._pk = pk
        self._question = question
        self._span = span
        self._last_key: dict[str, Any] | None = None

    @property
    def position(self) -> str | None:
        """The first identifier this partition may still hand out; None when there is none."""
        if self.rows:
            return self.rows[0].review_request_id
        return None if self.exhausted else self.horizon

    def read_more(self, limit: int) -> int:
        """Read the next `limit` rows, matching or not; returns what that costs of the budget."""
        self.last_limit = limit
        found = self._query(limit, self._last_key)
        items = [item for item in found if item.sk != self._question.after]
        self._last_key = found.last_evaluated_key
        self.exhausted = self._last_key is None
        if self._last_key is not None:
            self.horizon = self._last_key["sk"]["S"]
        self.rows.extend(self._matching(items))
        return max(found.scanned, CHEAPEST_READ)

    def _ours(self, rows: Sequence[ReviewRequest]) -> list[ReviewRequest]:
        """What a stored attribute says is derived, and an index may be late: each row is judged by itself."""
        wanted, zone = self._question.filter, self._question.zone
        return [row for row in rows if wanted.matches(row, zone)]

    @abstractmethod
    def _query(self, limit: int, last_key: dict[str, Any] | None) -> OneRead: ...

    @abstractmethod
    def _matching(self, items: Sequence[RequestItem]) -> list[ReviewRequest]: ...


class MonthPartition(Partition):
    """One shard of one month of the base table."""

    def _query(self, limit: int, last_key: dict[str, Any] | None) -> OneRead:
        question = self._question
        return OneRead(
            self._table.requests.query(
                self._pk,
                RequestItem.sk.between(self._span.low, self._span.high),
                question.conditions,
                scan_index_forward=not question.is_newest_first,
                page_size=limit,
                last_evaluated_key=last_key,
            ).page_iter
        )

    def _matching(self, items: Sequence[RequestItem]) -> list[ReviewRequest]:
        return self._ours([from_item(item) for item in items])


class RarePartition(Partition):
    """The rows of one rare status and one month, found through the index and read from the base table."""

    def _query(self, limit: int, last_key: dict[str, Any] | None) -> OneRead:
        return OneRead(
            self._table.requests.rare_index.query(
                self._pk,
                RequestItem.rare_sk.between(self._span.low, self._span.high),
                scan_index_forward=not self._question.is_newest_first,
                page_size=min(limit, BATCH_GET_LIMIT),
                last_evaluated_key=last_key,
            ).page_iter
        )

    def _matching(self, items: Sequence[RequestItem]) -> list[ReviewRequest]:
        found = [from_item(item) for item in self._table.requests.batch_get([(item.pk, item.sk) for item in items])]
        ours = self._ours(found)
        return sorted(ours, key=lambda row: row.review_request_id, reverse=self._question.is_newest_first)
