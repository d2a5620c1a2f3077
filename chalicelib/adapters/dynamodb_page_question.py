"""A page's question: between which identifiers its rows stand, in which order, what the database may leave out."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import reduce
from operator import and_
from zoneinfo import ZoneInfo

from pynamodb.expressions.condition import Condition

from chalicelib.adapters.dynamodb_rows import MILESTONES, to_milliseconds
from chalicelib.adapters.dynamodb_tables import RequestItem
from chalicelib.domain.identity import REVIEW_REQUEST_ID_LENGTH, id_bounds, location_of
from chalicelib.domain.listing import Cut, ListOrder, ReviewRequestFilter, days_bounds
from chalicelib.domain.proof import ReviewType
from chalicelib.domain.status import RARE_STATUSES

_UTC = ZoneInfo("UTC")


@dataclass(frozen=True)
class Span:
    """Identifiers from `low` to `high`, both included; empty when they stand the wrong way round."""

    low: str
    high: str

    @classmethod
    def of(cls, first: datetime, last: datetime) -> "Span":
        """The identifiers of all experiences from one second to another, both included."""
        start, end = id_bounds(first, first)[0], id_bounds(last, last)[0]
        return cls(start.ljust(REVIEW_REQUEST_ID_LENGTH, "0"), end.ljust(REVIEW_REQUEST_ID_LENGTH, "v"))

    @classmethod
    def of_month(cls, month: str) -> "Span":
        """A month (`yyyymm`, UTC)."""
        start = datetime.strptime(month, "%Y%m").replace(tzinfo=UTC)
        year, zero_based_month = divmod(start.year * 12 + start.month, 12)
        return cls.of(start, start.replace(year=year, month=zero_based_month + 1) - timedelta(seconds=1))

    @classmethod
    def of_days(cls, first: date, last: date, zone: ZoneInfo) -> "Span":
        """Days of a zone."""
        return cls.of(*days_bounds(first, last, zone))

    def within(self, other: "Span") -> "Span":
        """What both have in common."""
        return Span(max(self.low, other.low), min(self.high, other.high))

    @property
    def is_empty(self) -> bool:
        """Whether nothing can stand there."""
        return self.low > self.high

    @property
    def months(self) -> tuple[str, str]:
        """The first and the last month (`yyyymm`, UTC) that it touches; it must not be empty."""
        first, last = self.days(_UTC)
        return f"{first:%Y%m}", f"{last:%Y%m}"

    def days(self, zone: ZoneInfo) -> tuple[date, date]:
        """The first and the last day of a zone that it touches; it must not be empty."""
        return _day_of(self.low, zone), _day_of(self.high, zone)


def _day_of(identifier: str, zone: ZoneInfo) -> date:
    return datetime.fromtimestamp(int(identifier[:8], 32), zone).date()


@dataclass(frozen=True)
class Question:
    """The filter in its zone, and where the page's rows stand; the row `after` itself is not among them."""

    website_id: str
    filter: ReviewRequestFilter
    zone: ZoneInfo
    span: Span
    order: ListOrder
    after: str | None

    @classmethod
    def of(cls, website_id: str, wanted: ReviewRequestFilter, zone_name: str, cut: Cut) -> "Question":
        """Raises ReviewRequestNotFoundError when `cut.after` cannot be an identifier."""
        zone = ZoneInfo(zone_name)
        span = Span.of(*wanted.bounds(zone))
        if cut.after is not None:
            location_of(cut.after)
            left = Span("", cut.after) if cut.order is ListOrder.NEWEST else Span(cut.after, "w")
            span = span.within(left)
        return cls(website_id, wanted, zone, span, cut.order, cut.after)

    @property
    def is_newest_first(self) -> bool:
        """The direction."""
        return self.order is ListOrder.NEWEST

    @property
    def leaves_rows_out(self) -> bool:
        """Whether rows that are read, in the index of their status or in their month, may not match."""
        wanted = self.filter
        types = frozenset() if wanted.matching_types == frozenset(ReviewType) else wanted.review_types
        indexed = ReviewRequestFilter(wanted.first_day, wanted.last_day, wanted.statuses & RARE_STATUSES)
        return replace(wanted, review_types=types) != indexed

    def first_of(self, span: Span) -> str:
        """Where a span begins, in this direction."""
        return span.high if self.is_newest_first else span.low

    @property
    def conditions(self) -> Condition | None:
        """What the database can leave out. It spares what is carried, not what is read; rows are judged again."""
        wanted = self.filter
        lists = (
            (RequestItem.st, wanted.statuses),
            (RequestItem.ty, wanted.matching_types),
            (RequestItem.rs, wanted.reasons),
            (RequestItem.ch, wanted.channels),
            (RequestItem.sh, wanted.shop_ids),
            (RequestItem.tm, wanted.transmission_methods),
            (RequestItem.la, wanted.languages),
            (RequestItem.tp, wanted.templates),
        )
        conditions: list[Condition] = [attribute.is_in(*sorted(values)) for attribute, values in lists if values]
        conditions += self._conditions_on_milestones()
        return reduce(and_, conditions) if conditions else None

    def _conditions_on_milestones(self) -> list[Condition]:
        """A row written before these attributes were known has none of them."""
        conditions: list[Condition] = []
        unknown = RequestItem.mr.does_not_exist()
        if self.filter.least is not None:
            conditions.append((RequestItem.mr >= MILESTONES.index(self.filter.least)) | unknown)
        if self.filter.is_about_sending:
            first, last = self.filter.sent_bounds(self.zone)
            sent = RequestItem.fs.between(to_milliseconds(first), to_milliseconds(last) + 999)
            conditions.append(sent | unknown)
        return conditions
