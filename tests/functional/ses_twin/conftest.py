"""A running SES twin on a free port, a clock that can be moved, and a recorder in the place of SNS."""

import asyncio
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import boto3
import httpx
import pytest
import uvicorn
from botocore.config import Config
from mypy_boto3_sesv2 import SESV2Client

from infra.local.ses_twin.app import TwinConfig, create_app

TOPIC = "arn:aws:sns:eu-west-1:123456789012:ses-events"
ALL_EVENTS = ["SEND", "REJECT", "BOUNCE", "COMPLAINT", "DELIVERY", "OPEN", "CLICK", "DELIVERY_DELAY"]
SENDER = "Avis <avis@merchant.example>"


@dataclass
class Clock:
    """The real clock plus an offset a test may change."""

    offset: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.offset


@dataclass
class Recorder:
    """Stands for SNS: keeps what it took; refuses the next `failures` publishes."""

    published: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    failures: int = 0
    refused: int = 0

    async def __call__(self, topic_arn: str, message_json: str) -> None:
        await asyncio.sleep(0)
        if self.refused < self.failures:
            self.refused += 1
            raise ConnectionError("SNS is away")
        self.published.append((topic_arn, json.loads(message_json)))

    def kinds(self) -> list[str]:
        """The event types, in the order they were published."""
        return [event["eventType"] for _, event in self.published]

    def wait_for(self, count: int) -> list[dict[str, Any]]:
        """The events, once at least `count` were published."""
        wait_until(lambda: len(self.published) >= count, lambda: f"{count} events; got {self.kinds()}")
        return [event for _, event in self.published]


def wait_until(holds: Callable[[], bool], what: Callable[[], str]) -> None:
    """Return when `holds`; fail after ten seconds."""
    deadline = time.monotonic() + 10
    while not holds():
        if time.monotonic() > deadline:
            pytest.fail(f"waited in vain for {what()}")
        time.sleep(0.02)


class RunningTwin:
    """One server in a thread; `restart` starts another process's worth of it on the same database."""

    def __init__(self, config: TwinConfig, clock: Clock, sns: Recorder) -> None:
        self.config, self.clock, self.sns = config, clock, sns
        self._start()

    def _start(self) -> None:
        options = uvicorn.Config(
            create_app(self.config), host="127.0.0.1", port=0, log_level="warning", timeout_graceful_shutdown=1
        )
        self._server = uvicorn.Server(options)
        self._thread = threading.Thread(target=self._server.run)
        self._thread.start()
        wait_until(lambda: self._server.started, lambda: "the server")
        port = self._server.servers[0].sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.http = httpx.Client(base_url=self.url, trust_env=False)

    def stop(self) -> None:
        """End the server as a clean shutdown does."""
        self.http.close()
        self._server.should_exit = True
        self._thread.join()

    def restart(self, **changes: Any) -> None:
        """Stop, change the configuration, start on the same database."""
        self.stop()
        self.config = replace(self.config, **changes)
        self._start()

    def ses(self, read_timeout: float = 20) -> SESV2Client:
        """A boto3 client with exactly one attempt, as the project's own mailer has."""
        return boto3.client(
            "sesv2",
            endpoint_url=self.url,
            region_name="eu-west-1",
            aws_access_key_id="test",
            aws_secret_access_key="test",
            config=Config(retries={"total_max_attempts": 1, "mode": "standard"}, read_timeout=read_timeout),
        )

    def api(self, path: str, **query: str) -> Any:
        """The JSON of a script endpoint."""
        return self.http.get(path, params=query).raise_for_status().json()

    def order_fault(self, mode: str, **more: float) -> None:
        """Order a fault for the next SendEmail."""
        assert self.http.post("/_twin/faults", json={"mode": mode, **more}).status_code == 201


@pytest.fixture
def sns() -> Recorder:
    """What the twin published."""
    return Recorder()


@pytest.fixture
def clock() -> Clock:
    """The twin's clock."""
    return Clock()


@pytest.fixture
def twin(tmp_path: Path, sns: Recorder, clock: Clock) -> Iterator[RunningTwin]:
    """A fresh twin with the configuration set "reviews", every event of which goes to TOPIC."""
    config = TwinConfig(
        database=tmp_path / "state" / "ses.sqlite3",
        publish=sns,
        soonest_by_a_person=timedelta(0),
        verified_identities=("merchant.example", "Owner@mail.example"),
        max_send_rate=1000,
        max_24_hour_send=50_000,
        sending_account_id="123456789012",
        region="eu-west-1",
        now=clock,
    )
    running = RunningTwin(config, clock, sns)
    register(running.ses(), "reviews", ALL_EVENTS)
    yield running
    running.stop()


def register(client: SESV2Client, name: str, kinds: list[Any], enabled: bool = True) -> None:
    """Create a configuration set with one SNS destination, as the launcher does."""
    client.create_configuration_set(ConfigurationSetName=name)
    client.create_configuration_set_event_destination(
        ConfigurationSetName=name,
        EventDestinationName="to-sns",
        EventDestination={"Enabled": enabled, "MatchingEventTypes": kinds, "SnsDestination": {"TopicArn": TOPIC}},
    )


def a_mail(to: str = "success@simulator.amazonses.com", **changes: Any) -> dict[str, Any]:
    """Arguments of send_email for an ordinary review request; `changes` replace top-level members, None removes one."""
    mail: dict[str, Any] = {
        "FromEmailAddress": SENDER,
        "Destination": {"ToAddresses": [to]},
        "Content": {
            "Simple": {
                "Subject": {"Data": "Votre avis ?"},
                "Body": {
                    "Html": {
                        "Data": '<html><head></head><body><a href="http://localhost/f?a=1&amp;b=2">Go</a></body></html>'
                    },
                    "Text": {"Data": "Votre avis ?"},
                },
                "Headers": [{"Name": "List-Unsubscribe-Post", "Value": "List-Unsubscribe=One-Click"}],
            }
        },
        "EmailTags": [{"Name": "rid", "Value": "r1"}, {"Name": "step", "Value": "0"}],
        "ConfigurationSetName": "reviews",
    }
    return {name: value for name, value in (mail | changes).items() if value is not None}


def with_headers(*headers: tuple[str, str]) -> dict[str, Any]:
    """An ordinary mail with exactly these headers."""
    mail = a_mail()
    mail["Content"]["Simple"]["Headers"] = [{"Name": name, "Value": value} for name, value in headers]
    return mail
