"""The queue of lanes to deliver: messages `{"website_id", "webhook_id", "review_request_id"}`.

A standard queue: order is kept by the lane, whose events are sent one by one whoever receives the message. The group
is the website, for fairness (see `sqs_send_queue.py`); in a FIFO queue one dead endpoint would hold up everybody
(docs/decisions/0028).
"""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.domain.errors import BusyError
from chalicelib.domain.webhook_lane import LaneId

if TYPE_CHECKING:
    from mypy_boto3_sqs.type_defs import SendMessageBatchRequestEntryTypeDef

BATCH = 10


class SQSWebhookQueue:
    """Fits the port `WebhookQueue`."""

    def __init__(self, queue_url: str) -> None:
        self._queue_url = queue_url
        self._sqs = boto3.client("sqs")

    def put(self, lanes: Sequence[LaneId]) -> None:
        """See the port."""
        taken = [self._put_batch(lanes[start : start + BATCH]) for start in range(0, len(lanes), BATCH)]
        if not all(taken):
            raise BusyError("The queue of webhooks refused some lanes: they will be released again.")

    def _put_batch(self, lanes: Sequence[LaneId]) -> bool:
        entries: list[SendMessageBatchRequestEntryTypeDef] = [
            {"Id": str(place), "MessageBody": json.dumps(_body(lane)), "MessageGroupId": lane.website_id}
            for place, lane in enumerate(lanes)
        ]
        try:
            answer = self._sqs.send_message_batch(QueueUrl=self._queue_url, Entries=entries)
        except (BotoCoreError, ClientError):
            return False
        return not answer.get("Failed")


def _body(lane: LaneId) -> dict[str, str]:
    return {
        "website_id": lane.website_id,
        "webhook_id": lane.webhook_id,
        "review_request_id": lane.review_request_id,
    }
