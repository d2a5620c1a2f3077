"""The operations queue: messages `{"website_id", "operation_id"}`; the undo window is a message's delay."""

import json
from datetime import timedelta

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.domain.errors import BusyError


class SQSOperationsQueue:
    """Fits the port `OperationsQueue`."""

    def __init__(self, queue_url: str) -> None:
        self._queue_url = queue_url
        self._sqs = boto3.client("sqs")

    def put(self, website_id: str, operation_id: str, *, delay: timedelta = timedelta()) -> None:
        """See the port."""
        body = json.dumps({"website_id": website_id, "operation_id": operation_id})
        try:
            self._sqs.send_message(QueueUrl=self._queue_url, MessageBody=body, DelaySeconds=int(delay.total_seconds()))
        except (BotoCoreError, ClientError) as cause:
            raise BusyError("The operation could not be started: try again in a moment.") from cause
