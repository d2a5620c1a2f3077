"""The send queue, secrets and clocks."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import boto3
import pytest

from chalicelib.adapters.clock import ShiftedClock, SystemClock
from chalicelib.adapters.secrets import read_secret_json
from chalicelib.adapters.sqs_send_queue import SQSSendQueue
from chalicelib.domain.errors import BusyError
from chalicelib.usecases.ports import DueRow
from tests.builders import WEBSITE_ID

ROWS = [DueRow(WEBSITE_ID, f"{n:025d}", n % 3) for n in range(23)]


def received(queue_url: str) -> list[DueRow]:
    sqs = boto3.client("sqs")
    found: list[DueRow] = []
    while messages := sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages"):
        found += [DueRow(**json.loads(message["Body"])) for message in messages]
    return found


def test_every_released_row_becomes_a_message(queue_url: str) -> None:
    queue = SQSSendQueue(queue_url)

    queue.put(ROWS)
    queue.put([])

    assert sorted(received(queue_url), key=str) == sorted(ROWS, key=str)


def test_a_refused_row_is_told(queue_url: str) -> None:
    queue = SQSSendQueue(queue_url)

    def refuse(parsed: dict, **_: object) -> None:
        parsed["Failed"] = [{"Id": "0", "SenderFault": False, "Code": "InternalError"}]

    queue._sqs.meta.events.register("after-call.sqs.SendMessageBatch", refuse)
    with pytest.raises(BusyError):
        queue.put(ROWS[:1])


def test_a_secret_is_read_as_its_fields(aws_endpoint: str) -> None:
    secret = boto3.client("secretsmanager").create_secret(
        Name=f"suivi-test/{datetime.now(UTC).timestamp()}", SecretString='{"kid": "k1", "key": "abc"}'
    )

    assert read_secret_json(secret["ARN"]) == {"kid": "k1", "key": "abc"}


def test_the_real_clock_tells_utc() -> None:
    before = datetime.now(UTC)
    now = SystemClock().now()
    assert before <= now <= datetime.now(UTC)
    assert now.tzinfo is UTC


def test_the_shifted_clock_looks_at_its_file_each_time(tmp_path: Path) -> None:
    file = tmp_path / "offset"
    clock = ShiftedClock(str(file))
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=1)

    file.write_text("604800\n")
    assert timedelta(days=7) <= clock.now() - datetime.now(UTC) + timedelta(minutes=1) < timedelta(days=7, minutes=2)

    file.write_text("nonsense")
    with pytest.raises(ValueError, match="nonsense"):
        clock.now()
