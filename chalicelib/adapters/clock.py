"""Clocks: the real one, and the one a local cloud moves ahead."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path


class SystemClock:
    """Fits the port `Clock`."""

    def now(self) -> datetime:
        """Aware UTC."""
        return datetime.now(UTC)

    def elapsed(self) -> float:
        """See the port. CLOCK_BOOTTIME goes on while the machine is suspended, as a frozen sandbox may be."""
        return time.clock_gettime(time.CLOCK_BOOTTIME)


class ShiftedClock(SystemClock):
    """Fits the port `Clock`: real time plus the whole seconds written in a file, looked up at each call.

    No file means no shift, so that a local cloud starts in the present.
    """

    def __init__(self, path: str) -> None:
        self._file = Path(path)

    def now(self) -> datetime:
        """Aware UTC."""
        return datetime.now(UTC) + self._shift()

    def _shift(self) -> timedelta:
        try:
            return timedelta(seconds=int(self._file.read_text("ascii")))
        except FileNotFoundError:
            return timedelta()
