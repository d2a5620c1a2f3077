"""Exports and feeds as JSON."""

from datetime import datetime

from chalicelib.api.filter_parameters import filter_json
from chalicelib.api.representations import Json, instant
from chalicelib.domain.export_record import Export
from chalicelib.domain.feeds import FeedKind, FeedSettings
from chalicelib.usecases.write_feeds import LastRuns


def export_json(export: Export, *, now: datetime) -> Json:
    """An export and how far it is."""
    order = export.order
    return {
        "export_id": export.export_id,
        "format": order.format.value,
        "language": order.language.value,
        "filter": filter_json(order.wanted),
        "masked": order.masked,
        "by": order.by,
        "state": export.state_at(now).value,
        "failure": export.failure.value if export.failure else None,
        "rows": export.rows,
        "expected_rows": export.expected,
        "file_name": export.file_name,
        "size": export.size,
        "created_at": instant(export.created_at),
        "ended_at": instant(export.ended_at) if export.ended_at else None,
        "expires_at": instant(export.expires_at) if export.expires_at else None,
    }


def feeds_json(settings: FeedSettings, runs: LastRuns) -> Json:
    """A website's feeds: what is on, and what was written last."""
    return {
        "deliverability": settings.deliverability,
        "unsubscribed": settings.unsubscribed,
        "full": settings.full,
        "last_files": {kind.value: run_json(runs[kind].nightly) for kind in FeedKind},
        "last_tests": {kind.value: run_json(runs[kind].test) for kind in FeedKind},
    }


def run_json(run: Export | None) -> Json | None:
    """One file of a feed, and how far it is."""
    if run is None or run.order.feed is None:
        return None
    return {
        "path": run.order.feed.path,
        "day": run.order.feed.day.isoformat(),
        "state": run.state.value,
        "rows": run.rows,
        "started_at": instant(run.created_at),
        "ended_at": instant(run.ended_at) if run.ended_at else None,
    }
