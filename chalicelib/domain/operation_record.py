"""An operation: what an operator asked for, for which requests, and how far it got."""

import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.domain.errors import InvalidParameterError
from chalicelib.domain.listing import ReviewRequestFilter
from chalicelib.domain.operations import Refusal
from chalicelib.domain.withdrawal import WithdrawalCause

MOST_IDS = 100
LONGEST_REASON = 300
LONGEST_UNDO = timedelta(seconds=900)
"""The longest delay of a message of SQS, on which the undo window stands."""

DEFAULT_UNDO = timedelta(seconds=30)
LATEST_DATE = timedelta(days=365)


class OperationKind(StrEnum):
    """What can be done to requests."""

    CANCEL = "cancel"
    SEND_NOW = "send_now"
    RESCHEDULE = "reschedule"
    RESEND = "resend"
    CORRECT_ADDRESS = "correct_address"
    REPLAN = "replan"
    WITHDRAW = "withdraw"


NOT_ASKED_FOR = frozenset({OperationKind.REPLAN, OperationKind.WITHDRAW})
"""What nobody asks for by itself: replanning follows a change of settings, a withdrawal comes in where proofs do."""


class OperationState(StrEnum):
    """How far an operation is. Only WAITING can be undone; FAILED goes on when its message is delivered again."""

    WAITING = "waiting"
    UNDONE = "undone"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class Selection:
    """The requests meant: those named (at most 100), or those the list shows under a filter when the work begins."""

    ids: tuple[str, ...] = ()
    wanted: ReviewRequestFilter | None = None


@dataclass(frozen=True)
class Order:
    """What an operator asks for.

    Attributes:
        at: the new date of RESCHEDULE, None for the other kinds.
        email: the new address of CORRECT_ADDRESS, None for the other kinds.
        settings_version: the version of the settings REPLAN follows, or any later one; None for the other kinds.
        cause: why the proof is withdrawn, of WITHDRAW; None for the other kinds.
        reason: why, for the journal; never empty.
        by: the subject of who asks.
    """

    website_id: str
    kind: OperationKind
    selection: Selection
    reason: str
    by: str
    at: datetime | None = None
    email: str | None = None
    settings_version: int | None = None
    cause: WithdrawalCause | None = None


@dataclass(frozen=True)
class Counts:
    """matching = done + not applicable (by code); `retry_at`: when it may apply to all that are only to wait."""

    matching: int = 0
    done: int = 0
    not_applicable: Mapping[str, int] = field(default_factory=dict)
    retry_at: datetime | None = None

    def adding(self, refusals: Iterable[Refusal | None]) -> "Counts":
        """These and the ones given; None stands for a request to which it was done."""
        given = list(refusals)
        refused = Counter(self.not_applicable)
        refused.update(one.code.value for one in given if one)
        waits = [at for at in (self.retry_at, *(one.until for one in given if one)) if at]
        return Counts(
            matching=self.matching + len(given),
            done=self.done + given.count(None),
            not_applicable=dict(refused),
            retry_at=max(waits, default=None),
        )


@dataclass(frozen=True)
class Operation:
    """An order and its progress.

    Attributes:
        starts_at: when the undo window ends.
        pending: the requests being worked on; their count is not yet in `counts`.
        after: the last request read of a filtered selection; None before the first page.
        is_read: whether the whole selection was read.
        version: grows by one with every write; a write names the version it read.
    """

    operation_id: str
    order: Order
    created_at: datetime
    starts_at: datetime
    state: OperationState = OperationState.WAITING
    counts: Counts = field(default_factory=Counts)
    pending: tuple[str, ...] = ()
    after: str | None = None
    is_read: bool = False
    ended_at: datetime | None = None
    version: int = 0

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to do."""
        return self.state in (OperationState.UNDONE, OperationState.DONE)


def new_operation(order: Order, *, now: datetime, undo: timedelta) -> Operation:
    """An operation that waits for its undo window to end. Raises InvalidParameterError naming what does not fit."""
    check_order(order, starts_at=now + undo)
    if not timedelta() <= undo <= LONGEST_UNDO:
        raise InvalidParameterError("The undo window is 0 to 900 seconds.", field="undo_seconds")
    ids = tuple(dict.fromkeys(order.selection.ids))
    if not undo and len(ids) != 1:
        raise InvalidParameterError("Only an operation on one request may start at once.", field="undo_seconds")
    return Operation(
        operation_id=new_operation_id(now),
        order=replace(order, selection=replace(order.selection, ids=ids)),
        created_at=now,
        starts_at=now + undo,
        pending=ids,
        is_read=bool(ids),
    )


def new_operation_id(now: datetime) -> str:
    """Sorts by the instant it was made; 40 random bits make it unique."""
    return f"{int(now.timestamp() * 1000):013d}{secrets.token_hex(5)}"


def withdrawal_operation_id(first_at: datetime, source_mark: str) -> str:
    """The same for every repetition: it follows from the reference's first withdrawal and the source of this one."""
    return f"{int(first_at.timestamp() * 1000):013d}{source_mark}"


def check_order(order: Order, *, starts_at: datetime) -> None:
    """Raises InvalidParameterError naming what does not fit."""
    if not 1 <= len(order.reason.strip()) <= LONGEST_REASON:
        raise InvalidParameterError(f"Say why, in at most {LONGEST_REASON} characters.", field="reason")
    ids = order.selection.ids
    if bool(ids) == (order.selection.wanted is not None) or len(ids) > MOST_IDS:
        raise InvalidParameterError(
            f"Name either 1 to {MOST_IDS} `review_request_ids` or a `filter`.", field="selection"
        )
    if (order.at is not None) != (order.kind is OperationKind.RESCHEDULE):
        raise InvalidParameterError("A date is given to reschedule, and only then.", field="at")
    if order.at is not None and not starts_at <= order.at <= starts_at + LATEST_DATE:
        raise InvalidParameterError("The date lies between the end of the undo window and one year on.", field="at")
    if (order.email is not None) != (order.kind is OperationKind.CORRECT_ADDRESS):
        raise InvalidParameterError("An address is given to correct it, and only then.", field="email")
    if order.email is not None and not ids:
        raise InvalidParameterError("Name the requests whose address is corrected.", field="selection")
