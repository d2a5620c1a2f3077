"""Webhooks, lanes and deliveries as JSON documents, and back. Fields may be added, never renamed."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from chalicelib.adapters.json_text import instant_from, json_text
from chalicelib.domain.status import Status
from chalicelib.domain.webhook_delivery import Answer, Delivery, DeliveryError, DeliveryKind, DeliveryOutcome
from chalicelib.domain.webhook_lane import Lane, LaneId, WebhookEvent
from chalicelib.domain.webhooks import Health, Webhook, Webhooks, WebhookSecret

Document = dict[str, Any]


def written_as(version: int) -> str:
    """How a document of this version begins; the adapters look for it there."""
    return f'{{"version":{version},'


def webhooks_text(webhooks: Webhooks, version: int) -> str:
    """All webhooks of a website."""
    return json_text({"version": version, "webhooks": [asdict(one) for one in webhooks]})


def webhooks_from(text: str) -> tuple[Webhooks, int]:
    """The webhooks, and the version they were written as."""
    document: Document = json.loads(text)
    return tuple(map(_webhook, document["webhooks"])), document["version"]


def _webhook(document: Document) -> Webhook:
    secret = document["secret"]
    return Webhook(
        **document
        | {
            "secret": WebhookSecret(**secret | {"rotated_at": instant_from(secret["rotated_at"])}),
            "created_at": datetime.fromisoformat(document["created_at"]),
            "statuses": frozenset(map(Status, document["statuses"])),
            "switched_off_at": instant_from(document["switched_off_at"]),
        }
    )


def health_text(health: Health) -> str:
    """Whether a webhook answers."""
    return json_text(asdict(health))


def health_from(text: str) -> Health:
    """Whether a webhook answers."""
    document: Document = json.loads(text)
    return Health(instant_from(document["failing_since"]), instant_from(document["resting_until"]))


def lane_text(lane: Lane) -> str:
    """A lane, without its identifier: the keys tell it."""
    document = asdict(lane)
    del document["lane_id"], document["version"]
    return json_text({"version": lane.version, **document})


def lane_from(lane_id: LaneId, text: str) -> Lane:
    """A lane."""
    document: Document = json.loads(text)
    return Lane(
        **document
        | {
            "lane_id": lane_id,
            "events": tuple(map(_event, document["events"])),
            "due_at": instant_from(document["due_at"]),
        }
    )


def _event(document: Document) -> WebhookEvent:
    return WebhookEvent(**document | {"created_at": datetime.fromisoformat(document["created_at"])})


def delivery_text(delivery: Delivery) -> str:
    """A line of the log."""
    return json_text(asdict(delivery))


def delivery_from(text: str) -> Delivery:
    """A line of the log."""
    document: Document = json.loads(text)
    return Delivery(
        **document
        | {
            "kind": DeliveryKind(document["kind"]),
            "outcome": DeliveryOutcome(document["outcome"]),
            "at": datetime.fromisoformat(document["at"]),
            "answer": _answer(document["answer"]),
        }
    )


def _answer(document: Document | None) -> Answer | None:
    if document is None:
        return None
    error = document["error"]
    return Answer(document["http_status"], DeliveryError(error) if error else None, document["duration_ms"])
