"""The tracking table's filter and order: what matches, in days of the website's zone, and a fingerprint of both."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from chalicelib.domain.facts import FactKind
from chalicelib.domain.milestones import Milestone, reached, reached_after_reminder, solicited_at
from chalicelib.domain.proof import Channel, ReviewType, TransmissionMethod
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.status import Status

PAGE_SIZES = (10, 100)
"""Of the tracking table."""

SHORT_PAGE_SIZES = (1, 100)
"""Of the other lists."""

DEFAULT_PAGE_SIZE = 50


STATUSES_WITH_REASON = frozenset({Status.ERROR, Status.CANCELLED})
"""The only statuses that have a reason (status.py)."""


class ListOrder(StrEnum):
    """By (experience instant, identifier), which never change, so that a walk neither skips nor repeats a row."""

    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True)
class ReviewRequestFilter:
    """Days from first to last, both included; empty sets and None mean "any"; all that is given must hold.

    The filter `brand` matches `brand` and `brand_and_product`, likewise `product` (design.md 3).

    Attributes:
        first_day: of the experience, as `last_day`.
        reasons: codes of reasons.py.
        templates: of the first e-mail: `standard`, or a website's own ones (sent_mail.py).
        sent_first_day: of the day on which the first e-mail left, as `sent_last_day`. Where `reached` is `received`,
            requests of which none has left match too, by the day for which it is planned: the cohort of statistics.
        reached: how far the request came at least.
        received_first_day: of the day on which the request was made of its proof, as `received_last_day`.
        after_reminder: what came after its first reminder; `sent` = a reminder left (milestones.py).
    """

    first_day: date | None = None
    last_day: date | None = None
    statuses: frozenset[Status] = frozenset()
    review_types: frozenset[ReviewType] = frozenset()
    reasons: frozenset[str] = frozenset()
    channels: frozenset[Channel] = frozenset()
    shop_ids: frozenset[str] = frozenset()
    transmission_methods: frozenset[TransmissionMethod] = frozenset()
    languages: frozenset[str] = frozenset()
    templates: frozenset[str] = frozenset()
    sent_first_day: date | None = None
    sent_last_day: date | None = None
    reached: Milestone | None = None
    after_reminder: Milestone | None = None
    received_first_day: date | None = None
    received_last_day: date | None = None

    @property
    def matching_types(self) -> frozenset[ReviewType]:
        """The types of rows that match; empty = any."""
        asked = {single for wanted in self.review_types for single in wanted.asked}
        return frozenset(t for t in ReviewType if asked and set(t.asked) & asked)

    @property
    def possible_statuses(self) -> frozenset[Status] | None:
        """The statuses a matching row can have; None = any. Reasons and milestones rule statuses out, too."""
        ruled = [self.statuses] if self.statuses else []
        ruled += [STATUSES_WITH_REASON] if self.reasons else []
        ruled += [frozenset({Status.REVIEW_SUBMITTED})] if self.reached is Milestone.REVIEW_SUBMITTED else []
        return frozenset.intersection(*ruled) if ruled else None

    @property
    def is_about_sending(self) -> bool:
        """Whether the day of the first e-mail counts."""
        return self.sent_first_day is not None or self.sent_last_day is not None

    @property
    def least(self) -> Milestone | None:
        """How far a matching request came at least; None = any."""
        return self.reached or (Milestone.SENT if self.is_about_sending else None)

    def bounds(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """First and last instant (seconds) of experiences that match, aware: none is received before it took place,
        but for the clocks of its country.
        """
        latest = min(self.received_last_day or LATEST_DAY, LATEST_DAY - _A_DAY) + _A_DAY
        return days_bounds(self.first_day, min(self.last_day or LATEST_DAY, latest), zone)

    def sent_bounds(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """First and last instant (seconds, the last one whole) of first e-mails that match, aware."""
        return days_bounds(self.sent_first_day, self.sent_last_day, zone)

    def matches(self, row: ReviewRequest, zone: ZoneInfo) -> bool:
        """Whether a row stands in the filtered table."""
        current = row.current
        start, end = self.bounds(zone)
        return (
            start <= row.experience_at <= end
            and _is_among(current.status, self.statuses)
            and _is_among(current.reason, self.reasons)
            and self._matches_what_was_asked(row)
            and self._matches_milestones(row, zone)
            and self._matches_reception(row, zone)
        )

    def _matches_what_was_asked(self, row: ReviewRequest) -> bool:
        return (
            _is_among(row.review_type, self.matching_types)
            and _is_among(row.channel, self.channels)
            and _is_among(row.shop_id, self.shop_ids)
            and _is_among(row.transmission_method, self.transmission_methods)
            and _is_among(row.language, self.languages)
            and _is_among(row.template, self.templates)
        )

    def _matches_milestones(self, row: ReviewRequest, zone: ZoneInfo) -> bool:
        if self.least is not None and self.least not in reached(row.facts):
            return False
        if self.after_reminder is not None and self.after_reminder not in reached_after_reminder(row.facts):
            return False
        if not self.is_about_sending:
            return True
        start, end = self.sent_bounds(zone)
        return start <= solicited_at(row.facts, row.planned_at) < end + timedelta(seconds=1)

    def _matches_reception(self, row: ReviewRequest, zone: ZoneInfo) -> bool:
        if self.received_first_day is None and self.received_last_day is None:
            return True
        start, end = days_bounds(self.received_first_day, self.received_last_day, zone)
        created = row.facts.get(FactKind.CREATED)
        return created is not None and start <= created.at < end + timedelta(seconds=1)

    def fingerprint(self, order: ListOrder = ListOrder.NEWEST) -> str:
        """Equal for equal filters in the same order: binds a page token to the list it was made for."""
        parts = [f"{field.name}={_plain(getattr(self, field.name))}" for field in fields(self)]
        return hashlib.sha256("\x1f".join([order.value, *parts]).encode()).hexdigest()[:16]


EARLIEST_DAY, LATEST_DAY = date(1970, 1, 2), date(9999, 12, 30)
"""What an identifier can tell, whatever the zone; no experience lies outside."""

_A_DAY = timedelta(days=1)


def days_bounds(first: date | None, last: date | None, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """First and last second of a range of days of a zone, open where a day is not given."""
    start = min(max(first or EARLIEST_DAY, EARLIEST_DAY), LATEST_DAY)
    end = min(max(last or LATEST_DAY, EARLIEST_DAY), LATEST_DAY)
    after = datetime.combine(end + timedelta(days=1), time.min, zone)
    return datetime.combine(start, time.min, zone), after - timedelta(seconds=1)


def _is_among(value: object, wanted: Collection[object]) -> bool:
    return not wanted or value in wanted


def _plain(value: object) -> str:
    """The same text for the same value; lengths keep values apart whatever they hold."""
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "".join(f"{len(one)}:{one}" for one in sorted(str(each) for each in value))
    return str(value)


@dataclass(frozen=True)
class Cut:
    """Which page of a list: at most `size` rows, strictly behind the row `after` in the order."""

    size: int
    after: str | None = None
    order: ListOrder = ListOrder.NEWEST


@dataclass(frozen=True)
class Page:
    """Some rows in the order asked for, and the identifier of the last row read when there may be more.

    `complete` is False when the budget of reads was spent before the page was full: there may be more right behind.
    """

    rows: tuple[ReviewRequest, ...]
    next_after: str | None
    complete: bool = True
