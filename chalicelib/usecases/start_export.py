"""Start an export: kept first, then its message starts it in the background."""

from datetime import datetime

from chalicelib.domain.errors import BusyError, TooManyExportsError
from chalicelib.domain.export_record import (
    ACTIVE,
    MOST_AT_ONCE,
    Export,
    ExportOrder,
    ExportState,
    is_counted,
    new_export_id,
)
from chalicelib.usecases.export_ports import ExportDesk
from chalicelib.usecases.show_counts import show_counts

LOOKED_AT = 50


def start_export(desk: ExportDesk, order: ExportOrder, *, now: datetime) -> Export:
    """The export as it stands: waiting.

    Raises WebsiteNotFoundError, TooManyExportsError when three of the website are under way (looked at, not locked:
    two askings at one moment may pass), BusyError when it cannot be started (it then counts as cancelled).
    """
    zone_name = desk.websites.collection(order.website_id).time_zone
    under_way = [one for one in desk.exports.recent(order.website_id, size=LOOKED_AT).exports if one.state in ACTIVE]
    if len(under_way) >= MOST_AT_ONCE:
        raise TooManyExportsError(
            f"{MOST_AT_ONCE} exports of this website are being made: wait for one of them or cancel it."
        )
    export = Export(new_export_id(now), order, created_at=now, expected=_expected(desk, order, zone_name))
    desk.exports.add(export)
    try:
        desk.queue.put(order.website_id, export.export_id)
    except BusyError:
        desk.exports.save(export.ended(ExportState.CANCELLED, now=now))
        raise
    return export


def _expected(desk: ExportDesk, order: ExportOrder, zone_name: str) -> int | None:
    """How many rows there are by the counters, which know days, statuses and types; None when they cannot tell."""
    wanted = order.wanted
    if not is_counted(wanted):
        return None
    counts = show_counts(desk.counters, order.website_id, zone_name, wanted)
    if counts is None:
        return None
    return sum(count for status, count in counts.items() if not wanted.statuses or status in wanted.statuses)
