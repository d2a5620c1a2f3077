"""Write the nightly feeds: each website's at its own 03:00, each day once, missed days as soon as possible."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.domain.errors import WebsiteNotFoundError
from chalicelib.domain.export_record import Export, ExportFormat, ExportLanguage, ExportOrder, ExportState
from chalicelib.domain.feeds import FeedKind, FeedRun, FeedSettings, days_due, run_prefix
from chalicelib.domain.listing import ReviewRequestFilter
from chalicelib.usecases.export_ports import ExportDesk


def write_feeds(desk: ExportDesk, *, now: datetime) -> int:
    """How many files were started. Called again within the hour or after a crash, it starts only what is missing."""
    return sum(
        _caught_up(desk, website_id, kind, settings, now)
        for website_id, settings in list(desk.feeds.all())
        for kind in settings.kinds
    )


def write_test_feed(desk: ExportDesk, website_id: str, kind: FeedKind, *, by: str, now: datetime) -> Export:
    """Write today's file so far, to see what a feed looks like; within the same second it is the same file."""
    day = now.astimezone(desk.websites.collection(website_id).zone).date()
    full = desk.feeds.settings(website_id).full
    export = _run_of(website_id, FeedRun(kind, day, full=full, is_test=True), by=by, now=now)
    desk.exports.add(export)
    desk.queue.put(website_id, export.export_id)
    return desk.exports.get(website_id, export.export_id) or export


@dataclass(frozen=True)
class LastRun:
    """The last nightly file of a feed and the last test; None when there is none."""

    nightly: Export | None
    test: Export | None


LastRuns = Mapping[FeedKind, LastRun]


def last_runs(desk: ExportDesk, website_id: str) -> LastRuns:
    """What was written last of each feed."""
    return {
        kind: LastRun(
            desk.exports.last_run(website_id, run_prefix(kind)),
            desk.exports.last_run(website_id, run_prefix(kind, is_test=True)),
        )
        for kind in FeedKind
    }


def _caught_up(desk: ExportDesk, website_id: str, kind: FeedKind, settings: FeedSettings, now: datetime) -> int:
    """The files of one feed that are missing."""
    try:
        zone = desk.websites.collection(website_id).zone
    except WebsiteNotFoundError:
        return 0
    last = desk.exports.last_run(website_id, run_prefix(kind))
    if last is not None and last.state is ExportState.WAITING:
        # Kept, but its message may never have been sent; a second message harms nobody.
        desk.queue.put(website_id, last.export_id)
    days = days_due(_day_of(last), now, zone)
    for day in days:
        run = FeedRun(kind, day, full=settings.full and kind is FeedKind.UNSUBSCRIBED)
        export = _run_of(website_id, run, by="", now=now)
        desk.exports.add(export)
        desk.queue.put(website_id, export.export_id)
    return len(days)


def _day_of(run: Export | None) -> date | None:
    return run.order.feed.day if run and run.order.feed else None


def _run_of(website_id: str, run: FeedRun, *, by: str, now: datetime) -> Export:
    order = ExportOrder(
        website_id=website_id,
        format=ExportFormat.TSV,
        language=ExportLanguage.EN,
        wanted=ReviewRequestFilter(),
        masked=False,
        by=by,
        feed=run,
    )
    suffix = f"-{int(now.timestamp()):012d}" if run.is_test else ""
    return Export(run.run_id + suffix, order, created_at=now)
