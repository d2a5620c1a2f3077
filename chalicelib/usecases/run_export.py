"""Run an export stretch by stretch, however often its message is delivered.

A stretch's rows are written to a place of their own, and that place, the row to go on after and the count are kept in
one versioned write: what a crash or a second worker wrote besides is in no list, so no row is lost or repeated. The
list's order never changes, so that rows neither vanish nor come twice while statuses change.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.domain.errors import BusyError, ExportNotFoundError, VersionConflictError
from chalicelib.domain.export_record import (
    MOST_XLSX_ROWS,
    Export,
    ExportFailure,
    ExportFormat,
    ExportState,
    file_name_of,
)
from chalicelib.domain.export_text import head_of
from chalicelib.usecases.export_ports import ExportDesk
from chalicelib.usecases.export_rows import stretch_of

SMALLEST_PART = 5 * 1024 * 1024
"""S3 joins parts of at least 5 MiB; only the last may be smaller."""

PAUSE_WHEN_BUSY = timedelta(seconds=30)


def run_export(
    desk: ExportDesk, website_id: str, export_id: str, *, now: datetime, has_time: Callable[[bool], bool]
) -> Export:
    """The export as it stands afterwards: over, or still running with a message that lets it go on.

    `has_time` tells whether there is time for another stretch; for the whole file when it is told True.

    Raises:
        ExportNotFoundError: no such export.
        VersionConflictError: somebody else runs it at this moment; the message must be delivered again, because the
            other one may die.
        BusyError: nothing could be read or enqueued; what was done stays, the message must be delivered again.
    """
    export = desk.exports.get(website_id, export_id)
    if export is None:
        raise ExportNotFoundError("No export of this website has this identifier.")
    if export.is_over:
        return export
    begun = replace(export, state=ExportState.RUNNING, ended_at=None, failure=None)
    try:
        return _made(desk, begun, now, has_time)
    except BusyError:
        desk.queue.put(website_id, export_id, delay=PAUSE_WHEN_BUSY)
        return desk.exports.get(website_id, export_id) or export
    except VersionConflictError:
        after = desk.exports.get(website_id, export_id)
        if after is not None and after.is_over:
            return after
        raise


def _made(desk: ExportDesk, export: Export, now: datetime, has_time: Callable[[bool], bool]) -> Export:
    while not export.is_over:
        if not has_time(export.is_read):
            desk.queue.put(export.order.website_id, export.export_id)
            return export
        export = desk.exports.save(_finished(desk, export, now) if export.is_read else _further(desk, export, now))
    return export


def _further(desk: ExportDesk, export: Export, now: datetime) -> Export:
    """One stretch more."""
    stretch = stretch_of(desk, export)
    rows = export.rows + stretch.rows
    if export.order.format is ExportFormat.XLSX and rows > MOST_XLSX_ROWS:
        return export.ended(ExportState.FAILED, now=now, failure=ExportFailure.TOO_MANY_ROWS)
    return replace(
        _written(desk, export, stretch.content), rows=rows, after=stretch.next_after, is_read=stretch.next_after is None
    )


def _written(desk: ExportDesk, export: Export, content: bytes) -> Export:
    """The stretch as a part: a new one, or a last one that grew and stands at a new place."""
    if not content and export.parts:
        return export
    kept, before = export.parts, b""
    if not kept:
        before = head_of(export.order)
    elif export.last_part_bytes < SMALLEST_PART:
        kept, before = kept[:-1], desk.files.read_part(kept[-1])
    place = desk.files.write_part(export.order.website_id, export.export_id, before + content)
    return replace(export, parts=(*kept, place), last_part_bytes=len(before) + len(content))


def _finished(desk: ExportDesk, export: Export, now: datetime) -> Export:
    """The file made of the parts."""
    zone = desk.websites.collection(export.order.website_id).zone
    feed = export.order.feed
    name = feed.path if feed else file_name_of(export, export.created_at.astimezone(zone).date())
    named = replace(export, file_name=name)
    is_workbook = export.order.format is ExportFormat.XLSX
    size = desk.files.write_workbook(named) if is_workbook else desk.files.join(named)
    return replace(named, size=size).ended(ExportState.DONE, now=now)


def give_up_export(desk: ExportDesk, website_id: str, export_id: str, *, now: datetime) -> None:
    """Say that it failed too often and waits for a person; delivering its message once more lets it go on."""
    export = desk.exports.get(website_id, export_id)
    if export is not None and not export.is_over:
        desk.exports.save(export.ended(ExportState.FAILED, now=now, failure=ExportFailure.INTERNAL))
