"""Put a change of a displayed status on the lanes of the webhooks that want it, exactly once."""

from datetime import datetime
from functools import partial

from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.webhook_lane import LaneId, appended
from chalicelib.domain.webhook_payload import has_changed, status_event
from chalicelib.domain.webhooks import Webhook
from chalicelib.usecases.change_ports import RowChange
from chalicelib.usecases.webhook_ports import Lanes, WebhookBook


def announce_change(book: WebhookBook, lanes: Lanes, change: RowChange, *, now: datetime) -> list[LaneId]:
    """The lanes that hold an event of this change, to be enqueued; if they are not, the tick finds them a minute later.

    A change told again appends nothing (the lane's watermark). Only a change worth telling asks which webhooks there
    are. Raises BusyError or VersionConflictError; the same change must then be given again before any later one.
    """
    after = change.after
    if after is None or not has_changed(change.before, after):
        return []
    webhooks = [one for one in book.known_webhooks(change.website_id) if one.wants(after.current.status)]
    return [lane_id for one in webhooks if (lane_id := _append(lanes, one, change, after, now))]


def _append(lanes: Lanes, webhook: Webhook, change: RowChange, after: ReviewRequest, now: datetime) -> LaneId | None:
    """None when the event was there and has left since."""
    lane_id = LaneId(change.website_id, webhook.webhook_id, change.review_request_id)
    number = change.sequence_number
    event = status_event(webhook, change.before, after, number, now=now)
    lane = lanes.change(lane_id, partial(appended, event=event, sequence_number=number, now=now), now=now)
    return lane_id if lane is not None and lane.holds(event.event_id) else None
