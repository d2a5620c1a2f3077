"""How often a client may call: a rate with a burst, kept as one instant (the generic cell rate algorithm).

The instant says until when the client's rate is spoken for; so does `token_bucket.py` for the sending. A count of
tokens would have to be filled up with time; an instant stands still and can be moved by one conditional write.
"""

import math
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

MOST_AT_ONCE = 10
"""Calls that one instance takes with one write, at most."""

LEASE_GOOD_FOR = timedelta(seconds=1)
"""What an instance took and did not use by then is gone: kept for later, it would come on top of a later burst."""


@dataclass(frozen=True)
class Taken:
    """`calls` were free and are spoken for now, 0 when none was; `until` is the instant afterwards."""

    calls: int
    until: datetime


@dataclass(frozen=True)
class CallRate:
    """`per_second` calls in the long run, `burst` at once after a rest."""

    per_second: int
    burst: int

    @property
    def interval(self) -> timedelta:
        """The time one call is worth."""
        return timedelta(seconds=1 / self.per_second)

    @property
    def window(self) -> timedelta:
        """The time in which a whole burst is free again."""
        return self.burst * self.interval

    def since(self, until: datetime | None, now: datetime) -> datetime:
        """From when on calls are counted: what is over is forgotten, and what lies farther ahead than any burst can is
        a clock's that was set back, or a rate's that was larger.
        """
        return until if until and now < until <= now + self.window else now

    def free(self, until: datetime | None, now: datetime) -> int:
        """How many calls may come now."""
        return (now + self.window - self.since(until, now)) // self.interval

    def take(self, until: datetime | None, calls: int, now: datetime) -> Taken:
        """So many calls, or as many of them as are free."""
        taken, since = min(calls, self.free(until, now)), self.since(until, now)
        return Taken(taken, since + taken * self.interval)

    def next_free_in(self, until: datetime, now: datetime) -> timedelta:
        """When one more call may come; nothing when it may now."""
        return max(timedelta(), until + self.interval - self.window - now)


USUAL_RATE = CallRate(50, 100)
"""Of a client for which nothing else was agreed."""


@dataclass(frozen=True)
class Lease:
    """Calls that one instance took at once, so that it need not ask for each."""

    taken: Taken
    at: datetime
    used: int = 0

    def is_good(self, now: datetime) -> bool:
        """Whether a call of it is left."""
        return self.used < self.taken.calls and self._is_young(now)

    def spend(self) -> "Lease":
        """One call less."""
        return replace(self, used=self.used + 1)

    def next_size(self, now: datetime) -> int:
        """How many to take next: more than last time when those were soon used up, else as many as were used. So a
        client that calls seldom, or is served by many instances, loses next to nothing to calls nobody made.
        """
        return min(MOST_AT_ONCE, max(1, 2 * self.used if self._is_young(now) else self.used))

    def _is_young(self, now: datetime) -> bool:
        return timedelta() <= now - self.at < LEASE_GOOD_FOR


@dataclass(frozen=True)
class Spending:
    """What a call met.

    Attributes:
        remaining: calls that may follow at once, as far as this instance knows; None when the store did not answer.
        resets_in: when the whole burst is free.
        retry_in: None when the call may go on; else when it may come again.
    """

    rate: CallRate
    remaining: int | None = None
    resets_in: timedelta = timedelta()
    retry_in: timedelta | None = None


def spending_of(rate: CallRate, lease: Lease, now: datetime) -> Spending:
    """After a call of this lease, or after none could be taken."""
    until = lease.taken.until
    left = lease.taken.calls - lease.used
    resets_in = max(timedelta(), rate.since(until, now) - now)
    if lease.taken.calls:
        return Spending(rate, left + rate.free(until, now), resets_in)
    return Spending(rate, 0, resets_in, rate.next_free_in(until, now))


def whole_seconds(duration: timedelta) -> int:
    """Rounded up: who waits so long has waited long enough."""
    return math.ceil(duration.total_seconds())
