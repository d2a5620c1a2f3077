"""What became of a proof after it was offered to the store."""

from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.proof import Proof


class ProofResult(StrEnum):
    """What became of one proof. The books close: received = accepted + duplicate + conflict + rejected."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    NOTHING_TO_ASK = "nothing_to_ask"


@dataclass(frozen=True)
class ProofOutcome:
    """One proof, its result, the requests that stand for it, and those of them that its own source asked for first."""

    proof: Proof
    result: ProofResult
    review_request_ids: tuple[str, ...] = ()
    made: tuple[str, ...] = ()
