"""The list's reads in memory, with what DynamoDB would bill for them: the smaller twin of the bench."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from chalicelib.adapters import keys
from chalicelib.adapters.dynamodb_page_question import Question
from chalicelib.adapters.dynamodb_pages import read_page
from chalicelib.adapters.dynamodb_reads import Asked, Found
from chalicelib.adapters.dynamodb_rows import to_item
from chalicelib.adapters.dynamodb_tables import RequestItem
from chalicelib.domain.listing import Cut, Page, ReviewRequestFilter
from chalicelib.domain.review_request import ReviewRequest
from tests.bench.list_costs import Cost
from tests.bench.list_rows import ZONE, Kind, Website
from tests.simulation.list_engine import ListEngine, StillRow

PART, INDEX_ENTRY, COUNTED_DAY, MONTH_ENTRY = 4096, 220, 320, 75
"""Bytes: of half a read unit, read eventually consistently; and of the small items, as measured on dynalite."""


class MeteredList(ListEngine):
    """Fits `Reads`; each call is billed as `local-cloud.md` says: from the bytes of the items examined."""

    def __init__(self, website: Website) -> None:
        super().__init__()
        self._website = website
        self._is_scanning = False
        self._sizes: dict[Kind, int] = {}
        self._cost = Cost(0.0, 0, 0)
        for row in website.rows():
            self.put(StillRow(**vars(row)))

    def put_all(
        self, website: Website, *, common: ReviewRequest, rare: ReviewRequest, days: set[date], each: int
    ) -> None:
        """The website's rows, but with the life of `common`, and on these days `each` with that of `rare`."""
        left = dict.fromkeys(days, each)
        for row in website.rows():
            day = row.experience_at.astimezone(ZONE).date()
            life = rare if left.get(day) else common
            left[day] = max(0, left.get(day, 0) - 1)
            self.put(StillRow(**vars(row) | {"facts": life.facts}))

    def page(self, wanted: ReviewRequestFilter, cut: Cut) -> tuple[Page, Cost]:
        """One page and its cost."""
        self._cost = Cost(0.0, 0, 0)
        question = Question.of(self._website.website_id, wanted, ZONE.key, cut)
        page = read_page(self, question, size=cut.size, count_days=self.count_days)
        return page, self._cost

    def count_days(self, first: date, last: date) -> Mapping[date, Mapping[Kind, int]]:
        """Two calls: whether the counts are complete, and the counts."""
        counts = super().count_days(first, last)
        self._bill(0, examined=0)
        self._bill(len(counts) * COUNTED_DAY, examined=0)
        return counts

    def months(self, question: Question) -> Iterator[tuple[str, int]]:
        """One call."""
        self._bill(40 * MONTH_ENTRY, examined=0)
        return super().months(question)

    def month(self, question: Question, asked: Asked) -> Found:
        """Rows are billed whether they match or not."""
        self._is_scanning = True
        found = super().month(question, asked)
        self._is_scanning = False
        self._bill(sum(map(self._size, found.rows or ())), examined=found.scanned)
        return found

    def rare(self, question: Question, asked: Asked) -> Found:
        """Entries of the index."""
        found = super().rare(question, asked)
        self._bill(found.scanned * INDEX_ENTRY, examined=found.scanned)
        return found

    def rows(self, found: Sequence[keys.Key]) -> list[ReviewRequest]:
        """One call; each item is billed by itself."""
        rows = super().rows(found)
        if not self._is_scanning:
            self._bill(len(rows) * PART, examined=0)
        return rows

    def _size(self, row: ReviewRequest) -> int:
        kind = (row.review_type, row.current.status)
        if kind not in self._sizes:
            item = to_item(RequestItem, row).to_dynamodb_dict()
            self._sizes[kind] = sum(len(name) + len(str(*value.values()).encode()) for name, value in item.items())
        return self._sizes[kind]

    def _bill(self, size: int, *, examined: int) -> None:
        cost = self._cost
        self._cost = Cost(cost.units + 0.5 * max(1, -(-size // PART)), cost.calls + 1, cost.examined + examined)
