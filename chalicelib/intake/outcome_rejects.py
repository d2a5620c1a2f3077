"""Proofs that were well formed and still created nothing new to follow: told in the same words as refused rows."""

from chalicelib.domain.proof_outcome import ProofOutcome, ProofResult
from chalicelib.intake.rejects import Reject, RejectCode

_CODES = {
    ProofResult.CONFLICT: RejectCode.CONFLICTING_PROOF,
    ProofResult.NOTHING_TO_ASK: RejectCode.NOTHING_TO_ASK,
}


def reject_of_outcome(outcome: ProofOutcome) -> Reject | None:
    """What the merchant must correct, or None when the proof was accepted or was known already."""
    code = _CODES.get(outcome.result)
    if code is None:
        return None
    proof = outcome.proof
    return Reject(
        code,
        experience_reference=proof.experience_reference,
        line=proof.source.line,
        field="purchase_reference",
        value=proof.experience_reference,
    )
