"""The exports queue: messages `{"website_id", "export_id"}`."""

import json
from datetime import timedelta

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.domain.errors import BusyError


class SQSExportsQueue:
    """Fits the port `ExportsQueue`."""

    def __init__(self, queue_url: str) -> None:
        self._queue_url = queue_url
        self._sqs = boto3.client("sqs")

    def put(self, website_id: str, export_id: str, *, delay: timedelta = timedelta()) -> None:
        """See the port."""
        body = json.dumps({"website_id": website_id, "export_id": export_id})
        try:
            self._sqs.send_message(QueueUrl=self._queue_url, MessageBody=body, DelaySeconds=int(delay.total_seconds()))
        except (BotoCoreError, ClientError) as cause:
            raise BusyError("The export could not be started: try again in a moment.") from cause
