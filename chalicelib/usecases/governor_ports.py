"""What the use cases need to govern the sending: the rate, the pauses, the counts."""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from chalicelib.domain.reputation import Counts
from chalicelib.domain.sending import Pause, SendingState
from chalicelib.domain.token_bucket import Bucket
from chalicelib.usecases.ports import DuePage, DueRow

SendingChange = Callable[[SendingState], SendingState]


@dataclass(frozen=True)
class TickNote:
    """What a tick saw of a website.

    Attributes:
        released: e-mails released.
        waiting: e-mails seen that were due and not released.
        more: there may be others behind those seen.
        per_second: how many of this website left per second, on average until the next tick.
    """

    website_id: str
    at: datetime
    released: int
    waiting: int
    more: bool
    per_second: float


class Governor(Protocol):
    """How fast e-mails may leave, whose may not, and what came of them."""

    def bucket(self) -> Bucket:
        """As it stands, read strongly; an empty one at first."""

    def save_bucket(self, bucket: Bucket) -> bool:
        """Write it if `bucket.version` still stands, counting the version up; False when somebody else wrote."""

    def sending_states(self) -> Mapping[str, SendingState]:
        """The states of all websites that have one, and of `ALL_WEBSITES`, by website, read strongly."""

    def change_sending(self, website_id: str, change: SendingChange) -> SendingState:
        """Read, decide, write if nobody wrote in between, else again; nothing is written when nothing changes.

        Raises VersionConflictError when the state never stood still.
        """

    def pause_of(self, website_id: str, *, now: datetime) -> Pause | None:
        """What stops this website, itself or all of them. May be up to 10 s old."""

    def note_tick(self, notes: Sequence[TickNote]) -> None:
        """Keep what a tick saw, and add what it released to each website's day. `ALL_WEBSITES` may be among them."""

    def note_of(self, website_id: str, day: date) -> TickNote | None:
        """What the last tick of the UTC day that saw rows of this website noted; its `released` is the day's."""

    def count(self, website_id: str, day: date, counts: Counts) -> None:
        """Add to a day's counts."""

    def counts(self, website_id: str, *, since: date, until: date) -> Mapping[date, Counts]:
        """The counts of each UTC day that has any, both ends included."""

    def sent_on(self, day: date, website_ids: Collection[str]) -> Mapping[str, int]:
        """How many e-mails of these websites were released on the UTC day; those without any may be missing."""


@dataclass(frozen=True)
class SendQuota:
    """What SES lets us send: so many a second, and so many more within its rolling 24 hours (inf = without limit)."""

    per_second: float
    left_today: float


class SendQuotas(Protocol):
    """SES's live quota."""

    def quota(self) -> SendQuota:
        """As it is now; nothing per second while sending is off."""


class DueRows(Protocol):
    """The part of `ReviewRequests` the sweeper reads; the contract stands there."""

    def due(self, shard: int, day: date, *, until: datetime, limit: int, after: str | None = None) -> DuePage:
        """Rows of one shard and UTC day due at or before `until`, oldest first, at most `limit`, from after `after`."""

    def due_days(self, *, until: date) -> list[date]:
        """UTC days up to `until` that may still hold due rows, oldest first."""

    def close_due_day(self, day: date) -> None:
        """Forget a day that is over and of which every shard was found empty."""


class SendQueue(Protocol):
    """Released e-mails on their way to the sender."""

    def put(self, rows: Sequence[DueRow], *, after_seconds: float = 0.0, per_second: float = math.inf) -> None:
        """Enqueue, in this order: the first may be received `after_seconds` from now, then `per_second` of them each
        second (by whole seconds, so that up to a second's worth comes at once).

        A row may be enqueued more than once, the claim sorts it out. Raises BusyError when some were refused.
        """
