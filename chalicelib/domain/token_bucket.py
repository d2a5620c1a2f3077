"""How many e-mails may be released now: the rate of SES as a bucket that is never fuller than one tick."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

SHARE_OF_RATE = 0.8
"""Of SES's rate; the rest is left to retries and to what runs beside the sweeper (reliability.md 3)."""

GRANT_SECONDS = 60
"""The fullest the bucket gets: one minute of the rate, so that one of the two ticks alone keeps up the full rate."""

OVERLAP_SECONDS = 10
"""How early a tick may come after the one whose e-mails still leave. Rows that wait in the queue still stand in the due
index, so a tick that came earlier would release the very same rows once more and waste its grant on them."""


@dataclass(frozen=True)
class Grant:
    """`emails` may leave from `starts_in` seconds on, `per_second` of them each second."""

    emails: int
    starts_in: float
    per_second: float


@dataclass(frozen=True)
class Bucket:
    """What one tick leaves to the next.

    Instead of tokens it holds the instant until which the rate is spoken for; both say the same (the tokens are the
    seconds from there to `GRANT_SECONDS` ahead, times the rate), but an instant keeps its meaning when SES changes
    the rate, and says from when on the next e-mails may leave.

    Attributes:
        spoken_for_until: every second before this instant has its e-mails; None = never anything released.
        hand: where the sweeper's third look at the due rows goes on (usecases/due_window.py); None = from the start.
        ticked_at: when the last tick that looked at the due rows ran.
        per_second: the rate that tick reckoned with.
        version: grows by one with every write; a write names the version it read.
    """

    spoken_for_until: datetime | None = None
    hand: str | None = None
    ticked_at: datetime | None = None
    per_second: float = 0.0
    version: int = 0

    def grant(self, per_second: float, now: datetime) -> Grant | None:
        """What may be released now; None while what was released before is still leaving.

        However long nothing was granted, no more than `GRANT_SECONDS` of the rate is. An instant too far ahead comes
        from a clock that was set back, and is ignored.
        """
        ahead = (self.spoken_for_until - now).total_seconds() if self.spoken_for_until else 0.0
        starts_in = ahead if 0.0 < ahead <= GRANT_SECONDS + OVERLAP_SECONDS else 0.0
        if starts_in > OVERLAP_SECONDS:
            return None
        return Grant(int(per_second * (GRANT_SECONDS - starts_in)), starts_in, per_second)

    def after_tick(self, grant: Grant, emails: int, *, hand: str | None, now: datetime) -> "Bucket":
        """The bucket once `emails` of the grant were taken; what was not taken was never gone."""
        until = self.spoken_for_until
        if emails:
            until = now + timedelta(seconds=grant.starts_in + emails / grant.per_second)
        return replace(self, spoken_for_until=until, hand=hand, ticked_at=now, per_second=grant.per_second)
