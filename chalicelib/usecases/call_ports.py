"""What the use cases need of calls: their keys, and how many may come."""

from datetime import datetime
from typing import Protocol

from chalicelib.domain.call_rate import CallRate, Taken
from chalicelib.domain.idempotency import IdempotencyKey, KeyedCall


class IdempotencyKeys(Protocol):
    """Which call a key stands for, for a day."""

    def claim(self, key: IdempotencyKey, call: KeyedCall, *, now: datetime) -> KeyedCall:
        """Say that the key stands for this call, unless it stands for another one; the one it stands for afterwards."""


class CallRates(Protocol):
    """Until when each client's rate is spoken for."""

    def take(
        self, client_id: str, rate: CallRate, calls: int, *, now: datetime, known: datetime | None = None
    ) -> Taken:
        """Take so many calls of this client, or as many of them as are free.

        `known` is what the caller knows of the instant: it saves a look, and harms nobody when it is old. Raises
        BusyError when the store does not answer.
        """
