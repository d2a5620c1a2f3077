"""The embedded AWS (ministack) as a child process: started with closed doors, stopped so that its state is saved.

It has no authentication and runs the code it is given, so it listens on 127.0.0.1 alone and never sees the credentials,
configuration or endpoints of the person who starts it: the functions inherit its environment.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

import boto3
import httpx

from infra.local.errors import LocalCloudError
from infra.local.ports import HOST
from infra.local.stream_positions import rewind_streams

if TYPE_CHECKING:
    from types import TracebackType

REGION = "eu-west-3"
_START_SECONDS = 30.0
_SAVE_SECONDS = 120.0
_PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "SSL_CERT_FILE", "SSL_CERT_DIR")
_WORKER = re.compile(r"ministack-lambda-(?P<function>.+)-[^-/]+/_worker\.py")


@dataclass(frozen=True)
class WorkerProcess:
    """A process that runs one function; killing it loses nothing but the call it is in."""

    pid: int
    function_name: str


class EmbeddedAws:
    """An AWS in `directory`, on a port of 127.0.0.1 that the caller chose; usable as a context manager.

    Attributes:
        last_stop_was_clean: known after `start`; False when the previous run was killed, in which case everything since
            its start is lost but the bodies of S3 objects.
        has_forgotten_streams: known after `start`; what was written just before the last stop may be told to nobody.
    """

    def __init__(self, directory: Path, *, port: int) -> None:
        self.directory = directory.resolve()
        self.endpoint_url = f"http://{HOST}:{port}"
        self.last_stop_was_clean = True
        self.has_forgotten_streams = False
        self._port = port
        self._running_mark = self.directory / "running"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: "TracebackType | None"
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start and wait until it answers.

        Raises:
            LocalCloudError: one is already running here, or it does not come up; its own words stand in `aws.log`.
        """
        if self._process is not None:
            raise LocalCloudError("The embedded AWS is already started.")
        self._stop_orphan()
        self.last_stop_was_clean = not self._running_mark.exists()
        self._prepare_directories()
        with (self.directory / "aws.log").open("ab") as log:
            # A session of its own: Ctrl-C reaches the launcher alone, which stops things in the right order.
            self._process = subprocess.Popen(
                [str(Path(sys.executable).with_name("ministack"))],
                env=self._environment(),
                cwd=self.directory,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._wait_until_healthy(self._process)
        self._running_mark.write_text(str(self._process.pid), encoding="ascii")

    def stop(self) -> None:
        """Stop, wait until the state is saved, and remove what the workers left. Stopping twice does nothing.

        Raises:
            LocalCloudError: it ended in another way than by saving its state.
        """
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            code: int | None = process.wait(timeout=_SAVE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            code = None
        if code != 0:
            raise LocalCloudError(f"The embedded AWS did not save its state (see {self.directory / 'aws.log'}).")
        # Before the long clearing up: an impatient second Ctrl-C then loses nothing.
        self._running_mark.unlink()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def kill(self) -> None:
        """End it at once, as a power cut would: only tests of recovery want this."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()

    def session(self) -> boto3.Session:
        """A session with credentials that mean nothing; give `endpoint_url` to its clients."""
        return boto3.Session(aws_access_key_id="local", aws_secret_access_key="local", region_name=REGION)

    def worker_processes(self) -> list[WorkerProcess]:
        """The processes that run functions at this moment, busy or warm."""
        if self._process is None:
            return []
        listed = subprocess.run(
            ["ps", "-A", "-o", "pid=", "-o", "ppid=", "-o", "args="], capture_output=True, text=True, check=True
        )
        workers = (_worker(line, parent=self._process.pid) for line in listed.stdout.splitlines())
        return [worker for worker in workers if worker is not None]

    @property
    def _scratch(self) -> Path:
        """Where the functions' code is unpacked: our own place, so that clearing it touches nobody else's."""
        return self.directory / "scratch"

    def _stop_orphan(self) -> None:
        """One whose launcher was killed is stopped as its launcher would have: it saves everything first."""
        if not self._running_mark.exists():
            return
        pid = int(self._running_mark.read_text(encoding="ascii") or "0")
        if not pid or not _is_running(pid):
            return
        os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + _SAVE_SECONDS
        while _is_running(pid):
            if time.monotonic() > deadline:
                raise LocalCloudError(
                    f"An older embedded AWS does not stop: end it with `kill -9 {pid}`, then start again."
                )
            time.sleep(0.1)
        self._running_mark.unlink(missing_ok=True)

    def _prepare_directories(self) -> None:
        shutil.rmtree(self._scratch, ignore_errors=True)
        bodies = self.directory / "s3"
        if bodies.exists() and not (self.directory / "state" / "s3.json").exists():
            # Killed before anything was ever saved: what knew these files is gone, and their bucket's name is taken.
            bodies.rename(self.directory / f"s3-of-a-killed-run-{time.time_ns()}")
        for path in (self.directory / "state", bodies, self._scratch):
            path.mkdir(parents=True, exist_ok=True)
        self.has_forgotten_streams = rewind_streams(self.directory / "state")

    def _environment(self) -> dict[str, str]:
        passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        return passed_on | {
            "BIND_HOST": HOST,
            "MINISTACK_HOST": HOST,
            "GATEWAY_PORT": str(self._port),
            "MINISTACK_REGION": REGION,
            "SFTP_ENABLED": "0",
            "IOT_MTLS_ENABLED": "0",
            "LOG_LEVEL": "WARNING",
            "PERSIST_STATE": "1",
            "STATE_DIR": str(self.directory / "state"),
            "S3_PERSIST": "1",
            "S3_DATA_DIR": str(self.directory / "s3"),
            # Workers, their code and the pid file go there.
            "TMPDIR": str(self._scratch),
            "LAMBDA_WARM_TTL_SECONDS": "3600",
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def _wait_until_healthy(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline and process.poll() is None:
            if _answers(f"{self.endpoint_url}/_ministack/health"):
                return
            time.sleep(0.05)
        self.kill()
        raise LocalCloudError(
            f"The embedded AWS did not start on port {self._port} (see {self.directory / 'aws.log'})."
        )


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=1, trust_env=False).status_code == 200
    except httpx.TransportError:
        return False


def _is_running(pid: int) -> bool:
    """Whether this process is an embedded AWS and alive; one that ended may stand in the list until it is reaped."""
    command = ["ps", "-p", str(pid), "-o", "stat=,args="]
    listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return "ministack" in listed and not listed.startswith("Z")


def _worker(line: str, *, parent: int) -> WorkerProcess | None:
    found = _WORKER.search(line)
    if found is None:
        return None
    pid, ppid = line.split(maxsplit=2)[:2]
    return WorkerProcess(int(pid), found["function"]) if int(ppid) == parent else None
