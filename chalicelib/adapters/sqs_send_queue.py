"""The send queue: released e-mails as SQS messages, one row each, spread over the seconds in which they may leave.

A message is `{"website_id", "review_request_id", "step", "proof_id"}`. Its group is the website: on a standard queue
this makes SQS deliver other websites' messages before those of one that keeps many senders busy ("fair queues", Amazon
SQS Developer Guide); it orders nothing.
"""

import json
import math
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config

from chalicelib.domain.errors import BusyError
from chalicelib.usecases.ports import DueRow

if TYPE_CHECKING:
    from mypy_boto3_sqs.type_defs import SendMessageBatchRequestEntryTypeDef

BATCH = 10
AT_ONCE = 16
"""Batches under way at a time: 24,000 rows are 2,400 batches of some 15 ms."""

LONGEST_DELAY = 900
"""SQS's own limit, in seconds."""


class SQSSendQueue:
    """Fits the port `SendQueue`."""

    def __init__(self, queue_url: str, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._queue_url = queue_url
        self._monotonic = monotonic
        self._sqs = boto3.client("sqs", config=Config(max_pool_connections=AT_ONCE))

    def put(self, rows: Sequence[DueRow], *, after_seconds: float = 0.0, per_second: float = math.inf) -> None:
        """See the port. Raises BusyError when SQS refused a row: it still stands in the due index."""
        started = self._monotonic()

        def put_batch(start: int) -> bool:
            passed = self._monotonic() - started
            batch = rows[start : start + BATCH]
            delays = [after_seconds + place / per_second - passed for place in range(start, start + len(batch))]
            return self._put_batch(batch, delays)

        starts = range(0, len(rows), BATCH)
        with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
            taken = list(pool.map(put_batch, starts))
        if not all(taken):
            raise BusyError("The send queue refused some e-mails: they will be released again.")

    def _put_batch(self, rows: Sequence[DueRow], delays: Sequence[float]) -> bool:
        entries = [_message(place, row, delay) for place, (row, delay) in enumerate(zip(rows, delays, strict=True))]
        return not self._sqs.send_message_batch(QueueUrl=self._queue_url, Entries=entries).get("Failed")


def _message(place: int, row: DueRow, delay: float) -> "SendMessageBatchRequestEntryTypeDef":
    body = {
        "website_id": row.website_id,
        "review_request_id": row.review_request_id,
        "step": row.step,
        "proof_id": row.proof_id,
    }
    return {
        "Id": str(place),
        "MessageBody": json.dumps(body),
        "DelaySeconds": min(LONGEST_DELAY, max(0, int(delay))),
        "MessageGroupId": row.website_id,
    }
