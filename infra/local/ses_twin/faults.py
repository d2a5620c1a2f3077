"""Faults on demand for SendEmail: what a script orders, used up one request at a time."""

from collections import deque
from dataclasses import dataclass, replace

REFUSALS = {
    "AccountSuspendedException": "Account suspended.",
    "BadRequestException": "Bad request ordered by a fault.",
    "LimitExceededException": "Daily message quota exceeded.",
    "MailFromDomainNotVerifiedException": "MAIL FROM domain is not verified.",
    "MessageRejected": "Message rejected ordered by a fault.",
    "NotFoundException": "Not found ordered by a fault.",
    "SendingPausedException": "Sending paused for this account.",
    "TooManyRequestsException": "Maximum sending rate exceeded.",
}
"""Mode -> the sentence of the refusal; the mode is SES's error code. Nothing is accepted."""

BEHAVIOURS = {
    "500": "answers InternalFailure; nothing is accepted",
    "timeout": "reads the request, accepts nothing, never answers; closes after `seconds` (60)",
    "drop_before_accept": "reads the request, accepts nothing, closes the connection without an answer",
    "drop_after_accept": "accepts the message, closes the connection without an answer",
    "slow": "waits `seconds` (1), then goes on as usual, even when the client has left: it may be accepted then",
}
"""Mode -> what the twin does."""

DEFAULT_SECONDS = {"timeout": 60.0, "slow": 1.0}


@dataclass(frozen=True)
class Fault:
    """An order: the next `count` SendEmail requests get this mode."""

    mode: str
    count: int
    seconds: float


class Faults:
    """Orders, first come first used. Kept in memory: a restart clears them."""

    def __init__(self) -> None:
        self._orders: deque[Fault] = deque()

    def order(self, mode: str, count: int, seconds: float | None) -> Fault:
        """Queue an order.

        Raises:
            ValueError: unknown mode, count below 1 or negative seconds.
        """
        if mode not in REFUSALS and mode not in BEHAVIOURS:
            raise ValueError(f"mode must be one of {', '.join([*REFUSALS, *BEHAVIOURS])}")
        fault = Fault(mode, count, DEFAULT_SECONDS.get(mode, 0.0) if seconds is None else seconds)
        if fault.count < 1 or fault.seconds < 0:
            raise ValueError("count must be at least 1 and seconds at least 0")
        self._orders.append(fault)
        return fault

    def take(self) -> Fault | None:
        """Return the fault of this request and use it up, None when none is ordered."""
        if not self._orders:
            return None
        fault = self._orders.popleft()
        if fault.count > 1:
            self._orders.appendleft(replace(fault, count=fault.count - 1))
        return fault

    def clear(self) -> None:
        """Forget every order."""
        self._orders.clear()

    def pending(self) -> list[Fault]:
        """Return the orders not yet used up, next one first."""
        return list(self._orders)
