"""A lane: the events of one review request on their way to one webhook, strictly one after the other.

Lanes are independent of each other: a request whose event is refused holds up no other request.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

GIVEN_UP_AFTER = timedelta(hours=24)
CLAIM_GOOD_FOR = timedelta(seconds=90)
"""Longer than the function that delivers may run (infra/template.yaml): a claim older than this has lost its owner."""

SAFETY_NET = timedelta(seconds=60)
"""When a lane that was enqueued at once is looked at again, in case its message was lost."""

BACKOFF = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=1),
    timedelta(hours=3),
)
"""The wait after each failed attempt; the last one again and again, until the event is a day old."""

JITTER = 0.2
"""At most so much longer, so that what failed together does not come back together."""


@dataclass(frozen=True)
class LaneId:
    """Which lane."""

    website_id: str
    webhook_id: str
    review_request_id: str


@dataclass(frozen=True)
class WebhookEvent:
    """One thing to tell.

    Attributes:
        event_id: the same for every attempt; sent as `webhook-id`, for the receiver to recognise repetitions.
        status: what it tells, for the log.
        created_at: when the change was seen; after 24 hours the event is given up.
        body: the JSON that is sent, to the letter.
    """

    event_id: str
    status: str
    created_at: datetime
    body: str

    def is_given_up(self, *, now: datetime) -> bool:
        """Whether it is too old to be tried again."""
        return now >= self.created_at + GIVEN_UP_AFTER


@dataclass(frozen=True)
class Lane:
    """What waits, oldest first.

    Attributes:
        watermark: the sequence number of the last change that was appended: the stream may tell a change twice.
        attempts: failed ones of the first event.
        due_at: when the lane must be looked at again; None when nothing waits.
        claim: number of claims so far; a claim owns the lane as long as this number is its own.
        is_claimed: somebody is sending the first event, or died doing so.
        version: grows by one with every write; a write names the version it read.
    """

    lane_id: LaneId
    events: tuple[WebhookEvent, ...] = ()
    watermark: str = ""
    attempts: int = 0
    due_at: datetime | None = None
    claim: int = 0
    is_claimed: bool = False
    version: int = 0

    @property
    def head(self) -> WebhookEvent:
        """The event whose turn it is."""
        return self.events[0]

    def holds(self, event_id: str) -> bool:
        """Whether this event still waits."""
        return any(event.event_id == event_id for event in self.events)


def appended(lane: Lane, event: WebhookEvent, sequence_number: str, *, now: datetime) -> Lane:
    """The lane with one more event at its end; the very same object when the stream told this change before."""
    if sequence_number <= lane.watermark:
        return lane
    due_at = lane.due_at if lane.events else now + SAFETY_NET
    return replace(lane, events=(*lane.events, event), watermark=sequence_number, due_at=due_at)


def claimed(lane: Lane, *, now: datetime) -> Lane | None:
    """The lane in the hands of whoever asks; None when nothing waits, or it waits for a later moment or an owner.

    A lane that has not failed may be taken before it is due: its message came at once.
    """
    is_due = lane.due_at is not None and lane.due_at <= now
    is_fresh = not lane.attempts and not lane.is_claimed
    if not lane.events or not (is_due or is_fresh):
        return None
    return replace(lane, claim=lane.claim + 1, is_claimed=True, due_at=now + CLAIM_GOOD_FOR)


def passed(lane: Lane, claim: int, *, now: datetime) -> Lane | None:
    """Without its first event, which was delivered, given up or dropped; None when the claim is not the owner any more.

    What follows stays in the same hands.
    """
    if not _owns(lane, claim):
        return None
    left = lane.events[1:]
    due_at = now + CLAIM_GOOD_FOR if left else None
    return replace(lane, events=left, attempts=0, due_at=due_at, is_claimed=bool(left))


def failed(lane: Lane, claim: int, *, now: datetime, luck: float) -> Lane | None:
    """Back in the index, to be tried again later; `luck` from 0 to 1 spreads the moment. None as above."""
    if not _owns(lane, claim):
        return None
    wait = BACKOFF[min(lane.attempts, len(BACKOFF) - 1)] * (1 + JITTER * luck)
    due_at = min(now + wait, max(now, lane.head.created_at + GIVEN_UP_AFTER))
    return replace(lane, attempts=lane.attempts + 1, due_at=due_at, is_claimed=False)


def put_back(lane: Lane, claim: int, *, until: datetime) -> Lane | None:
    """Given back without an attempt, to be looked at again at `until`. None as above."""
    if not _owns(lane, claim):
        return None
    return replace(lane, due_at=until, is_claimed=False)


def hurried(lane: Lane, *, now: datetime) -> Lane:
    """To be tried at once; the very same object while somebody is trying."""
    if not lane.events or lane.is_claimed:
        return lane
    return replace(lane, attempts=0, due_at=now + SAFETY_NET)


def emptied(lane: Lane) -> Lane:
    """Nothing waits any more, whoever holds it; the watermark stays."""
    return replace(lane, events=(), attempts=0, due_at=None, is_claimed=False, claim=lane.claim + 1)


def event_ids(lanes: Sequence[Lane]) -> list[str]:
    """Every event that waits."""
    return [event.event_id for lane in lanes for event in lane.events]


def _owns(lane: Lane, claim: int) -> bool:
    return lane.is_claimed and lane.claim == claim
