"""How long to wait before a call is made again."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


@dataclass(frozen=True)
class Patience:
    """How often a call is made at most, and how long to wait for its answer and in between.

    Attributes:
        attempts: of one call, the first included.
        answer: seconds for an answer.
        first_wait, longest_wait: seconds; the wait doubles, and a random share of it is waited. What `Retry-After` asks
            for is waited whole, unless it is more than `longest_wait`: then the call ends refused.
    """

    attempts: int = 6
    answer: float = 30.0
    first_wait: float = 0.5
    longest_wait: float = 60.0
    sleep: Callable[[float], None] = time.sleep

    def wait(self, attempt: int, retry_after: float | None) -> bool:
        """Wait before the next attempt; False when there is none. `attempt` counts those made, from 1."""
        if attempt >= self.attempts or (retry_after is not None and retry_after > self.longest_wait):
            return False
        backoff = min(self.first_wait * 2 ** (attempt - 1), self.longest_wait)
        self.sleep(random.uniform(backoff / 2, backoff) if retry_after is None else retry_after)
        return True


def seconds_of(retry_after: str | None) -> float | None:
    """What a header `Retry-After` asks for (RFC 9110 10.2.3): seconds, or a date; None when it says nothing of use."""
    if retry_after is None:
        return None
    try:
        return max(0.0, float(retry_after))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(retry_after) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None
