"""What a page of the tracking table reads: each method is one call to the database, a directory one as needed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from pynamodb.pagination import PageIterator

from chalicelib.adapters import keys
from chalicelib.adapters.dynamodb_page_question import Question, Span
from chalicelib.adapters.dynamodb_rows import from_item
from chalicelib.adapters.dynamodb_tables import RequestItem, Table
from chalicelib.domain.review_request import ReviewRequest

MONTHS_AT_ONCE = 40
"""Entries of the directory of months read together: below 4 KB, which half a read unit pays for."""

Place = dict[str, Any]
"""Where a partition is read on; opaque but for the sort key."""


@dataclass(frozen=True)
class Asked:
    """A stretch of one partition: at most `limit` rows, from after `place` on."""

    pk: str
    span: Span
    limit: int
    place: Place | None


@dataclass(frozen=True)
class Found:
    """What one call found: rows or keys in the page's direction, how many it looked at, and where it goes on.

    `rows` is None where only keys are known.
    """

    keys: Sequence[keys.Key]
    scanned: int
    place: Place | None
    rows: Sequence[ReviewRequest] | None = None


class Reads(Protocol):
    """The calls."""

    def months(self, question: Question) -> Iterator[tuple[str, int]]:
        """Months (`yyyymm`) that hold rows and overlap the page's span, with their number of shards."""

    def month(self, question: Question, asked: Asked) -> Found:
        """Rows of one shard of a month, without those that the database can leave out."""

    def rare(self, question: Question, asked: Asked) -> Found:
        """Keys of one rare status and month; they may be late."""

    def rows(self, found: Sequence[keys.Key]) -> list[ReviewRequest]:
        """Rows by their keys, in no order."""


class DynamoDBReads:
    """The calls to DynamoDB. Like any reader, they may not see what was written within the last moments."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def months(self, question: Question) -> Iterator[tuple[str, int]]:
        """See the protocol."""
        first, last = question.span.months
        low, high = keys.month(question.website_id, first), keys.month(question.website_id, last)
        found = self._table.months.query(
            low.pk,
            self._table.months.sk.between(low.sk, high.sk),
            scan_index_forward=not question.is_newest_first,
            page_size=MONTHS_AT_ONCE,
        )
        return ((item.sk.removeprefix(keys.MONTH_SK_PREFIX), int(item.ns)) for item in found)

    def month(self, question: Question, asked: Asked) -> Found:
        """See the protocol."""
        read = OneRead(
            self._table.requests.query(
                asked.pk,
                RequestItem.sk.between(asked.span.low, asked.span.high),
                question.conditions,
                scan_index_forward=not question.is_newest_first,
                page_size=asked.limit,
                last_evaluated_key=asked.place,
            ).page_iter
        )
        items = list(read)
        return Found(_keys(items), read.scanned, read.last_evaluated_key, [from_item(item) for item in items])

    def rare(self, question: Question, asked: Asked) -> Found:
        """See the protocol."""
        read = OneRead(
            self._table.requests.rare_index.query(
                asked.pk,
                RequestItem.rare_sk.between(asked.span.low, asked.span.high),
                scan_index_forward=not question.is_newest_first,
                page_size=asked.limit,
                last_evaluated_key=asked.place,
            ).page_iter
        )
        return Found(_keys(list(read)), read.scanned, read.last_evaluated_key)

    def rows(self, found: Sequence[keys.Key]) -> list[ReviewRequest]:
        """See the protocol."""
        return [from_item(item) for item in self._table.requests.batch_get([(key.pk, key.sk) for key in found])]


class OneRead(Iterator[RequestItem]):
    """The items of exactly one call to the database: PynamoDB's own iterator goes on when all were left out."""

    def __init__(self, calls: PageIterator[dict[str, Any]]) -> None:
        self._items = iter(next(calls)["Items"])
        self.scanned = calls.total_scanned_count
        self.last_evaluated_key = calls.last_evaluated_key  # None at the end of the partition

    def __next__(self) -> RequestItem:
        return RequestItem.from_raw_data(next(self._items))


def _keys(items: Iterable[RequestItem]) -> list[keys.Key]:
    return [keys.Key(item.pk, item.sk) for item in items]
