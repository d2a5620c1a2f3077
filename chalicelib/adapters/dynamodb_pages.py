"""The tracking table's pages: months read lazily one after the other, their partitions merged, in either direction.

The order (experience, identifier) never changes, so a walk neither skips nor repeats a row while statuses change. Days
that hold no matching row by the counters are not read, where the caller gives counters (decision 19).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from chalicelib.adapters import keys
from chalicelib.adapters.dynamodb_page_question import Question, Span
from chalicelib.adapters.dynamodb_page_runs import CountDays, runs
from chalicelib.adapters.dynamodb_partitions import CHEAPEST_READ, MonthPartition, Partition, RarePartition
from chalicelib.adapters.dynamodb_reads import Reads
from chalicelib.domain.identity import Location
from chalicelib.domain.listing import Page
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.status import RARE_STATUSES

READ_BUDGET = 10_000
"""Rows read for one page at most, matching or not: below 10 MB, since a row is below 1 KB (reliability.md 4.5)."""

LARGEST_READ = 2_000
FIRST_OF_SOME = 2.5
"""How many rows are read for each row missing where some will not match and nobody knows yet how many."""

MARGIN = 1.25
"""What is read beyond what the counters promise to be enough, since matching rows do not stand evenly."""


@dataclass(frozen=True)
class Month:
    """A month of the website that holds rows, the number of its shards, and the part of it that the page may need."""

    yyyymm: str
    shards: int
    span: Span


class Stretch:
    """Partitions whose rows stand between each other: they are merged. `share`: which part of their rows matches."""

    def __init__(self, partitions: Sequence[Partition], question: Question, share: float | None = None) -> None:
        self._partitions = partitions
        self._first_of = max if question.is_newest_first else min
        self._share = share
        self._first = FIRST_OF_SOME if question.leaves_rows_out else 1.0

    @property
    def foremost(self) -> Partition | None:
        """The partition that may hand out the next row; None when all are exhausted."""
        waiting = [one for one in self._partitions if one.position is not None]
        return self._first_of(waiting, key=lambda one: one.position or "", default=None)

    def limit(self, partition: Partition, missing: int) -> int:
        """How many rows to read now: as many as should hold those missing and one more, by the counters or by what was
        read so far; ever more while nothing matches.
        """
        missing_here, last = (missing + 1) / len(self._partitions), partition.last_limit
        if not last:
            wanted = missing_here / self._share * MARGIN if self._share else missing_here * self._first
        elif not partition.last_matched:
            wanted = last * 4
        else:  # a share of few rows is not to be trusted far
            wanted = min(missing_here / partition.share * MARGIN, last * 2)
        return min(ceil(wanted), LARGEST_READ)


class _Reading:
    """One page being put together; it begins at `start`."""

    def __init__(self, start: str, size: int, budget: int) -> None:
        self._rows: list[ReviewRequest] = []
        self._start = start
        self._size = size
        self._left = budget

    def stops_before(self, edge: str) -> Page | None:
        """The page, when it is full or the budget is spent although there may be more from `edge` on.

        However small the budget, a page gets beyond its start: a walk has an end.
        """
        if len(self._rows) == self._size:
            return Page(tuple(self._rows), self._rows[-1].review_request_id)
        if self._left <= 0 and edge != self._start:
            return Page(tuple(self._rows), edge, complete=False)
        return None

    def read(self, stretch: Stretch) -> Page | None:
        """Take in all of a stretch, or as much as page and budget bear: then the page."""
        while (foremost := stretch.foremost) is not None:
            if foremost.rows and len(self._rows) < self._size:
                self._append_once(foremost.rows.popleft())
            elif page := self.stops_before(foremost.horizon):
                return page
            else:
                self.spend(foremost.read_more(stretch.limit(foremost, self._size - len(self._rows))))
        return None

    def spend(self, rows: int) -> None:
        """What was read took this much of the budget."""
        self._left -= rows

    def last_page(self) -> Page:
        """Nothing is behind it."""
        return Page(tuple(self._rows), None)

    def _append_once(self, row: ReviewRequest) -> None:
        """A row whose status changes meanwhile may be met in two partitions of the rare index."""
        if not self._rows or self._rows[-1].review_request_id != row.review_request_id:
            self._rows.append(row)


def read_page(
    reads: Reads, question: Question, *, size: int, budget: int = READ_BUDGET, count_days: CountDays | None = None
) -> Page:
    """At most `size` rows; fewer, with `next_after`, when the budget of reads is spent first."""
    reading = _Reading(question.first_of(question.span), size, budget)
    for month in _months(reads, question):
        if page := reading.stops_before(question.first_of(month.span)):
            return page
        for stretch in _stretches(reads, question, month, count_days):
            if page := reading.read(stretch):
                return page
        reading.spend(CHEAPEST_READ)
    return reading.last_page()


def _stretches(reads: Reads, question: Question, month: Month, count_days: CountDays | None) -> Iterator[Stretch]:
    """Every partition of a month that can hold a wanted row, in the page's direction."""
    statuses = question.filter.possible_statuses
    if statuses is not None and statuses <= RARE_STATUSES:
        places = [keys.rare_partition(question.website_id, status, month.yyyymm) for status in sorted(statuses)]
        yield Stretch([RarePartition(reads, question, place, month.span) for place in places], question)
        return
    locations = [Location(month.yyyymm, shard) for shard in range(month.shards)]
    places = [keys.month_partition(question.website_id, location) for location in locations]
    for run in runs(question, month.span, count_days):
        yield Stretch([MonthPartition(reads, question, place, run.span) for place in places], question, run.share)


def _months(reads: Reads, question: Question) -> Iterator[Month]:
    """Months that hold rows and overlap the page's span, in its direction."""
    if question.span.is_empty or question.filter.possible_statuses == frozenset():
        return
    for yyyymm, shards in reads.months(question):
        yield Month(yyyymm, shards, Span.of_month(yyyymm).within(question.span))
