"""API Gateway's own refusals, worded as the template's GatewayResponses say; the embedded AWS does not know these."""

import json
from http import HTTPStatus

from starlette.responses import JSONResponse, Response

NOT_FOUND = "There is nothing at this address."
TOO_LARGE = "The request is too large for one call."


def as_amazon_words_it(response: Response) -> Response:
    """The same answer, unless it is one of the gateway's own refusals."""
    if response.status_code not in (401, 403):
        return response
    message = _bare_message(bytes(response.body))
    if message == "Missing Authentication Token":
        return refusal("not_found", NOT_FOUND, HTTPStatus.NOT_FOUND)
    if message == "Unauthorized":
        return refusal("unauthorized", message, HTTPStatus.UNAUTHORIZED)
    if message.startswith("User is not authorized"):
        return refusal("access_denied", message, HTTPStatus.FORBIDDEN)
    return response


def refusal(code: str, detail: str, status: HTTPStatus) -> Response:
    """The one shape of every error of the API."""
    body = {
        "type": "about:blank",
        "title": status.phrase,
        "status": int(status),
        "code": code,
        "detail": detail,
        "errors": [],
    }
    return JSONResponse(body, int(status), media_type="application/problem+json")


def _bare_message(body: bytes) -> str:
    """The message of a JSON object that holds nothing else; empty text for anything else."""
    try:
        parsed = json.loads(body)
    except ValueError:
        return ""
    if not isinstance(parsed, dict) or set(map(str.lower, parsed)) != {"message"}:
        return ""
    return str(next(iter(parsed.values())))
