"""Deliveries: one line of a webhook's log for each attempt, and what came of it."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

KEPT = timedelta(days=30)
DELIVERY_ID = re.compile(r"[0-9]{13}[0-9a-f]{6}")


class DeliveryOutcome(StrEnum):
    """What came of an attempt, or why none was made."""

    DELIVERED = "delivered"
    FAILED = "failed"
    GIVEN_UP = "given_up"
    DROPPED = "dropped"


class DeliveryKind(StrEnum):
    """What made us try."""

    EVENT = "event"
    REPLAY = "replay"
    TEST = "test"


class DeliveryError(StrEnum):
    """Why there was no answer."""

    NAME_NOT_FOUND = "name_not_found"
    ADDRESS_REFUSED = "address_refused"
    CONNECTION_FAILED = "connection_failed"
    CERTIFICATE_INVALID = "certificate_invalid"
    TIMED_OUT = "timed_out"
    ANSWER_UNREADABLE = "answer_unreadable"


@dataclass(frozen=True)
class Answer:
    """What an endpoint answered: an HTTP status, or why there is none. What else it said is nobody's business."""

    http_status: int | None
    error: DeliveryError | None
    duration_ms: int

    @property
    def is_success(self) -> bool:
        """2xx alone; a redirect is not followed."""
        return self.http_status is not None and 200 <= self.http_status < 300


@dataclass(frozen=True)
class Delivery:
    """One line of the log.

    Attributes:
        delivery_id: sorts by the instant.
        status: of the review request, as it was told; empty for a test.
        attempt: 1 for the first of its event.
        body: what was sent, kept for a replay.
    """

    delivery_id: str
    kind: DeliveryKind
    outcome: DeliveryOutcome
    event_id: str
    at: datetime
    body: str
    review_request_id: str = ""
    status: str = ""
    attempt: int = 1
    answer: Answer | None = None


def new_delivery_id(now: datetime) -> str:
    """Sorts by the instant it was made; 24 random bits make it unique."""
    return f"{int(now.timestamp() * 1000):013d}{secrets.token_hex(3)}"
