"""What a webhook says: the change of one request's displayed status, as JSON. docs/webhooks.md shows it whole."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from chalicelib.domain.facts import FactKind
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.status import Status
from chalicelib.domain.webhook_lane import WebhookEvent
from chalicelib.domain.webhooks import Webhook

STATUS_CHANGED = "review_request.status_changed"
TEST = "test"


def has_changed(before: ReviewRequest | None, after: ReviewRequest) -> bool:
    """Whether there is something to tell: another status, another reason, or one more reminder."""
    return before is None or _shown(before) != _shown(after)


def _shown(row: ReviewRequest) -> tuple[Status, str | None, int]:
    current = row.current
    return current.status, current.reason, emails_sent(row) if current.status is Status.REMINDER_SENT else 0


def emails_sent(row: ReviewRequest) -> int:
    """How many e-mails left so far."""
    return sum(1 for _ in row.facts.of_kind(FactKind.SENT))


def status_event(
    webhook: Webhook, before: ReviewRequest | None, after: ReviewRequest, sequence_number: str, *, now: datetime
) -> WebhookEvent:
    """What is told of a change. The identifier follows from the change: it is the same however often it is made."""
    about = f"{webhook.webhook_id}#{after.review_request_id}#{sequence_number}"
    data = _data(before, after)
    if webhook.includes_address:
        data["customer_email"] = after.customer_email
    return WebhookEvent(
        event_id=f"evt_{hashlib.sha256(about.encode()).hexdigest()[:32]}",
        status=after.current.status.value,
        created_at=now,
        body=body_of(STATUS_CHANGED, now, data),
    )


def body_of(kind: str, at: datetime, data: dict[str, Any]) -> str:
    """The JSON text; it is signed and sent to the letter."""
    return json.dumps({"type": kind, "timestamp": _text(at), "data": data}, separators=(",", ":"), ensure_ascii=False)


def _data(before: ReviewRequest | None, after: ReviewRequest) -> dict[str, Any]:
    current = after.current
    return {
        "website_id": after.website_id,
        "review_request_id": after.review_request_id,
        "experience_reference": after.experience_reference,
        "experience_at": _text(after.experience_at),
        "review_type": after.review_type.value,
        "status": current.status.value,
        "reason": current.reason,
        "status_at": _text(current.at),
        "previous_status": before.current.status.value if before else None,
        "emails_sent": emails_sent(after),
        "channel": after.channel.value,
        "shop_id": after.shop_id,
    }


def _text(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
