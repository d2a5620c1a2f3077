"""Lines of a transmission: from what became of proofs and withdrawals, and as text, one JSON document a line."""

import json
from collections.abc import Iterable

from chalicelib.domain.proof_outcome import ProofOutcome, ProofResult
from chalicelib.domain.transmission import Line, LineResult
from chalicelib.domain.withdrawal import WithdrawalOutcome, WithdrawalResult

UNKNOWN_PROOF = "unknown_proof"
"""The `RejectCode` of a withdrawal whose reference nobody knows."""

_OF_PROOF: dict[ProofResult, tuple[LineResult, str | None]] = {
    ProofResult.ACCEPTED: (LineResult.ACCEPTED, None),
    ProofResult.DUPLICATE: (LineResult.DUPLICATE, None),
    ProofResult.CONFLICT: (LineResult.CONFLICT, "conflicting_proof"),
    ProofResult.NOTHING_TO_ASK: (LineResult.REJECTED, "nothing_to_ask"),
}

_OF_WITHDRAWAL: dict[WithdrawalResult, tuple[LineResult, str | None]] = {
    WithdrawalResult.WITHDRAWN: (LineResult.ACCEPTED, None),
    WithdrawalResult.NOTHING_PENDING: (LineResult.ACCEPTED, None),
    WithdrawalResult.ALREADY: (LineResult.DUPLICATE, None),
    WithdrawalResult.UNKNOWN: (LineResult.REJECTED, UNKNOWN_PROOF),
}
"""Result -> the line's result, and the `RejectCode` of one that must be corrected."""


def lines_of_proof(outcome: ProofOutcome) -> list[Line]:
    """One per row the proof was merged from; the first one made the requests."""
    result, code = _OF_PROOF[outcome.result]
    proof = outcome.proof
    field, value = ("purchase_reference", proof.experience_reference) if code else (None, None)
    made = outcome.made if result is LineResult.ACCEPTED else ()
    return [
        Line(
            number,
            result,
            proof.experience_reference,
            code=code,
            field=field,
            value=value,
            review_request_ids=outcome.review_request_ids,
            made=made if place == 0 else (),
        )
        for place, number in enumerate(proof.lines or (proof.source.line or 1,))
    ]


def lines_of_withdrawal(outcome: WithdrawalOutcome) -> list[Line]:
    """One per row of the wish."""
    result, code = _OF_WITHDRAWAL[outcome.result]
    wish = outcome.withdrawal
    field, value = ("purchase_reference", wish.experience_reference) if code else (None, None)
    return [
        Line(
            number,
            result,
            wish.experience_reference,
            code=code,
            field=field,
            value=value,
            withdraws=True,
            review_request_ids=outcome.review_request_ids,
        )
        for number in wish.lines
    ]


_DEFAULTS = vars(Line(0, LineResult.ACCEPTED))


def line_text(line: Line) -> str:
    """Compact JSON on one line; what says nothing is left out."""
    told = {name: value for name, value in vars(line).items() if value != _DEFAULTS[name] or name == "result"}
    return json.dumps(told, separators=(",", ":"), ensure_ascii=False)


def line_from(text: str) -> Line:
    """What `line_text` wrote."""
    told = json.loads(text)
    for name in ("review_request_ids", "made"):
        told[name] = tuple(told.get(name, ()))
    return Line(**{**told, "number": told.get("number", 0), "result": LineResult(told["result"])})


def lines_text(lines: Iterable[Line]) -> str:
    """Several, each ended by a line feed."""
    return "".join(line_text(line) + "\n" for line in lines)


def lines_from(text: str) -> list[Line]:
    """What `lines_text` wrote."""
    return [line_from(one) for one in text.split("\n") if one]
