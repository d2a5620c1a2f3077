"""The address an operator gives instead of one that was wrong."""

from pydantic_core import PydanticCustomError

from chalicelib.domain.errors import InvalidParameterError
from chalicelib.intake.field_rules import read_email


def corrected_address(value: object) -> str:
    """The address by the same rule as a proof's. Raises InvalidParameterError (`email`)."""
    try:
        return read_email(value)
    except PydanticCustomError as cause:
        raise InvalidParameterError("This is not an e-mail address that can be written to.", field="email") from cause
