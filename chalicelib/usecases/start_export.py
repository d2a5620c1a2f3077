"""Start an export: kept first, then its message starts it in the background."""

from datetime import datetime

from chalicelib.domain.errors import BusyError, TooManyExportsError
from chalicelib.domain.export_record import ACTIVE, MOST_AT_ONCE, Export, ExportOrder, ExportState, new_export_id
from chalicelib.usecases.export_ports import ExportDesk

LOOKED_AT = 50


def start_export(desk: ExportDesk, order: ExportOrder, *, now: datetime, expected: int | None = None) -> Export:
    """The export as it stands: waiting.

    Raises WebsiteNotFoundError, TooManyExportsError when three of the website are under way (looked at, not locked:
    two askings at one moment may pass), BusyError when it cannot be started (it then counts as cancelled).
    """
    desk.websites.collection(order.website_id)
    under_way = [one for one in desk.exports.recent(order.website_id, size=LOOKED_AT).exports if one.state in ACTIVE]
    if len(under_way) >= MOST_AT_ONCE:
        raise TooManyExportsError(
            f"{MOST_AT_ONCE} exports of this website are being made: wait for one of them or cancel it."
        )
    export = Export(new_export_id(now), order, created_at=now, expected=expected)
    desk.exports.add(export)
    try:
        desk.queue.put(order.website_id, export.export_id)
    except BusyError:
        desk.exports.save(export.ended(ExportState.CANCELLED, now=now))
        raise
    return export
