"""JSON bodies of calls: read once, refused in words."""

from collections.abc import Collection
from typing import Any

from chalice.app import BadRequestError

from chalicelib.domain.errors import InvalidParameterError


def json_body(http_request: Any) -> object:
    """The body as JSON. Raises InvalidParameterError (`body`) when it is none."""
    try:
        return http_request.json_body
    except (BadRequestError, RecursionError) as cause:
        raise InvalidParameterError("The body is not JSON: send JSON in UTF-8.", field="body") from cause


def json_object(http_request: Any, known: Collection[str]) -> dict[str, Any]:
    """The body as an object with no other names than those known, so that a slip of the pen is told.

    Raises InvalidParameterError naming what is wrong.
    """
    body = json_body(http_request)
    if not isinstance(body, dict):
        raise InvalidParameterError(f"Send a JSON object with {', '.join(sorted(known))}.", field="body")
    unknown = sorted(set(body) - set(known))
    if unknown:
        raise InvalidParameterError(f"Unknown name; known are {', '.join(sorted(known))}.", field=unknown[0])
    return body
