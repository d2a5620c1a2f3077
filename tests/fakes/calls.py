"""Keys and rates of calls in memory."""

from datetime import datetime

from chalicelib.domain.call_rate import CallRate, Taken
from chalicelib.domain.errors import BusyError
from chalicelib.domain.idempotency import KEPT, IdempotencyKey, KeyedCall


class FakeIdempotencyKeys:
    """Fits the port `IdempotencyKeys`."""

    def __init__(self) -> None:
        self.kept: dict[IdempotencyKey, tuple[KeyedCall, datetime]] = {}

    def claim(self, key: IdempotencyKey, call: KeyedCall, *, now: datetime) -> KeyedCall:
        """First come, first served, for a day."""
        standing, expires_at = self.kept.get(key, (call, now))
        if expires_at > now:
            return standing
        self.kept[key] = (call, now + KEPT)
        return call


class FakeCallRates:
    """Fits the port `CallRates`; `is_away` plays a store that does not answer."""

    def __init__(self) -> None:
        self.kept: dict[str, datetime] = {}
        self.asked: list[int] = []
        self.is_away = False

    def take(
        self, client_id: str, rate: CallRate, calls: int, *, now: datetime, known: datetime | None = None
    ) -> Taken:
        """By the domain's own rule."""
        if self.is_away:
            raise BusyError("away")
        self.asked.append(calls)
        taken = rate.take(self.kept.get(client_id), calls, now)
        if taken.calls:
            self.kept[client_id] = taken.until
        return taken
