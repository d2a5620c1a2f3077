"""When too many e-mails bounce or annoy: the rates at which sending stops by itself.

SES puts an account under review at 5 % hard bounces or 0.1 % complaints, and stops it at 10 % or 0.5 % (Amazon SES
Developer Guide, "Reputation metrics messages" and "SES sending review process FAQs"). We stop a website at the review
limits, before SES looks at the whole account.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from math import sqrt

WINDOW_DAYS = 7
"""The day of the event and the six before it."""

WINDOW = timedelta(days=WINDOW_DAYS - 1)

MOST_BOUNCES = 0.05
MOST_COMPLAINTS = 0.001

FEWEST_SENT_FOR_BOUNCES = 100
"""With 100 e-mails the bound passes 5 % at the 10th bounce; with 20 it would at the 4th, which may be one bad list."""

FEWEST_SENT_FOR_COMPLAINTS = 1_000
"""With 1,000 e-mails the bound passes 0.1 % at the 3rd complaint; with 100 a single one would be enough."""

Z_95 = 1.959964
"""The normal quantile of a two-sided 95 % interval."""


class Bad(StrEnum):
    """Why sending was stopped by itself."""

    BOUNCE_RATE = "bounce_rate"
    COMPLAINT_RATE = "complaint_rate"


@dataclass(frozen=True)
class Counts:
    """E-mails of a day or a window: released, hard bounced, complained about."""

    sent: int = 0
    bounced: int = 0
    complained: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.sent + other.sent, self.bounced + other.bounced, self.complained + other.complained)

    def __sub__(self, other: "Counts") -> "Counts":
        return Counts(self.sent - other.sent, self.bounced - other.bounced, self.complained - other.complained)


def judge(counts: Counts) -> Bad | None:
    """Whether these counts are surely (95 %) above a limit; None as long as they may be chance."""
    if _surely_above(MOST_BOUNCES, counts.bounced, counts.sent, FEWEST_SENT_FOR_BOUNCES):
        return Bad.BOUNCE_RATE
    if _surely_above(MOST_COMPLAINTS, counts.complained, counts.sent, FEWEST_SENT_FOR_COMPLAINTS):
        return Bad.COMPLAINT_RATE
    return None


def _surely_above(limit: float, bad: int, sent: int, fewest: int) -> bool:
    return sent >= fewest and wilson_lower_bound(bad, sent) > limit


def wilson_lower_bound(bad: int, sent: int) -> float:
    """The lower end of the 95 % Wilson score interval of a share (E. B. Wilson, JASA 22, 1927). `sent` is above 0.

    What happened late may belong to e-mails of before the window, so `bad` counts as at most `sent`.
    """
    share = min(bad, sent) / sent
    square = Z_95**2 / sent
    centre = share + square / 2
    spread = Z_95 * sqrt((share * (1 - share) + square / 4) / sent)
    return max(0.0, (centre - spread) / (1 + square))
