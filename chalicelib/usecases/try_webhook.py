"""Send a test event now and say what came back."""

from chalicelib.domain.webhook_delivery import Delivery, DeliveryKind, DeliveryOutcome, new_delivery_id
from chalicelib.domain.webhook_payload import TEST, body_of
from chalicelib.domain.webhooks import HEALTHY, found
from chalicelib.usecases.call_webhook import Message, call_webhook
from chalicelib.usecases.webhook_ports import Delivering


def try_webhook(delivering: Delivering, website_id: str, webhook_id: str) -> Delivery:
    """The attempt. One that succeeds ends a time of failures, so that nothing is held back any longer.

    Raises WebhookNotFoundError.
    """
    webhook = found(delivering.book.webhooks(website_id), webhook_id)
    now = delivering.clock.now()
    body = body_of(TEST, now, {"website_id": website_id, "webhook_id": webhook_id})
    delivery = call_webhook(delivering, webhook, Message(DeliveryKind.TEST, f"evt_test_{new_delivery_id(now)}", body))
    if delivery.outcome is DeliveryOutcome.DELIVERED:
        delivering.book.save_health(website_id, webhook_id, HEALTHY)
    return delivery
