"""A local cloud for tests: the real launcher in a process of its own."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.local.directory import LocalDirectory
from infra.local.errors import LocalCloudError

_PROJECT = Path(__file__).resolve().parents[2]
_START_SECONDS = 300.0
_STOP_SECONDS = 150.0
_PASSED_ON = ("PATH", "HOME", "LANG", "TMPDIR")


@dataclass
class StartedLocalCloud:
    """A running local cloud.

    Attributes:
        endpoints: the content of `endpoints.json`.
        log: what the launcher printed.
    """

    directory: Path
    endpoints: dict[str, Any]
    log: Path
    process: "subprocess.Popen[bytes]"
    is_killed: bool = False

    def stop(self) -> None:
        """Stop cleanly and wait until everything is saved. Stopping twice, or what was killed, does nothing."""
        if self.is_killed:
            return
        if self.process.poll() is None:
            self.process.terminate()
        if self.process.wait(timeout=_STOP_SECONDS) != 0:
            raise LocalCloudError(f"The local cloud did not stop cleanly:\n{self.printed()}")

    def kill(self) -> None:
        """End the launcher at once, as its terminal's death would; what it started lives on."""
        self.is_killed = True
        self.process.kill()
        self.process.wait()

    def printed(self) -> str:
        """What the launcher printed so far."""
        return self.log.read_text(encoding="utf-8")


@contextmanager
def start_local_cloud(directory: Path, *, demo: bool) -> Iterator[StartedLocalCloud]:
    """Start on free ports in `directory` (kept afterwards), stop at the end.

    Raises:
        LocalCloudError: it did not start, or did not stop cleanly; the launcher's words are given.
    """
    directory.mkdir(parents=True, exist_ok=True)
    # A killed launcher leaves it behind; what is waited for below is the new one.
    LocalDirectory(directory.resolve()).endpoints.unlink(missing_ok=True)
    log = directory.with_name(f"{directory.name}.log")
    with log.open("wb") as printed:
        process = subprocess.Popen(
            [sys.executable, "-m", "infra.local.run", "--demo", "yes" if demo else "no", "--directory", str(directory)],
            cwd=_PROJECT,
            env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=printed,
        )
    cloud = StartedLocalCloud(directory, {}, log, process)
    try:
        cloud.endpoints = _wait_for_endpoints(cloud)
        yield cloud
    finally:
        cloud.stop()


def _wait_for_endpoints(cloud: StartedLocalCloud) -> dict[str, Any]:
    file = LocalDirectory(cloud.directory.resolve()).endpoints
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and cloud.process.poll() is None:
        if file.exists():
            endpoints: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
            return endpoints
        time.sleep(0.1)
    raise LocalCloudError(f"The local cloud did not start:\n{cloud.printed()}")
