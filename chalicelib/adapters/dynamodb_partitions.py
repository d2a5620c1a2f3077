"""Partitions of the tracking table, each read lazily in one direction, a stretch at a time."""

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Sequence

from chalicelib.adapters.dynamodb_page_question import Question, Span
from chalicelib.adapters.dynamodb_reads import Asked, Found, Place, Reads
from chalicelib.domain.review_request import ReviewRequest

CHEAPEST_READ = 20
"""What a call costs of the budget however little it finds, so that many empty partitions cannot take for ever."""

BATCH_GET_LIMIT = 100


class Partition(ABC):
    """The part of one partition that stands in a span.

    Attributes:
        rows: read, matching, and not yet handed out.
        horizon: everything in the partition before this identifier, in the page's direction, was read.
        exhausted: whether everything was read.
        last_limit: how many rows the last read asked for; 0 before the first.
        last_matched: how many of those it found matched.
    """

    def __init__(self, reads: Reads, question: Question, pk: str, span: Span) -> None:
        self.last_limit = self.last_matched = 0
        self._scanned = self._matched = 0
        self.rows: deque[ReviewRequest] = deque()
        self.horizon = question.first_of(span)
        self.exhausted = span.is_empty
        self._reads = reads
        self._question = question
        self._pk = pk
        self._span = span
        self._place: Place | None = None

    @property
    def share(self) -> float:
        """Which part of the rows read so far matched; 0 before the first."""
        return self._matched / self._scanned if self._scanned else 0.0

    @property
    def position(self) -> str | None:
        """The first identifier this partition may still hand out; None when there is none."""
        if self.rows:
            return self.rows[0].review_request_id
        return None if self.exhausted else self.horizon

    def read_more(self, limit: int) -> int:
        """Read the next `limit` rows, matching or not; returns what that costs of the budget.

        What a stored attribute says is derived, and an index may be late: each row is judged by itself.
        """
        self.last_limit = limit
        found = self._read(Asked(self._pk, self._span, limit, self._place))
        self._place = found.place
        self.exhausted = found.place is None
        if found.place is not None:
            self.horizon = found.place["sk"]["S"]
        wanted, zone, after = self._question.filter, self._question.zone, self._question.after
        rows = [row for row in self._rows_of(found) if row.review_request_id != after and wanted.matches(row, zone)]
        self.rows.extend(sorted(rows, key=lambda row: row.review_request_id, reverse=self._question.is_newest_first))
        self._scanned += found.scanned
        self._matched += len(rows)
        self.last_matched = len(rows)
        return max(found.scanned, CHEAPEST_READ)

    @abstractmethod
    def _read(self, asked: Asked) -> Found: ...

    @abstractmethod
    def _rows_of(self, found: Found) -> Sequence[ReviewRequest]: ...


class MonthPartition(Partition):
    """One shard of one month of the base table."""

    def _read(self, asked: Asked) -> Found:
        return self._reads.month(self._question, asked)

    def _rows_of(self, found: Found) -> Sequence[ReviewRequest]:
        return found.rows or ()


class RarePartition(Partition):
    """The rows of one rare status and one month, found through the index and read from the base table."""

    def _read(self, asked: Asked) -> Found:
        capped = Asked(asked.pk, asked.span, min(asked.limit, BATCH_GET_LIMIT), asked.place)
        return self._reads.rare(self._question, capped)

    def _rows_of(self, found: Found) -> Sequence[ReviewRequest]:
        return self._reads.rows(found.keys) if found.keys else ()
