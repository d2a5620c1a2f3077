"""The send queue in SQS: every released row once, spread over the seconds, grouped by website."""

import json
from itertools import chain, repeat
from typing import Any

import boto3
import pytest

from chalicelib.adapters.sqs_send_queue import SQSSendQueue
from chalicelib.domain.errors import BusyError
from chalicelib.usecases.ports import DueRow
from tests.builders import WEBSITE_ID

ROWS = [DueRow(WEBSITE_ID, f"{n:025d}", n % 3, f"proof-{n}") for n in range(123)]


def received(queue_url: str) -> list[dict[str, Any]]:
    sqs = boto3.client("sqs")
    found: list[dict[str, Any]] = []
    while messages := sqs.receive_message(
        QueueUrl=queue_url, MaxNumberOfMessages=10, MessageSystemAttributeNames=["All"]
    ).get("Messages"):
        found += [dict(message) for message in messages]
    return found


def watched(queue: SQSSendQueue) -> list[dict[str, Any]]:
    """The entries the queue is given, as they come."""
    entries: list[dict[str, Any]] = []

    def before_call(params: dict[str, Any], **_: Any) -> None:
        entries.extend(json.loads(params["body"])["Entries"])

    queue._sqs.meta.events.register("before-call.sqs.SendMessageBatch", before_call)
    return entries


def test_every_released_row_becomes_a_message_of_its_websites_group(queue_url: str) -> None:
    queue = SQSSendQueue(queue_url)

    queue.put(ROWS)
    queue.put([])

    messages = received(queue_url)
    rows = [DueRow(**json.loads(message["Body"])) for message in messages]
    assert sorted(rows, key=lambda row: row.review_request_id) == ROWS
    assert {message["Attributes"]["MessageGroupId"] for message in messages} == {WEBSITE_ID}


def test_messages_are_spread_over_the_seconds(queue_url: str) -> None:
    queue = SQSSendQueue(queue_url, monotonic=lambda: 0.0)
    entries = watched(queue)

    queue.put(ROWS, after_seconds=7.5, per_second=8)

    delays = {json.loads(entry["MessageBody"])["review_request_id"]: entry["DelaySeconds"] for entry in entries}
    assert [delays[row.review_request_id] for row in ROWS] == [int(7.5 + n / 8) for n in range(len(ROWS))]


def test_the_time_the_calls_take_is_not_added_to_the_delays(queue_url: str) -> None:
    clock = chain([100.0], repeat(105.0))  # every batch leaves five seconds after the first row was to leave
    queue = SQSSendQueue(queue_url, monotonic=lambda: next(clock))
    entries = watched(queue)

    queue.put(ROWS[:40], per_second=1)

    by_batch = sorted(entry["DelaySeconds"] for entry in entries if entry["Id"] == "0")
    assert by_batch == [0, 5, 15, 25]


def test_sqs_takes_no_delay_above_a_quarter_of_an_hour(queue_url: str) -> None:
    queue = SQSSendQueue(queue_url)
    entries = watched(queue)
    queue.put(ROWS[:2], after_seconds=2_000, per_second=1)
    assert {entry["DelaySeconds"] for entry in entries} == {900}


def test_a_refused_row_is_told_after_the_others_were_put(queue_url: str) -> None:
    queue = SQSSendQueue(queue_url)
    entries = watched(queue)

    def refuse(parsed: dict[str, Any], **_: object) -> None:
        parsed["Failed"] = [{"Id": "0", "SenderFault": False, "Code": "InternalError"}]

    queue._sqs.meta.events.register("after-call.sqs.SendMessageBatch", refuse)
    with pytest.raises(BusyError):
        queue.put(ROWS)
    assert len(entries) == len(ROWS)
