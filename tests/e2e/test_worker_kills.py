"""Workers killed at any moment of the path, again and again: no request lost, no mail doubled."""

import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from botocore.exceptions import BotoCoreError, ClientError

from infra.local.clock import LocalClock
from infra.local.directory import LocalDirectory
from infra.local.testing import StartedLocalCloud
from tests.local_suivi import LocalSuivi, wait_for

KILLS = 20
SEED = 20261123
HEADER = "channel;purchase_date;purchase_reference;first_name;last_name;email;language;delay"
SETTLED = {"sent", "error", "reminder_sent", "opened"}


def workers(directory: Path) -> list[int]:
    """Process ids of the functions' workers, busy or warm."""
    command = ["pgrep", "-f", f"{directory}/scratch/.*_worker.py"]
    listed = subprocess.run(command, capture_output=True, text=True, check=False)  # it fails when it finds none
    return [int(pid) for pid in listed.stdout.split()]


@pytest.fixture
def quick_redelivery(suivi: LocalSuivi) -> Iterator[None]:
    """A killed worker's messages come back after seconds; in production after six times the function's timeout."""
    sqs = suivi.aws("sqs")
    urls = [url for url in sqs.list_queues()["QueueUrls"] if not url.endswith("dead-letters")]
    before = {
        url: sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["VisibilityTimeout"])["Attributes"] for url in urls
    }
    for url in urls:
        sqs.set_queue_attributes(QueueUrl=url, Attributes={"VisibilityTimeout": "8"})
    yield
    for url, attributes in before.items():
        sqs.set_queue_attributes(QueueUrl=url, Attributes=attributes)


class Round:
    """One merchant transmitting while somebody kills: two orders over SFTP, one by API, then a tick."""

    def __init__(self, suivi: LocalSuivi, number: int) -> None:
        self.suivi, self.number = suivi, number
        self.references = [f"K{number}-{kind}" for kind in ("a", "b", "api")]

    def transmit(self) -> None:
        rows = [f"online;2026-11-20;{name};A;B;{name.lower()}@example.com;fr;0" for name in self.references[:2]]
        self.suivi.drop(f"kill-{self.number}.csv", "\n".join([HEADER, *rows]).encode())
        api = self.references[2]
        wait_for(lambda: self._post(self.suivi.event(api, f"{api.lower()}@example.com")), f"{api} acknowledged")

    def _post(self, event: dict[str, object]) -> bool:
        """As a merchant's system does: anything but an acknowledgement is tried again."""
        with suppress(httpx.HTTPError, KeyError):
            return self.suivi.post_events([event]).status_code == 200
        return False

    def tick(self) -> None:
        with suppress(AssertionError, ClientError, BotoCoreError):  # the function itself may be the one that dies
            self.suivi.tick()


def test_no_request_is_lost_and_no_mail_doubled(
    suivi: LocalSuivi, cloud: StartedLocalCloud, quick_redelivery: None
) -> None:
    chance, killed = random.Random(SEED), 0
    expected: set[str] = set()
    for number in range(KILLS * 3):
        if killed >= KILLS:
            break
        one = Round(suivi, number)
        expected |= set(one.references)
        one.transmit()
        one.tick()
        time.sleep(chance.uniform(0, 0.6))
        alive = workers(cloud.directory)
        if alive:
            os.kill(chance.choice(alive), signal.SIGKILL)
            killed += 1
    assert killed == KILLS
    rows = wait_for(lambda: _all_there(suivi, expected), "every transmitted request in the table")
    assert len(rows) == len(expected)

    # The watchdog settles a claim whose sender died, a day later at most: by evidence, or as an error that says so.
    LocalClock(LocalDirectory(cloud.directory).clock_offset).forward(1.5)
    wait_for(lambda: _all_settled(suivi, expected), "every request settled")
    counted = suivi.acceptances()
    assert counted["duplicates"] == 0
    by_reference = {row["experience_reference"]: row for row in suivi.rows()}
    accepted = {one["request"] for one in counted["acceptances"]}
    for reference in expected:
        row = by_reference[reference]
        if row["status"] == "error":
            assert row["reason"] == "unconfirmed"
        else:
            assert row["review_request_id"] in accepted


def _all_there(suivi: LocalSuivi, expected: set[str]) -> list[dict[str, object]] | None:
    rows = [row for row in suivi.rows() if row["experience_reference"] in expected]
    return rows if {row["experience_reference"] for row in rows} == expected else None


def _all_settled(suivi: LocalSuivi, expected: set[str]) -> bool:
    suivi.tick()
    return all(row["status"] in SETTLED for row in suivi.rows() if row["experience_reference"] in expected)
