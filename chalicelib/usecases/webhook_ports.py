"""What webhooks need from outside: where they, their lanes and their log are kept, a queue, and a way to call them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from chalicelib.domain.signing import Signer
from chalicelib.domain.webhook_delivery import Answer, Delivery
from chalicelib.domain.webhook_lane import Lane, LaneId
from chalicelib.domain.webhooks import Health, Webhooks
from chalicelib.usecases.ports import Clock

WEBHOOK_SHARDS = 8
"""Partitions of the index of due lanes."""

LaneTransition = Callable[[Lane], Lane | None]
WebhooksChange = Callable[[Webhooks], Webhooks]


@dataclass(frozen=True)
class DueLanes:
    """Lanes that are due, oldest first, and where to go on when there may be more."""

    lanes: tuple[LaneId, ...]
    next_after: str | None = None


@dataclass(frozen=True)
class DeliveryPage:
    """Some deliveries, newest first, and the identifier of the last one when there may be more."""

    deliveries: tuple[Delivery, ...]
    next_after: str | None = None


class WebhookBook(Protocol):
    """The webhooks of each website, and whether they answer."""

    def webhooks(self, website_id: str) -> Webhooks:
        """As they are now (read strongly). Raises WebsiteNotFoundError for what cannot be a website."""

    def known_webhooks(self, website_id: str) -> Webhooks:
        """The same, up to 10 s old: what a website without webhooks costs is half a read unit in 10 s."""

    def change(self, website_id: str, change: WebhooksChange) -> Webhooks:
        """Read, decide, write if nobody wrote in between, else again; nothing is written when nothing changes.

        Raises VersionConflictError when they never stood still.
        """

    def health(self, website_id: str, webhook_id: str) -> Health:
        """As it is now; `HEALTHY` when nothing is noted."""

    def save_health(self, website_id: str, webhook_id: str, health: Health) -> None:
        """Over whatever is noted."""


class Lanes(Protocol):
    """Events on their way, per webhook and review request."""

    def change(self, lane_id: LaneId, transition: LaneTransition, *, now: datetime) -> Lane | None:
        """Read (an empty lane when there is none), decide, write if nobody wrote in between, else again.

        Returns the lane written, the lane read when the transition gave the very same object back (nothing is
        written), or None when the transition gave None. Raises VersionConflictError when it never stood still.
        """

    def due(self, shard: int, *, until: datetime, limit: int, after: str | None = None) -> DueLanes:
        """Lanes of a shard due at or before `until`; the index may be a moment late."""


class DeliveryLog(Protocol):
    """What was tried, kept for 30 days."""

    def add(self, website_id: str, webhook_id: str, delivery: Delivery) -> None:
        """Keep a line."""

    def get(self, website_id: str, webhook_id: str, delivery_id: str) -> Delivery | None:
        """One line."""

    def recent(self, website_id: str, webhook_id: str, *, size: int, after: str | None = None) -> DeliveryPage:
        """Newest first, strictly older than `after`."""


class WebhookQueue(Protocol):
    """Lanes on their way to whoever delivers."""

    def put(self, lanes: Sequence[LaneId]) -> None:
        """Enqueue; more than once does no harm. Raises BusyError when some were refused."""


class WebhookCaller(Protocol):
    """The way out to a merchant's endpoint."""

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """One POST, whose answer says all: it never raises. Only public addresses are reached (docs/webhooks.md)."""


@dataclass(frozen=True)
class Delivering:
    """The ports of everything that tells a merchant."""

    book: WebhookBook
    lanes: Lanes
    log: DeliveryLog
    queue: WebhookQueue
    caller: WebhookCaller
    signer: Signer
    clock: Clock
