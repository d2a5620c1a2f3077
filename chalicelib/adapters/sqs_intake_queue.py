"""The queues of transmissions and of their chunks.

`{"website_id", "transmission_id"}` stands among S3's notifications on the one, and with a `"number"` on the other. A
message's group is the website: a giant file holds up no other website's ("fair queues", as on the send queue).
"""

import json
from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.domain.errors import BusyError

if TYPE_CHECKING:
    from mypy_boto3_sqs.type_defs import SendMessageBatchRequestEntryTypeDef

BATCH = 10

_COUNTS: tuple[Literal["ApproximateNumberOfMessages"], Literal["ApproximateNumberOfMessagesNotVisible"]]
_COUNTS = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")
"""What waits, and what somebody works on."""


class SQSIntakeQueue:
    """Fits the port `IntakeQueue`."""

    def __init__(self, transmissions_url: str, chunks_url: str) -> None:
        self._transmissions_url = transmissions_url
        self._chunks_url = chunks_url
        self._sqs = boto3.client("sqs")

    def put_transmission(self, website_id: str, transmission_id: str, *, delay: timedelta = timedelta()) -> None:
        """See the port."""
        body = json.dumps({"website_id": website_id, "transmission_id": transmission_id})
        try:
            self._sqs.send_message(
                QueueUrl=self._transmissions_url,
                MessageBody=body,
                MessageGroupId=website_id,
                DelaySeconds=int(delay.total_seconds()),
            )
        except (BotoCoreError, ClientError) as cause:
            raise BusyError("The transmission could not be started: try again in a moment.") from cause

    def put_chunks(
        self, website_id: str, transmission_id: str, numbers: Iterable[int], *, delay: timedelta = timedelta()
    ) -> None:
        """See the port."""
        whole = {"website_id": website_id, "transmission_id": transmission_id}
        entries: list[SendMessageBatchRequestEntryTypeDef] = [
            {
                "Id": str(number),
                "MessageBody": json.dumps({**whole, "number": number}),
                "MessageGroupId": website_id,
                "DelaySeconds": int(delay.total_seconds()),
            }
            for number in numbers
        ]
        for start in range(0, len(entries), BATCH):
            self._put_batch(entries[start : start + BATCH])

    def is_idle(self) -> bool:
        """See the port."""
        return not any(self._messages(url) for url in (self._transmissions_url, self._chunks_url))

    def _messages(self, url: str) -> int:
        told = self._sqs.get_queue_attributes(QueueUrl=url, AttributeNames=[*_COUNTS])["Attributes"]
        return sum(int(told[name]) for name in _COUNTS)

    def _put_batch(self, entries: "list[SendMessageBatchRequestEntryTypeDef]") -> None:
        try:
            answer = self._sqs.send_message_batch(QueueUrl=self._chunks_url, Entries=entries)
        except (BotoCoreError, ClientError) as cause:
            raise BusyError("The chunks could not be enqueued: try again in a moment.") from cause
        if answer.get("Failed"):
            raise BusyError("Some chunks could not be enqueued: try again in a moment.")
