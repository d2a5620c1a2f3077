"""Send an event of the log once more, without breaking the order of what still waits."""

from dataclasses import replace

from chalicelib.domain.errors import WebhookNotFoundError
from chalicelib.domain.webhook_delivery import Delivery, DeliveryKind
from chalicelib.domain.webhook_lane import Lane, LaneId, hurried
from chalicelib.domain.webhooks import found
from chalicelib.usecases.call_webhook import Message, call_webhook
from chalicelib.usecases.webhook_ports import Delivering


def replay_delivery(delivering: Delivering, website_id: str, webhook_id: str, delivery_id: str) -> Delivery | None:
    """The new attempt, with the same `webhook-id`; None when the event still waits in its lane, whose turn comes now.

    Raises WebhookNotFoundError for an unknown webhook or delivery.
    """
    webhook = found(delivering.book.webhooks(website_id), webhook_id)
    logged = delivering.log.get(website_id, webhook_id, delivery_id)
    if logged is None:
        raise WebhookNotFoundError("No delivery of this webhook has this identifier; they are kept for 30 days.")
    if logged.review_request_id and _hurry(
        delivering, LaneId(website_id, webhook_id, logged.review_request_id), logged
    ):
        return None
    message = Message(
        DeliveryKind.REPLAY,
        logged.event_id,
        logged.body,
        logged.review_request_id,
        logged.status,
        logged.attempt + 1,
    )
    return call_webhook(delivering, webhook, message)


def _hurry(delivering: Delivering, lane_id: LaneId, logged: Delivery) -> bool:
    """Whether the event still waits; its lane is then tried at once."""
    now = delivering.clock.now()

    def hurry(lane: Lane) -> Lane | None:
        return hurried(lane, now=now) if lane.holds(logged.event_id) else None

    if delivering.lanes.change(lane_id, hurry, now=now) is None:
        return False
    health = delivering.book.health(lane_id.website_id, lane_id.webhook_id)
    if health.rests(now=now):
        delivering.book.save_health(lane_id.website_id, lane_id.webhook_id, replace(health, resting_until=None))
    delivering.queue.put([lane_id])
    return True
