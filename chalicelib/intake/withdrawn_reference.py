"""The reference of a proof that a merchant withdraws, by the same rule as the proof's own."""

from pydantic_core import PydanticCustomError

from chalicelib.domain.sandbox import sandbox_reference
from chalicelib.intake import field_rules as rules
from chalicelib.intake.proof_schema import Arrival, reference_of
from chalicelib.intake.rejects import Reject, RejectCode


def read_withdrawn_reference(value: object, arrival: Arrival) -> str | Reject:
    """The canonical reference, or why it cannot be one; the reject's field is `purchase_reference`, its line unsaid."""
    try:
        reference = rules.read_reference("" if value is None else value)
    except PydanticCustomError as refused:
        code = RejectCode(refused.type)
        shown = str(value) if isinstance(value, str | int | float) and not rules.is_blank(value) else None
        raw = {"purchase_reference": value}
        detail = (refused.context or {}).get("detail", "")
        return Reject(code, reference_of(raw), field="purchase_reference", value=shown, detail=detail)
    return sandbox_reference(reference) if arrival.sandbox else reference
