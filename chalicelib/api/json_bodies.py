"""JSON bodies of calls: read once, refused in words."""

from collections.abc import Collection
from typing import Any

from chalicelib.domain.call_errors import BodyTooLargeError, UnsupportedEncodingError
from chalicelib.domain.errors import InvalidParameterError
from chalicelib.intake.strict_json import read_json

MAX_BODY_BYTES = 5_000_000
"""Of every JSON body. Lambda takes 6 MB, in which the body stands once more quoted."""


def json_body(http_request: Any) -> object:
    """The body as JSON. Raises InvalidJsonError, and as `body_bytes`."""
    return read_json(body_bytes(http_request))


def body_bytes(http_request: Any) -> bytes:
    """The body as it came. Raises BodyTooLargeError and UnsupportedEncodingError."""
    if http_request.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
        raise UnsupportedEncodingError("Send the body as it is, without Content-Encoding.")
    body = bytes(http_request.raw_body or b"")
    if len(body) > MAX_BODY_BYTES:
        raise BodyTooLargeError(f"The body holds {len(body)} bytes; send at most {MAX_BODY_BYTES} per call.")
    return body


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
