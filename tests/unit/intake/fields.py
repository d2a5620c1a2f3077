"""Shortcuts to the schema: the usual fields with some changed, accepted or refused."""

from chalicelib.intake.proof_schema import ProofFields, Refused, read_fields
from chalicelib.intake.rejects import RejectCode
from tests.unit.intake.doors import ARRIVAL

USUAL = {
    "purchase_reference": "A-1",
    "purchase_date": "2024-03-04",
    "first_name": "Marie",
    "last_name": "Durand",
    "email": "marie.durand@example.com",
}


def accepted(**changes: object) -> ProofFields:
    """The fields, which must be right."""
    fields = read_fields({**USUAL, **changes}, ARRIVAL)
    assert isinstance(fields, ProofFields), fields
    return fields


def refused(**changes: object) -> tuple[RejectCode, str | None, str | None]:
    """Code, field and value of the refusal."""
    fields = read_fields({**USUAL, **changes}, ARRIVAL)
    assert isinstance(fields, Refused), fields
    return fields.reject.code, fields.reject.field, fields.reject.value
