"""Webhooks and lanes for tests."""

from datetime import datetime, timedelta
from typing import Any

from chalicelib.domain.webhook_lane import LaneId, WebhookEvent
from chalicelib.domain.webhooks import Webhook, WebhookSecret
from tests.builders import NOW, WEBSITE_ID

WEBHOOK_ID = "0123456789abcdef0123"
URL = "https://shop.example/hooks"


def a_webhook(*, kid: str = "k1", **overrides: Any) -> Webhook:
    values: dict[str, Any] = {
        "website_id": WEBSITE_ID,
        "webhook_id": WEBHOOK_ID,
        "url": URL,
        "secret": WebhookSecret(kid),
        "created_at": NOW,
        "created_by": "camille",
    }
    return Webhook(**values | overrides)


def a_lane_id(number: int = 0, **overrides: Any) -> LaneId:
    values: dict[str, Any] = {
        "website_id": WEBSITE_ID,
        "webhook_id": WEBHOOK_ID,
        "review_request_id": f"{number:025d}",
    }
    return LaneId(**values | overrides)


def an_event(number: int = 1, *, created_at: datetime = NOW) -> WebhookEvent:
    return WebhookEvent(f"evt_{number}", "sent", created_at, f'{{"n":{number}}}')


def sequence(number: int) -> str:
    return f"{number:040d}"


def hours(number: float) -> timedelta:
    return timedelta(hours=number)
