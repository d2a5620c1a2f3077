"""Call a webhook once: sign, send, write the line of the log."""

from dataclasses import dataclass

from chalicelib.domain.webhook_delivery import Delivery, DeliveryKind, DeliveryOutcome, new_delivery_id
from chalicelib.domain.webhook_signature import signed_headers
from chalicelib.domain.webhooks import Webhook
from chalicelib.usecases.webhook_ports import Delivering

USER_AGENT = "Suivi-Webhooks/1"


@dataclass(frozen=True)
class Message:
    """What is to be sent, and why; the other fields are those of `Delivery`."""

    kind: DeliveryKind
    event_id: str
    body: str
    review_request_id: str = ""
    status: str = ""
    attempt: int = 1


def call_webhook(delivering: Delivering, webhook: Webhook, message: Message) -> Delivery:
    """The line of the log, written. An attempt that cannot be written down raises; it is then made again."""
    now = delivering.clock.now()
    body = message.body.encode()
    headers = {
        "content-type": "application/json",
        "user-agent": USER_AGENT,
        **signed_headers(delivering.signer, webhook, message.event_id, body, now=now),
    }
    answer = delivering.caller.post(webhook.url, headers, body)
    delivery = Delivery(
        delivery_id=new_delivery_id(now),
        kind=message.kind,
        outcome=DeliveryOutcome.DELIVERED if answer.is_success else DeliveryOutcome.FAILED,
        event_id=message.event_id,
        at=now,
        body=message.body,
        review_request_id=message.review_request_id,
        status=message.status,
        attempt=message.attempt,
        answer=answer,
    )
    delivering.log.add(webhook.website_id, webhook.webhook_id, delivery)
    return delivery
