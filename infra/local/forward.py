"""`python -m infra.local.forward --days 7`: move the local clock ahead, release what is due by then, say what left."""

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import boto3
import httpx

from infra.local.clock import LocalClock
from infra.local.deploy import STACK_NAME
from infra.local.directory import LocalDirectory
from infra.local.errors import LocalCloudError
from infra.local.websites import invoke

_MOST_TICKS = 20
_QUIET_SECONDS = 2.0
_PATIENT_SECONDS = 10.0
_SHOWN = 20
_TICK = {
    "version": "0",
    "id": "make-forward",
    "detail-type": "Scheduled Event",
    "source": "make.forward",
    "account": "000000000000",
    "time": "1970-01-01T00:00:00Z",
    "region": "eu-west-3",
    "resources": [],
    "detail": {},
}
"""A tick as Chalice reads it; our function does not look at its time."""


@dataclass(frozen=True)
class Running:
    """A running local cloud, reached from another process."""

    endpoints: dict[str, Any]

    def release_due(self) -> int:
        """One tick; the number of e-mails released to the send queue."""
        released = invoke(self._session(), self.endpoints["aws_endpoint_url"], self._release_function(), _TICK)
        return int(released["released"])

    def mails_since(self, since: datetime) -> list[dict[str, Any]]:
        """What reached the inbox since an instant, newest first: `to`, `subject`, ..."""
        query = {"since": since.isoformat()}
        answer = httpx.get(f"{self.endpoints['inbox_url']}/api/messages", params=query, timeout=30, trust_env=False)
        messages: list[dict[str, Any]] = answer.raise_for_status().json()["messages"]
        return messages

    def _release_function(self) -> str:
        formation = self._session().client("cloudformation", endpoint_url=self.endpoints["aws_endpoint_url"])
        outputs = formation.describe_stacks(StackName=STACK_NAME)["Stacks"][0]["Outputs"]
        return next(one["OutputValue"] for one in outputs if one["OutputKey"] == "ReleaseDueRequestsFunction")

    def _session(self) -> boto3.Session:
        return boto3.Session(
            aws_access_key_id="local", aws_secret_access_key="local", region_name=self.endpoints["region"]
        )


def forward(directory: LocalDirectory, days: float) -> tuple[datetime, list[dict[str, Any]]]:
    """Move ahead by `days`, then tick until nothing more is due; gives the new time and the mails that left.

    Raises:
        LocalCloudError: it does not run here, or `days` is not above zero.
    """
    running = Running(directory.read_endpoints())
    moved_to = LocalClock(directory.clock_offset).forward(days)
    released = 0
    for _ in range(_MOST_TICKS):
        more = running.release_due()
        released += more
        left = _wait_until_quiet(running, moved_to, released)
        if not more:
            return moved_to, left
    raise LocalCloudError(f"After {_MOST_TICKS} ticks there is still more to send: run `make forward` again.")


def _wait_until_quiet(running: Running, since: datetime, released: int) -> list[dict[str, Any]]:
    """The mails that left, once none follows for a while: two seconds when all released ones did, else ten.

    What is released to somebody who opted out never leaves, so their number alone cannot be waited for.
    """
    mails = running.mails_since(since)
    quiet_since = time.monotonic()
    while time.monotonic() - quiet_since < (_QUIET_SECONDS if len(mails) >= released else _PATIENT_SECONDS):
        time.sleep(0.5)
        seen, mails = len(mails), running.mails_since(since)
        if len(mails) > seen:
            quiet_since = time.monotonic()
    return mails


def main(arguments: Sequence[str]) -> int:
    """Exit code 1 when it cannot be done."""
    parser = argparse.ArgumentParser(prog="python -m infra.local.forward", description=__doc__)
    parser.add_argument("--days", type=float, required=True)
    parser.add_argument("--directory", type=Path, default=Path(".local"))
    given = parser.parse_args(arguments)
    try:
        moved_to, mails = forward(LocalDirectory(given.directory.resolve()), given.days)
    except LocalCloudError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"The local clock says {moved_to:%A %d %B %Y, %H:%M} UTC. {len(mails)} e-mails left.")
    for mail in mails[:_SHOWN]:
        print(f"  {mail['to']}: {mail['subject']}")
    if len(mails) > _SHOWN:
        print(f"  and {len(mails) - _SHOWN} more")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
