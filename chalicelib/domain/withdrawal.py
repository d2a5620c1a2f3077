"""A withdrawal: the merchant takes a proof back (cancelled, refunded, returned), and what became of that wish."""

from dataclasses import dataclass
from enum import StrEnum


class WithdrawalCause(StrEnum):
    """Why the merchant withdraws; `other` when it is not said."""

    CANCELLED = "cancelled"
    REFUNDED = "refunded"
    RETURNED = "returned"
    OTHER = "other"


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
