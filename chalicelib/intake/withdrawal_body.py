"""The body of a call that withdraws proofs."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from chalicelib.domain.errors import InvalidParameterError
from chalicelib.domain.transmission import Line
from chalicelib.domain.withdrawal import Withdrawal, WithdrawalCause
from chalicelib.intake.line_rejects import line_of_reject
from chalicelib.intake.proof_schema import Arrival
from chalicelib.intake.rejects import Reject
from chalicelib.intake.withdrawn_reference import read_withdrawn_reference

MOST_REFERENCES = 50
NAMES = frozenset({"purchase_reference", "purchase_references", "cause"})


def read_withdrawals(body: Mapping[str, Any], arrival: Arrival) -> list[Withdrawal | Line]:
    """Each reference once, with its places in the body; a line for each that cannot be one.

    Raises InvalidParameterError naming what is wrong with the body as a whole.
    """
    cause = _cause(body.get("cause"))
    places: dict[str, list[int]] = {}
    refused: list[Line] = []
    for number, value in enumerate(_references(body), start=1):
        reference = read_withdrawn_reference(value, arrival)
        if isinstance(reference, Reject):
            refused.append(_refused(reference, number))
        else:
            places.setdefault(reference, []).append(number)
    wishes = [Withdrawal(reference, arrival.source_id, cause, tuple(lines)) for reference, lines in places.items()]
    return [*wishes, *refused]


def _references(body: Mapping[str, Any]) -> list[Any]:
    one, many = body.get("purchase_reference"), body.get("purchase_references")
    if (one is None) == (many is None):
        raise InvalidParameterError("Give `purchase_reference` or `purchase_references`.", field="purchase_references")
    if many is None:
        return [one]
    if not isinstance(many, list) or not 1 <= len(many) <= MOST_REFERENCES:
        raise InvalidParameterError(f"Give a list of 1 to {MOST_REFERENCES}.", field="purchase_references")
    return many


def _cause(word: object) -> WithdrawalCause:
    if word is None:
        return WithdrawalCause.OTHER
    cause = next((cause for cause in WithdrawalCause if cause.value == word), None)
    if cause is None:
        raise InvalidParameterError(f"Known causes are {', '.join(WithdrawalCause)}.", field="cause")
    return cause


def _refused(reject: Reject, number: int) -> Line:
    return replace(line_of_reject(replace(reject, line=number)), withdraws=True)
