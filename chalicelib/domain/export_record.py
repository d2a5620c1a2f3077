"""An export: the rows of a filter as one file, made in the background, and how far it is.

A nightly feed is made by the same work: it has a `feed` and ends in the merchant's own folder.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from chalicelib.domain.feeds import FeedRun
from chalicelib.domain.listing import ReviewRequestFilter

KEPT_FOR = timedelta(days=7)
"""How long a file can be downloaded; the bucket's lifecycle removes it after as many days (infra/template.yaml)."""

MOST_AT_ONCE = 3
MOST_XLSX_ROWS = 1_048_575
"""A sheet of Excel has 1,048,576 rows, one of which is the heading."""


class ExportFormat(StrEnum):
    """What kind of file; TSV is that of the feeds alone."""

    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"
    TSV = "tsv"


ASKED_FORMATS = (ExportFormat.CSV, ExportFormat.XLSX, ExportFormat.JSONL)


class ExportLanguage(StrEnum):
    """Language of headings and status words."""

    FR = "fr"
    EN = "en"


class ExportState(StrEnum):
    """How far an export is. EXPIRED is DONE whose file is gone; FAILED goes on when its message is delivered again."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


ACTIVE = (ExportState.WAITING, ExportState.RUNNING)


class ExportFailure(StrEnum):
    """Why an export failed."""

    TOO_MANY_ROWS = "too_many_rows"
    INTERNAL = "internal"


@dataclass(frozen=True)
class ExportOrder:
    """What somebody asks for.

    Attributes:
        masked: addresses are masked in the file, because who asked may not read customers.
        by: the subject of who asks; empty for a nightly feed.
        feed: which feed, of which day; None for an export of the list.
    """

    website_id: str
    format: ExportFormat
    language: ExportLanguage
    wanted: ReviewRequestFilter
    masked: bool
    by: str
    feed: FeedRun | None = None


@dataclass(frozen=True)
class Export:
    """An order and its progress.

    Attributes:
        rows: rows written so far.
        expected: rows there were when it was asked for, by the counters; None when they cannot tell.
        parts: the places of what was written, in order; the last one may still grow.
        last_part_bytes: the size of the last part.
        after: the last row read; None before the first page.
        is_read: whether every row was read, so that only the file is left to be made.
        file_name: as it is saved by who downloads it; known when done.
        version: grows by one with every write; a write names the version it read.
    """

    export_id: str
    order: ExportOrder
    created_at: datetime
    state: ExportState = ExportState.WAITING
    rows: int = 0
    expected: int | None = None
    parts: tuple[str, ...] = ()
    last_part_bytes: int = 0
    after: str | None = None
    is_read: bool = False
    file_name: str | None = None
    size: int | None = None
    ended_at: datetime | None = None
    failure: ExportFailure | None = None
    version: int = 0

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to do."""
        return self.state in (ExportState.DONE, ExportState.CANCELLED) or self.failure is ExportFailure.TOO_MANY_ROWS

    @property
    def expires_at(self) -> datetime | None:
        """When the file goes; None while there is none, and for a feed, which stays in the merchant's folder."""
        if self.state is not ExportState.DONE or self.ended_at is None or self.order.feed is not None:
            return None
        return self.ended_at + KEPT_FOR

    def state_at(self, now: datetime) -> ExportState:
        """The state as a person sees it."""
        expires_at = self.expires_at
        return ExportState.EXPIRED if expires_at and expires_at <= now else self.state

    def ended(self, state: ExportState, *, now: datetime, failure: ExportFailure | None = None) -> "Export":
        """The same, over."""
        return replace(self, state=state, ended_at=now, failure=failure)


EXPORT_ID_LENGTH = 23


def is_export_id(text: str) -> bool:
    """Whether a text can be the identifier of an export somebody asked for; a run of a feed has another form."""
    return len(text) == EXPORT_ID_LENGTH and text.isascii() and text.isalnum()


def new_export_id(now: datetime) -> str:
    """Sorts by the instant it was asked for; 40 random bits make it unique."""
    return f"{int(now.timestamp() * 1000):013d}{secrets.token_hex(5)}"


def file_name_of(export: Export, day: date) -> str:
    """`review-requests-2026-11-25.csv`: no personal data, and the day it was asked for in the website's zone."""
    return f"review-requests-{day.isoformat()}.{export.order.format.value}"


def is_counted(wanted: ReviewRequestFilter) -> bool:
    """Whether the counters know this filter: days, statuses and types, and nothing else."""
    known = ReviewRequestFilter(wanted.first_day, wanted.last_day, wanted.statuses, wanted.review_types)
    return known == wanted
