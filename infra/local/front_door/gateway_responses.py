"""API Gateway's own refusals, worded as the template's GatewayResponses say; the embedded AWS does not know these."""

import json

from starlette.responses import JSONResponse, Response


def as_amazon_words_it(response: Response) -> Response:
    """The same answer, unless it is one of the gateway's own refusals."""
    if response.status_code not in (401, 403):
        return response
    message = _bare_message(bytes(response.body))
    if message == "Missing Authentication Token":
        return refusal("not_found", "There is nothing at this address.", 404)
    if message == "Unauthorized":
        return refusal("UNAUTHORIZED", message, 401)
    if message.startswith("User is not authorized"):
        return refusal("ACCESS_DENIED", message, 403)
    return response


def refusal(code: str, message: str, status: int) -> Response:
    """The one shape of every error of the API."""
    return JSONResponse({"error": {"code": code, "message": message, "fields": []}}, status)


def _bare_message(body: bytes) -> str:
    """The message of a JSON object that holds nothing else; empty text for anything else."""
    try:
        parsed = json.loads(body)
    except ValueError:
        return ""
    if not isinstance(parsed, dict) or set(map(str.lower, parsed)) != {"message"}:
        return ""
    return str(next(iter(parsed.values())))
