"""The tracking table's filter: what it matches, in days of the website's zone, and its fingerprint."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from chalicelib.domain.proof import ReviewType
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.status import Status

PAGE_SIZES = (1, 100)
DEFAULT_PAGE_SIZE = 50


@dataclass(frozen=True)
class ReviewRequestFilter:
    """Experience days from first to last, both included; empty sets and None mean "any".

    The filter `brand` matches `brand` and `brand_and_product`, likewise `product` (design.md 3).
    """

    first_day: date | None = None
    last_day: date | None = None
    statuses: frozenset[Status] = frozenset()
    review_types: frozenset[ReviewType] = frozenset()

    @property
    def matching_types(self) -> frozenset[ReviewType]:
        """The types of rows that match; empty = any."""
        asked = {single for wanted in self.review_types for single in wanted.asked}
        return frozenset(t for t in ReviewType if asked and set(t.asked) & asked)

    def bounds(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """First and last instant (seconds) that match, aware."""
        first = self.first_day or date(1970, 1, 2)
        last = self.last_day or date(9999, 12, 30)
        start = datetime.combine(first, time.min, zone)
        return start, datetime.combine(last + timedelta(days=1), time.min, zone) - timedelta(seconds=1)

    def matches(self, row: ReviewRequest, zone: ZoneInfo) -> bool:
        """Whether a row stands in the filtered table."""
        start, end = self.bounds(zone)
        types = self.matching_types
        return (
            start <= row.experience_at <= end
            and (not self.statuses or row.current.status in self.statuses)
            and (not types or row.review_type in types)
        )

    @property
    def fingerprint(self) -> str:
        """Equal for equal filters: binds a page token to the filter it was made for."""
        parts = (str(self.first_day), str(self.last_day), *sorted(self.statuses), "|", *sorted(self.review_types))
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Page:
    """Some rows, newest experience first, and the identifier of the last row read when there may be more."""

    rows: tuple[ReviewRequest, ...]
    next_after: str | None
