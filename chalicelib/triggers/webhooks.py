"""Webhooks: the table's stream fills the lanes, the queue and the tick empty them."""

from typing import Any

from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from chalicelib.bootstrap import wiring
from chalicelib.domain.errors import BusyError
from chalicelib.domain.webhook_lane import LaneId
from chalicelib.observability import logger, metrics
from chalicelib.triggers.batches import Answer, each_record
from chalicelib.triggers.table_stream import StreamBatch
from chalicelib.usecases.announce_change import announce_change
from chalicelib.usecases.deliver_lane import LaneResult, deliver_lane
from chalicelib.usecases.release_due_lanes import release_due_lanes

TIME_FOR_ONE_CALL_MS = 20_000
"""The call itself is bounded by 11 seconds (adapters/webhook_http.py), and what came of it must be recorded."""


def on_announced_changes(event: Any) -> Answer:
    """Append each change to the lanes of its webhooks, in order; the oldest failure is where Lambda begins again."""
    batch = StreamBatch(event)
    now = wiring.clock.now()
    moved: dict[LaneId, None] = {}
    failed: list[str] = []
    for change in batch.changes:
        try:
            lanes = announce_change(wiring.webhook_book, wiring.webhook_lanes, change, now=now)
        except Exception:  # noqa: BLE001 - whatever it was, the stream begins again there
            logger.exception("Change not announced yet", review_request_id=change.review_request_id)
            failed.append(change.sequence_number)
            break
        moved.update(dict.fromkeys(lanes))
    _enqueue(list(moved))
    return batch.answer(failed)


def _enqueue(lanes: list[LaneId]) -> None:
    if lanes:
        metrics.add_metric("WebhookEventAnnounced", "Count", len(lanes))
        try:
            wiring.webhook_queue.put(lanes)
        except BusyError:
            logger.warning("Lanes not enqueued: the tick will release them", lanes=len(lanes))


def on_webhook_queue(event: Any) -> Answer:
    """Deliver what waits in each lane."""
    context = event.context

    def has_time() -> bool:
        return bool(context.get_remaining_time_in_millis() > TIME_FOR_ONE_CALL_MS)

    def deliver(record: SQSRecord) -> None:
        message = record.json_body
        lane_id = LaneId(message["website_id"], message["webhook_id"], message["review_request_id"])
        result = deliver_lane(wiring.delivering, lane_id, has_time=has_time)
        if result is LaneResult.SWITCHED_OFF:
            metrics.add_metric("WebhookSwitchedOff", "Count", 1)
            logger.warning("Webhook switched off", website_id=lane_id.website_id, webhook_id=lane_id.webhook_id)
        logger.info("Lane handled", webhook_id=lane_id.webhook_id, result=result.value)

    return each_record(event, deliver)


def on_webhook_tick() -> dict[str, int]:
    """Release the lanes that are due."""
    released = release_due_lanes(wiring.webhook_lanes, wiring.webhook_queue, now=wiring.clock.now())
    metrics.add_metric("WebhookLaneReleased", "Count", released)
    logger.info("Due lanes released", released=released)
    return {"released": released}
