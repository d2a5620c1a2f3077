"""Nightly feeds: which files a merchant finds in its own folder every morning, of which day, and what they hold."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.listing import ReviewRequestFilter
from chalicelib.domain.opt_out import OptOut
from chalicelib.domain.review_request import ReviewRequest

NIGHTLY_HOUR = 3
"""The vendor's hour (domain.md 9), on the website's clock: the day is over and SES has told most of it."""

MOST_DAYS_CAUGHT_UP = 7
EXPERIENCE_DAYS = 120
"""How far back the deliverability feed looks for experiences: e-mails and reminders leave within that time (0027)."""

FOLDER = "feeds"


class FeedKind(StrEnum):
    """What a feed tells."""

    DELIVERABILITY = "deliverability"
    UNSUBSCRIBED = "unsubscribed"


@dataclass(frozen=True)
class FeedSettings:
    """Which feeds a website gets every night; `full`: all opt-outs each time instead of the day's."""

    deliverability: bool = False
    unsubscribed: bool = False
    full: bool = False

    @property
    def kinds(self) -> tuple[FeedKind, ...]:
        """The feeds that are on."""
        on = {FeedKind.DELIVERABILITY: self.deliverability, FeedKind.UNSUBSCRIBED: self.unsubscribed}
        return tuple(kind for kind, is_on in on.items() if is_on)


@dataclass(frozen=True)
class FeedRun:
    """One file of a feed.

    Attributes:
        day: the day it tells of, in the website's zone.
        full: every opt-out until the end of the day, not the day's alone.
        is_test: written because somebody asked, of a day that is not over.
    """

    kind: FeedKind
    day: date
    full: bool = False
    is_test: bool = False

    @property
    def run_id(self) -> str:
        """The same for the same feed and day, so that a night's feed is made once."""
        return f"{'test' if self.is_test else 'feed'}-{self.kind.value}-{self.day:%Y%m%d}"

    @property
    def path(self) -> str:
        """Where it stands below the website's folder."""
        return f"{FOLDER}/{self.kind.value}-{self.day.isoformat()}{'-test' if self.is_test else ''}.tsv"

    def bounds(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """The first instant of the day and the first one after it."""
        start = datetime.combine(self.day, time.min, zone)
        return start, datetime.combine(self.day + timedelta(days=1), time.min, zone)

    @property
    def looked_at(self) -> ReviewRequestFilter:
        """The requests that may have had an e-mail on that day."""
        return ReviewRequestFilter(first_day=self.day - timedelta(days=EXPERIENCE_DAYS), last_day=self.day)


def run_prefix(kind: FeedKind, *, is_test: bool = False) -> str:
    """How the run identifiers of a feed begin."""
    return f"{'test' if is_test else 'feed'}-{kind.value}-"


def last_day_due(now: datetime, zone: ZoneInfo) -> date:
    """The last day whose feed is due: yesterday from 03:00 on, the day before until then."""
    local = now.astimezone(zone)
    return local.date() - timedelta(days=1 if local.hour >= NIGHTLY_HOUR else 2)


def days_due(last_written: date | None, now: datetime, zone: ZoneInfo) -> list[date]:
    """The days whose feed is missing, oldest first: after an outage at most a week of them."""
    last = last_day_due(now, zone)
    if last_written is None:
        return [last]
    first = max(last_written + timedelta(days=1), last - timedelta(days=MOST_DAYS_CAUGHT_UP - 1))
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


DELIVERABILITY_COLUMNS = (
    "event_at",
    "event",
    "step",
    "reason",
    "experience_reference",
    "customer_email",
    "review_type",
    "status",
    "status_at",
    "review_request_id",
)
UNSUBSCRIBED_COLUMNS = (
    "opted_out_at",
    "scope",
    "origin",
    "customer_email",
    "experience_reference",
    "email_hash",
    "review_request_id",
)
FEED_COLUMNS = {
    FeedKind.DELIVERABILITY: DELIVERABILITY_COLUMNS,
    FeedKind.UNSUBSCRIBED: UNSUBSCRIBED_COLUMNS,
}
"""Machine words, never translated: programs read these files (docs/operations.md explains each column)."""

_NOT_OF_AN_EMAIL = frozenset(
    {FactKind.CREATED, FactKind.CANCELLED, FactKind.RESUMED, FactKind.OPTED_OUT, FactKind.REVIEW_SUBMITTED}
)


def deliverability_lines(row: ReviewRequest, run: FeedRun, zone: ZoneInfo) -> list[tuple[str, ...]]:
    """One line per e-mail event of the run's day, oldest first."""
    start, end = run.bounds(zone)
    told = [fact for fact in row.facts if fact.kind not in _NOT_OF_AN_EMAIL and start <= fact.at < end]
    return [_event_line(row, fact, zone) for fact in told]


def _event_line(row: ReviewRequest, fact: Fact, zone: ZoneInfo) -> tuple[str, ...]:
    current = row.current
    return (
        local_iso(fact.at, zone),
        fact.kind.value,
        str(fact.key[1]),
        fact.reason,
        row.experience_reference,
        row.customer_email,
        row.review_type.value,
        current.status.value,
        local_iso(current.at, zone),
        row.review_request_id,
    )


def is_told(opt_out: OptOut, run: FeedRun, zone: ZoneInfo) -> bool:
    """Whether an opt-out stands in this file."""
    start, end = run.bounds(zone)
    return opt_out.wish.at < end and (run.full or start <= opt_out.wish.at)


def unsubscribed_line(opt_out: OptOut, row: ReviewRequest | None, zone: ZoneInfo) -> tuple[str, ...]:
    """`row` is the request the wish came from: the list of opt-outs itself keeps no address."""
    return (
        local_iso(opt_out.wish.at, zone),
        opt_out.wish.scope.value,
        opt_out.wish.origin.value,
        row.customer_email if row else "",
        row.experience_reference if row else "",
        opt_out.email_hash,
        opt_out.review_request_id or "",
    )


def local_iso(at: datetime, zone: ZoneInfo) -> str:
    """ISO 8601 with the offset of the website's zone, to the second."""
    return at.astimezone(zone).isoformat(timespec="seconds")
