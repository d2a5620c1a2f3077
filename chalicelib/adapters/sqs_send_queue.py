"""The send queue: released e-mails as SQS messages `{"website_id", "review_request_id", "step"}`, one row each."""

import json
from collections.abc import Sequence
from dataclasses import asdict

import boto3

from chalicelib.domain.errors import BusyError
from chalicelib.usecases.ports import DueRow

BATCH = 10


class SQSSendQueue:
    """Fits the port `SendQueue`."""

    def __init__(self, queue_url: str) -> None:
        self._queue_url = queue_url
        self._sqs = boto3.client("sqs")

    def put(self, rows: Sequence[DueRow]) -> None:
        """See the port. Raises BusyError when SQS refused a row: it still stands in the due index."""
        for start in range(0, len(rows), BATCH):
            self._put_batch(rows[start : start + BATCH])

    def _put_batch(self, rows: Sequence[DueRow]) -> None:
        answer = self._sqs.send_message_batch(
            QueueUrl=self._queue_url,
            Entries=[{"Id": str(place), "MessageBody": json.dumps(asdict(row))} for place, row in enumerate(rows)],
        )
        if answer.get("Failed"):
            raise BusyError("The send queue refused some e-mails: they will be released again.")
