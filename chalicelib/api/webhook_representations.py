"""Webhooks and deliveries as JSON. What was sent is not shown: it may hold an address."""

from datetime import datetime

from chalicelib.api.representations import Json, instant
from chalicelib.domain.webhook_delivery import Delivery
from chalicelib.domain.webhooks import OLD_SECRET_GOOD_FOR, Health, Webhook, state_of


def webhook_json(webhook: Webhook, health: Health, *, now: datetime) -> Json:
    """A webhook without its secret."""
    secret = webhook.secret
    old_until = secret.rotated_at + OLD_SECRET_GOOD_FOR if secret.rotated_at else None
    return {
        "webhook_id": webhook.webhook_id,
        "url": webhook.url,
        "statuses": sorted(webhook.statuses),
        "include_customer_email": webhook.includes_address,
        "active": webhook.active,
        "state": state_of(webhook, health).value,
        "failing_since": _maybe(health.failing_since if webhook.active else None),
        "switched_off_at": _maybe(webhook.switched_off_at),
        "created_at": instant(webhook.created_at),
        "created_by": webhook.created_by,
        "secret_replaced_at": _maybe(secret.rotated_at),
        "old_secret_until": _maybe(old_until if old_until and now < old_until else None),
    }


def delivery_json(delivery: Delivery) -> Json:
    """A line of the log."""
    answer = delivery.answer
    return {
        "delivery_id": delivery.delivery_id,
        "kind": delivery.kind.value,
        "outcome": delivery.outcome.value,
        "event_id": delivery.event_id,
        "review_request_id": delivery.review_request_id or None,
        "status": delivery.status or None,
        "at": instant(delivery.at),
        "attempt": delivery.attempt,
        "http_status": answer.http_status if answer else None,
        "error": answer.error.value if answer and answer.error else None,
        "duration_ms": answer.duration_ms if answer else None,
    }


def _maybe(at: datetime | None) -> str | None:
    return instant(at) if at else None
