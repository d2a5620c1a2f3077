"""Secrets and clocks."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import boto3
import pytest

from chalicelib.adapters.clock import ShiftedClock, SystemClock
from chalicelib.adapters.secrets import read_secret_json


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
