"""Is this JSON a request of that SES operation? Answered by AWS's own service model, the one boto3 uses."""

import json
from functools import cache
from typing import Any

import botocore.session
from botocore.model import ServiceModel
from botocore.validate import ParamValidator
from starlette.requests import Request

from infra.local.ses_twin.errors import SesError, bad_request

MAX_REQUEST_BYTES = 60 * 1024 * 1024
"""A raw message of 40 MB travels as base64 (4/3 of its size) inside JSON; anything above cannot be acceptable."""


async def read_json(request: Request) -> dict[str, Any]:
    """Return the JSON object of the body; an empty body is an empty object.

    Raises:
        SesError: SerializationException when it is no JSON object, BadRequestException above MAX_REQUEST_BYTES.
    """
    received = bytearray()
    async for chunk in request.stream():
        received += chunk
        if len(received) > MAX_REQUEST_BYTES:
            raise bad_request("Message length is more than 41943040 bytes long.")
    try:
        body = json.loads(received or b"{}")
    except ValueError as error:
        raise SesError("SerializationException", "The request body is not JSON.") from error
    if not isinstance(body, dict):
        raise SesError("SerializationException", "The request body is not a JSON object.")
    return body


def check_shape(operation: str, body: dict[str, Any]) -> None:
    """Raise BadRequestException when the body has an unknown, missing, mistyped or too long part.

    `operation` is a name of the sesv2 model, for example "SendEmail"; `body` holds its members, path ones included.
    """
    shape: Any = _model().operation_model(operation).input_shape
    report = ParamValidator().validate(body, shape)
    if report.has_errors():
        raise bad_request(report.generate_report())
    _check_limits(body, shape)


@cache
def _model() -> ServiceModel:
    """Return AWS's description of the service; read from botocore's data once."""
    return botocore.session.get_session().get_service_model("sesv2")


def _check_limits(value: Any, shape: Any) -> None:
    """Check enumerations and list lengths, which botocore's validator leaves to the service."""
    if shape.type_name == "structure":
        for name, member in value.items():
            _check_limits(member, shape.members[name])
    elif shape.type_name == "list":
        _check_length(value, shape)
        for member in value:
            _check_limits(member, shape.member)
    elif shape.metadata.get("enum") and value not in shape.metadata["enum"]:
        raise bad_request(f"{shape.name}: {value!r} is not one of {', '.join(shape.metadata['enum'])}.")


def _check_length(value: list[Any], shape: Any) -> None:
    """Refuse a list longer than the model allows."""
    most = shape.metadata.get("max")
    if most is not None and len(value) > most:
        raise bad_request(f"{shape.name}: at most {most} entries, got {len(value)}.")
