"""Clocks: the real one, and the one a local cloud moves ahead."""

from datetime import UTC, datetime, timedelta
from pathlib import Path


class SystemClock:
    """Fits the port `Clock`."""

    def now(self) -> datetime:
        """Aware UTC."""
        return datetime.now(UTC)


class ShiftedClock:
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
