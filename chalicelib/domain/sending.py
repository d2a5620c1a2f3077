"""What stands between a website's due e-mails and SES: pause, warm-up, and since when its reputation is watched."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from chalicelib.domain.reputation import Counts

ALL_WEBSITES = "*"
"""Stands for every website at once."""

OURSELVES = "suivi"
"""Who pauses by itself."""


class PauseOrigin(StrEnum):
    """Who stopped the sending: a person, or we ourselves."""

    MANUAL = "manual"
    AUTOMATIC = "automatic"


@dataclass(frozen=True)
class Pause:
    """Nothing leaves. `reason` is a person's words, or a word of `reputation.Bad`."""

    origin: PauseOrigin
    by: str
    reason: str
    at: datetime


@dataclass(frozen=True)
class Resumption:
    """Who let it run again, why, and when."""

    by: str
    reason: str
    at: datetime


@dataclass(frozen=True)
class FreshStart:
    """Reputation counts from here on: nothing before this UTC day, and of this day only what came after `counted`."""

    day: date
    counted: Counts


@dataclass(frozen=True)
class SendingState:
    """A website, or all of them (`ALL_WEBSITES`).

    Attributes:
        pause: what stops it; None = it runs.
        resumption: how the last pause ended.
        warm_up_started_on: first UTC day of the warm-up; None = none.
        fresh_start: where the reputation window begins at the earliest.
        version: grows by one with every write.
    """

    website_id: str
    pause: Pause | None = None
    resumption: Resumption | None = None
    warm_up_started_on: date | None = None
    fresh_start: FreshStart | None = None
    version: int = 0


def paused(state: SendingState, pause: Pause) -> SendingState:
    """Stopped. The pause in place stands: who stopped it first, and why, stays to be seen."""
    return state if state.pause else replace(state, pause=pause)


def resumed(state: SendingState, resumption: Resumption, *, fresh_start: FreshStart) -> SendingState:
    """Runs again. After an automatic pause the reputation starts fresh, or the next bounce would pause it again."""
    if state.pause is None:
        return state
    automatic = state.pause.origin is PauseOrigin.AUTOMATIC
    start = fresh_start if automatic else state.fresh_start
    return replace(state, pause=None, resumption=resumption, fresh_start=start)


def warming_up(state: SendingState, started_on: date) -> SendingState:
    """Its days are counted from `started_on`."""
    return replace(state, warm_up_started_on=started_on)


def seconds_to_catch_up(waiting: int, per_second: float, *, arriving_per_second: float = 0.0) -> float | None:
    """How long until nothing waits when so many leave and so many come a second (reliability.md 3); None = never."""
    if not waiting:
        return 0.0
    net = per_second - arriving_per_second
    return waiting / net if net > 0 else None


def expected_end(now: datetime, waiting: int, per_second: float) -> datetime | None:
    """When the last of those waiting now leaves; None when none leaves at this rate."""
    seconds = seconds_to_catch_up(waiting, per_second)
    return None if seconds is None else now + timedelta(seconds=seconds)
