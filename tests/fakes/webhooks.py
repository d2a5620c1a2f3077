"""Webhooks, their lanes, their log, their queue and their way out, in memory."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock

from chalicelib.adapters.webhook_keys import due_place, shard_of
from chalicelib.domain.errors import VersionConflictError
from chalicelib.domain.webhook_delivery import Answer, Delivery
from chalicelib.domain.webhook_lane import Lane, LaneId
from chalicelib.domain.webhooks import HEALTHY, Health, Webhooks
from chalicelib.usecases.webhook_ports import DeliveryPage, DueLanes, LaneTransition, WebhooksChange


class FakeWebhookBook:
    """Fits the port `WebhookBook`; what is known is never old."""

    def __init__(self) -> None:
        self.kept: dict[str, Webhooks] = {}
        self._health: dict[tuple[str, str], Health] = {}

    def webhooks(self, website_id: str) -> Webhooks:
        """As they stand."""
        return self.kept.get(website_id, ())

    def known_webhooks(self, website_id: str) -> Webhooks:
        """As they stand."""
        return self.webhooks(website_id)

    def change(self, website_id: str, change: WebhooksChange) -> Webhooks:
        """Nobody comes in between."""
        self.kept[website_id] = change(self.webhooks(website_id))
        return self.kept[website_id]

    def health(self, website_id: str, webhook_id: str) -> Health:
        """As noted."""
        return self._health.get((website_id, webhook_id), HEALTHY)

    def save_health(self, website_id: str, webhook_id: str, health: Health) -> None:
        """Noted."""
        self._health[website_id, webhook_id] = health


class FakeLanes:
    """Fits the port `Lanes`; may be used by several threads at once. Decides outside the lock, as the adapter does."""

    def __init__(self) -> None:
        self.kept: dict[LaneId, Lane] = {}
        self._lock = Lock()

    def change(self, lane_id: LaneId, transition: LaneTransition, *, now: datetime) -> Lane | None:
        """Over the same version alone."""
        for _ in range(50):
            lane = self.kept.get(lane_id, Lane(lane_id))
            after = transition(lane)
            if after is None or after is lane:
                return after
            written = replace(after, version=lane.version + 1)
            with self._lock:
                if self.kept.get(lane_id, Lane(lane_id)).version == lane.version:
                    self.kept[lane_id] = written
                    return written
        raise VersionConflictError("The lane changed too often; read it and decide again.")

    def due(self, shard: int, *, until: datetime, limit: int, after: str | None = None) -> DueLanes:
        """Whole seconds, as in the index."""
        places = sorted(
            (due_place(lane_id, lane.due_at).sk, lane_id)
            for lane_id, lane in list(self.kept.items())
            if lane.due_at is not None and lane.due_at <= until and shard_of(lane_id) == shard
        )
        found = [(place, lane_id) for place, lane_id in places if after is None or place > after][:limit]
        return DueLanes(tuple(lane_id for _, lane_id in found), found[-1][0] if len(found) == limit else None)


class FakeDeliveryLog:
    """Fits the port `DeliveryLog`."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str, str], Delivery] = {}

    def add(self, website_id: str, webhook_id: str, delivery: Delivery) -> None:
        """Keep it."""
        self.kept[website_id, webhook_id, delivery.delivery_id] = delivery

    def get(self, website_id: str, webhook_id: str, delivery_id: str) -> Delivery | None:
        """As kept."""
        return self.kept.get((website_id, webhook_id, delivery_id))

    def recent(self, website_id: str, webhook_id: str, *, size: int, after: str | None = None) -> DeliveryPage:
        """Newest first."""
        ours = [
            one for (website, webhook, _), one in self.kept.items() if (website, webhook) == (website_id, webhook_id)
        ]
        older = [one for one in ours if after is None or one.delivery_id < after]
        older.sort(key=lambda one: one.delivery_id, reverse=True)
        more = len(older) > size
        return DeliveryPage(tuple(older[:size]), older[size - 1].delivery_id if more else None)


@dataclass
class FakeWebhookQueue:
    """Fits the port `WebhookQueue`; `lanes` holds everything put, `refusal` is raised instead."""

    lanes: list[LaneId] = field(default_factory=list)
    refusal: Exception | None = None

    def put(self, lanes: Sequence[LaneId]) -> None:
        """Keep them."""
        if self.refusal:
            raise self.refusal
        self.lanes.extend(lanes)

    def take(self) -> list[LaneId]:
        """What a consumer receives and deletes."""
        taken, self.lanes = self.lanes, []
        return taken


@dataclass
class FakeWebhookCaller:
    """Fits the port `WebhookCaller`; `answer` decides what each call gets, `calls` holds them all."""

    answer: Callable[[str, bytes], Answer] = lambda _url, _body: Answer(204, None, 3)
    calls: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Keep the call."""
        self.calls.append((url, dict(headers), body))
        return self.answer(url, body)
