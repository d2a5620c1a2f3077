"""The rows of an export or of a feed, a stretch of pages at a time, as they will stand in its file."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from chalicelib.domain.export_columns import values_of
from chalicelib.domain.export_record import Export
from chalicelib.domain.export_text import Row, rows_of
from chalicelib.domain.feeds import FeedKind, FeedRun, deliverability_lines, is_told, unsubscribed_line
from chalicelib.domain.listing import ReviewRequestFilter
from chalicelib.domain.opt_out import OptOut
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.usecases.export_ports import ExportDesk

PAGE_SIZE = 500
PAGES = 20
"""A stretch is 10,000 rows at most: half a part of a file, and no more than that is written again after a crash."""


@dataclass(frozen=True)
class Stretch:
    """Some rows as they stand in the file, how many, and the row to go on after; None = these were the last."""

    content: bytes
    rows: int
    next_after: str | None


def stretch_of(desk: ExportDesk, export: Export) -> Stretch:
    """The next stretch of an export."""
    zone = desk.websites.collection(export.order.website_id).zone
    content, count, after = bytearray(), 0, export.after
    for _ in range(PAGES):
        rows, after = _page(desk, export, zone, after)
        content += rows_of(export.order, rows)
        count += len(rows)
        if after is None:
            break
    return Stretch(bytes(content), count, after)


def _page(desk: ExportDesk, export: Export, zone: ZoneInfo, after: str | None) -> tuple[list[Row], str | None]:
    """One page's rows, and the place to go on from."""
    feed, order = export.order.feed, export.order
    if feed is None:
        found, following = _requests(desk, export, order.wanted, zone, after)
        return [values_of(row, order, zone) for row in found], following
    if feed.kind is FeedKind.DELIVERABILITY:
        found, following = _requests(desk, export, feed.looked_at, zone, after)
        return [line for row in found for line in deliverability_lines(row, feed, zone)], following
    return _opt_outs(desk, order.website_id, feed, zone, after)


def _requests(
    desk: ExportDesk, export: Export, wanted: ReviewRequestFilter, zone: ZoneInfo, after: str | None
) -> tuple[tuple[ReviewRequest, ...], str | None]:
    page = desk.store.page(export.order.website_id, wanted, zone.key, size=PAGE_SIZE, after=after)
    return page.rows, page.next_after


def _opt_outs(
    desk: ExportDesk, website_id: str, feed: FeedRun, zone: ZoneInfo, after: str | None
) -> tuple[list[Row], str | None]:
    page = desk.contacts.opt_outs(website_id, size=PAGE_SIZE, after=after)
    told = [one for one in page.opt_outs if is_told(one, feed, zone)]
    return [unsubscribed_line(one, _request_of(desk, website_id, one), zone) for one in told], page.next_after


def _request_of(desk: ExportDesk, website_id: str, opt_out: OptOut) -> ReviewRequest | None:
    """The request it came from: what it knows of the person is the only address there is."""
    return desk.store.get(website_id, opt_out.review_request_id) if opt_out.review_request_id else None
