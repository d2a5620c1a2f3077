"""A withdrawal: the merchant takes a proof back (cancelled, refunded, returned), and what became of that wish."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.domain import reasons


class WithdrawalCause(StrEnum):
    """Why the merchant withdraws; `other` when it is not said."""

    CANCELLED = "cancelled"
    REFUNDED = "refunded"
    RETURNED = "returned"
    OTHER = "other"


REASON_OF_CAUSE: dict[WithdrawalCause, str] = {
    WithdrawalCause.CANCELLED: reasons.WITHDRAWN_CANCELLED,
    WithdrawalCause.REFUNDED: reasons.WITHDRAWN_REFUNDED,
    WithdrawalCause.RETURNED: reasons.WITHDRAWN_RETURNED,
    WithdrawalCause.OTHER: reasons.WITHDRAWN_OTHER,
}
"""What a stopped request says of its withdrawal."""

OF_A_WITHDRAWAL = frozenset(REASON_OF_CAUSE.values())
"""Reasons after which an e-mail that left stays what it is."""


class WithdrawalResult(StrEnum):
    """What became of it.

    WITHDRAWN: what was still planned is stopped. NOTHING_PENDING: the reference is known, and nothing was left to stop.
    ALREADY: it was withdrawn before by another source. UNKNOWN: no proof with this reference.
    """

    WITHDRAWN = "withdrawn"
    NOTHING_PENDING = "nothing_pending"
    ALREADY = "already"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Withdrawal:
    """One wish.

    Attributes:
        experience_reference: canonical, as in `Proof`.
        source_id: the file version or the call it came with: the same wish of the same source has the same result.
        lines: rows of the file or position in the body, from 1; identical ones collapse.
    """

    experience_reference: str
    source_id: str
    cause: WithdrawalCause = WithdrawalCause.OTHER
    lines: tuple[int, ...] = (1,)


@dataclass(frozen=True)
class WithdrawalOutcome:
    """One wish, its result, and the review requests of the reference."""

    withdrawal: Withdrawal
    result: WithdrawalResult
    review_request_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class WithdrawalMark:
    """The first withdrawal of a reference, as kept with its proof.

    Attributes:
        source_mark: whose wish it was: `Identities.withdrawal_mark` of its source.
        at: when it was committed; with the source it names the operation that stops the requests.
    """

    source_mark: str
    cause: WithdrawalCause
    at: datetime
