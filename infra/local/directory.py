"""The directory of one local cloud: where its files stand, and the lock that keeps a second launcher out."""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from infra.local.errors import LocalCloudError


@dataclass(frozen=True)
class LocalDirectory:
    """`root` is `.local` unless told otherwise; absolute, because other processes are given these paths."""

    root: Path

    @property
    def ports(self) -> Path:
        """The ports of the last start."""
        return self.root / "ports.json"

    @property
    def endpoints(self) -> Path:
        """Where everything is; there while the local cloud runs."""
        return self.root / "endpoints.json"

    @property
    def websites(self) -> Path:
        """Credentials of the websites that were opened."""
        return self.root / "websites.json"

    @property
    def clock_offset(self) -> Path:
        """How far ahead the local clock is, in seconds."""
        return self.root / "clock-offset"

    @property
    def keys(self) -> Path:
        """Keys of the SFTP drop."""
        return self.root / "keys"

    @property
    def samples(self) -> Path:
        """Files for the commands of the summary."""
        return self.root / "samples"

    @property
    def twin_database(self) -> Path:
        """What the SES twin keeps."""
        return self.root / "ses-twin.sqlite"

    @property
    def last_clean_stop(self) -> Path:
        """The instant of the last clean stop, ISO 8601."""
        return self.root / "last-clean-stop"

    @property
    def lock(self) -> Path:
        """Held by the launcher; its text is the launcher's process id."""
        return self.root / "lock"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the directory. The system gives the lock back even when we are killed.

        Raises:
            LocalCloudError: another launcher holds it; the sentence names its process.
        """
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self.lock.open("a+", encoding="ascii") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise LocalCloudError(self._held_by_another()) from error
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
            yield

    def is_running(self) -> bool:
        """Whether a launcher holds the directory."""
        if not self.lock.exists():
            return False
        with self.lock.open("a", encoding="ascii") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
            return False

    def reset(self) -> None:
        """Forget everything. Raises LocalCloudError while a launcher runs."""
        if self.is_running():
            raise LocalCloudError(self._held_by_another())
        if self.root.exists():
            shutil.rmtree(self.root)

    def read_endpoints(self) -> dict[str, Any]:
        """Where everything is. Raises LocalCloudError when the local cloud does not run."""
        if not self.is_running() or not self.endpoints.exists():
            raise LocalCloudError("The local cloud does not run in this directory: start it with `make run`.")
        endpoints: dict[str, Any] = json.loads(self.endpoints.read_text(encoding="utf-8"))
        return endpoints

    def note_clean_stop(self) -> None:
        """Remember that everything was saved."""
        self.last_clean_stop.write_text(datetime.now(UTC).isoformat(timespec="seconds"), encoding="ascii")

    def what_may_be_missing(self) -> str:
        """The sentences shown after a stop that was not clean."""
        since = self.last_clean_stop.read_text(encoding="ascii") if self.last_clean_stop.exists() else None
        lost = f"after the last clean stop ({since})" if since else "that run"
        return (
            f"The last stop was not clean: purchases, review requests and their history of {lost} may be missing. "
            "Dropped files and the mails of the inbox are kept. Stop with Ctrl-C to keep everything."
        )

    def _held_by_another(self) -> str:
        pid = self.lock.read_text(encoding="ascii")
        return f"A local cloud already runs in {self.root} (process {pid}). Use it, or stop it first with Ctrl-C."


def write_json(path: Path, content: object) -> None:
    """Readable by its owner only (it may hold secrets), whole or not at all."""
    draft = path.with_name(f"{path.name}.tmp")
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    draft.replace(path)
