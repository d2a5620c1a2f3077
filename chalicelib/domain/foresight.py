"""Foresight: what would become of a proof if it were sent now, in the words that would stand on its rows."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.explanation import Explanation
from chalicelib.domain.proof import ReviewType
from chalicelib.domain.proof_outcome import ProofOutcome
from chalicelib.domain.review_request import ReviewRequest, SendState


@dataclass(frozen=True)
class ForeseenRequest:
    """A request that would be created.

    Attributes:
        due_at: when its first e-mail would leave, the send window included.
        refused: why it would not leave after all, a code of `reasons.py`; None when it would.
    """

    review_type: ReviewType
    due_at: datetime
    refused: str | None
    explanation: Explanation


@dataclass(frozen=True)
class Foresight:
    """One proof, the outcome it would have, and the requests it would create.

    Attributes:
        notes: what only looking tells and no row says: an opt-out, a withdrawal, limits that may still speak when the
            e-mail wants to leave.
    """

    outcome: ProofOutcome
    requests: tuple[ForeseenRequest, ...] = ()
    notes: Explanation = ()


def foreseen(row: ReviewRequest) -> ForeseenRequest:
    """A row, looked at before it is there."""
    refused = row.current.reason if row.send_state is SendState.CANCELLED else None
    return ForeseenRequest(row.review_type, row.planned_at, refused, row.explanation)
