"""A clock that stands still until it is moved."""

from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


class FakeClock:
    """Fits the port `Clock`."""

    def __init__(self, now: datetime = START) -> None:
        self._now = now
        self._start = now

    def now(self) -> datetime:
        """The instant it stands at."""
        return self._now

    def elapsed(self) -> float:
        """Seconds moved so far."""
        return (self._now - self._start).total_seconds()

    def forward(self, **duration: float) -> datetime:
        """Move ahead (`days=7`, `minutes=15`); returns the new instant."""
        self._now += timedelta(**duration)
        return self._now
