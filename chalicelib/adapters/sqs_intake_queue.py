"""The queues of transmissions and of their chunks.

`{"website_id", "transmission_id"}` stands among S3's notifications on the one, and with a `"number"` on the other. A
message's group is the website: a giant file holds up no other website's ("fair queues", as on the send queue).
"""

import json
from collections.abc import Iterable

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.domain.errors import BusyError

BATCH = 10


class SQSIntakeQueue:
    """Fits the port `IntakeQueue`."""

    def __init__(self, transmissions_url: str, chunks_url: str) -> None:
        self._transmissions_url = transmissions_url
        self._chunks_url = chunks_url
        self._sqs = boto3.client("sqs")

    def put_transmission(self, website_id: str, transmission_id: str) -> None:
        """See the port."""
        body = json.dumps({"website_id": website_id, "transmission_id": transmission_id})
        try:
            self._sqs.send_message(QueueUrl=self._transmissions_url, MessageBody=body, MessageGroupId=website_id)
        except (BotoCoreError, ClientError) as cause:
            raise BusyError("The transmission could not be started: try again in a moment.") from cause

    def put_chunks(self, website_id: str, transmission_id: str, numbers: Iterable[int]) -> None:
        """See the port."""
        waiting = list(numbers)
        for start in range(0, len(waiting), BATCH):
            self._put_batch(website_id, transmission_id, waiting[start : start + BATCH])

    def _put_batch(self, website_id: str, transmission_id: str, numbers: list[int]) -> None:
        whole = {"website_id": website_id, "transmission_id": transmission_id}
        try:
            answer = self._sqs.send_message_batch(
                QueueUrl=self._chunks_url,
                Entries=[
                    {
                        "Id": str(number),
                        "MessageBody": json.dumps({**whole, "number": number}),
                        "MessageGroupId": website_id,
                    }
                    for number in numbers
                ],
            )
        except (BotoCoreError, ClientError) as cause:
            raise BusyError("The chunks could not be enqueued: try again in a moment.") from cause
        if answer.get("Failed"):
            raise BusyError("Some chunks could not be enqueued: try again in a moment.")
