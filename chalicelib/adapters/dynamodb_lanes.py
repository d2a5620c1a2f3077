"""Lanes of webhook events in DynamoDB, and the log of what was tried."""

from dataclasses import replace
from datetime import datetime, timedelta

from pynamodb.expressions.condition import Condition

from chalicelib.adapters import webhook_keys
from chalicelib.adapters.dynamodb_calls import busy_when_throttled, pause, put_if
from chalicelib.adapters.dynamodb_tables import PassingItem, body_of, deflated, table
from chalicelib.adapters.webhook_documents import delivery_from, delivery_text, lane_from, lane_text, written_as
from chalicelib.domain.errors import VersionConflictError
from chalicelib.domain.webhook_delivery import KEPT, Delivery
from chalicelib.domain.webhook_lane import Lane, LaneId
from chalicelib.usecases.webhook_ports import DeliveryPage, DueLanes, LaneTransition

CHANGE_ATTEMPTS = 8
EMPTY_KEPT = timedelta(days=2)
"""An empty lane holds its watermark for longer than the stream tells a change again (24 hours)."""


class DynamoDBLanes:
    """Fits the port `Lanes`."""

    def __init__(self, table_name: str) -> None:
        self._model = table(table_name).passing

    def change(self, lane_id: LaneId, transition: LaneTransition, *, now: datetime) -> Lane | None:
        """See the port."""
        for attempt in range(CHANGE_ATTEMPTS):
            lane = self._read(lane_id)
            after = transition(lane)
            if after is None or after is lane:
                return after
            written = replace(after, version=lane.version + 1)
            if put_if(self._item(written, now), self._is_still(lane)):
                return written
            pause(attempt)
        raise VersionConflictError("The lane changed too often; read it and decide again.")

    def due(self, shard: int, *, until: datetime, limit: int, after: str | None = None) -> DueLanes:
        """See the port."""
        start = None if after is None else self._place(shard, after)
        with busy_when_throttled():
            found = self._model.due_index.query(
                webhook_keys.due_partition(shard),
                self._model.due_sk < webhook_keys.due_until(until),
                limit=limit,
                last_evaluated_key=start,
            )
            places = [item.due_sk for item in found]
        return DueLanes(tuple(map(webhook_keys.due_lane, places)), places[-1] if len(places) == limit else None)

    def _read(self, lane_id: LaneId) -> Lane:
        key = webhook_keys.lane(lane_id)
        try:
            with busy_when_throttled():
                return lane_from(lane_id, body_of(self._model.get(key.pk, key.sk, consistent_read=True)))
        except self._model.DoesNotExist:
            return Lane(lane_id)

    def _is_still(self, lane: Lane) -> Condition:
        if lane.version:
            return self._model.bd.startswith(written_as(lane.version))
        return self._model.pk.does_not_exist()

    def _item(self, lane: Lane, now: datetime) -> PassingItem:
        key = webhook_keys.lane(lane.lane_id)
        item = self._model(key.pk, key.sk, bd=lane_text(lane))
        if lane.due_at is None:
            item.expires_at = int((now + EMPTY_KEPT).timestamp())
        else:
            place = webhook_keys.due_place(lane.lane_id, lane.due_at)
            item.due_pk, item.due_sk = place.pk, place.sk
        return item

    def _place(self, shard: int, due_sk: str) -> dict[str, dict[str, str]]:
        key = webhook_keys.lane(webhook_keys.due_lane(due_sk))
        texts = {"pk": key.pk, "sk": key.sk, "due_pk": webhook_keys.due_partition(shard), "due_sk": due_sk}
        return {name: {"S": text} for name, text in texts.items()}


class DynamoDBDeliveryLog:
    """Fits the port `DeliveryLog`."""

    def __init__(self, table_name: str) -> None:
        self._model = table(table_name).passing

    def add(self, website_id: str, webhook_id: str, delivery: Delivery) -> None:
        """See the port."""
        key = webhook_keys.delivery(website_id, webhook_id, delivery.delivery_id)
        expires_at = int((delivery.at + KEPT).timestamp())
        with busy_when_throttled():
            self._model(key.pk, key.sk, bz=deflated(delivery_text(delivery)), expires_at=expires_at).save()

    def get(self, website_id: str, webhook_id: str, delivery_id: str) -> Delivery | None:
        """See the port."""
        key = webhook_keys.delivery(website_id, webhook_id, delivery_id)
        try:
            with busy_when_throttled():
                return delivery_from(body_of(self._model.get(key.pk, key.sk, consistent_read=True)))
        except self._model.DoesNotExist:
            return None

    def recent(self, website_id: str, webhook_id: str, *, size: int, after: str | None = None) -> DeliveryPage:
        """See the port."""
        pk = webhook_keys.webhook_partition(website_id, webhook_id)
        newest = webhook_keys.delivery(website_id, webhook_id, after).sk if after else _AFTER_ALL
        older = self._model.sk.between(webhook_keys.DELIVERY_SK_PREFIX, newest)
        with busy_when_throttled():
            found = self._model.query(pk, older, limit=size + 2, scan_index_forward=False, consistent_read=True)
            deliveries = [delivery_from(body_of(item)) for item in found if item.sk != newest]
        more = len(deliveries) > size
        return DeliveryPage(tuple(deliveries[:size]), deliveries[size - 1].delivery_id if more else None)


_AFTER_ALL = f"{webhook_keys.DELIVERY_SK_PREFIX}~"
