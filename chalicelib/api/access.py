"""Getting in: the authorizer of every guarded route, and the OAuth 2.0 token endpoint of machines."""

import base64
import binascii
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

from chalice.app import AuthRequest, AuthResponse, Response

from chalicelib.api.auth import TOKEN_LIFETIME, authorize_bearer, issue_access_token, real_now
from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.forms import FORM, Posted, posted_fields
from chalicelib.bootstrap import wiring
from chalicelib.domain.errors import InvalidCredentialsError
from chalicelib.usecases.authenticate_client import authenticate_client

access = ApiBlueprint(__name__)


@access.authorizer(ttl_seconds=60)
def authorize(auth_request: AuthRequest) -> AuthResponse:
    """Verify the bearer token of a machine or of a person."""
    return authorize_bearer(auth_request)


@access.route("/realms/skeepers/protocol/openid-connect/token", methods=["POST"], content_types=[FORM])
def get_token() -> Response:
    """Give a machine an access token (client credentials)."""
    return _token_answer()


@access.route("/am/oauth2/alpha/access_token", methods=["POST"], content_types=[FORM])
def get_token_alpha() -> Response:
    """Give a machine an access token, at the address of older clients."""
    return _token_answer()


def _token_answer() -> Response:
    """The answers of RFC 6749, sections 5.1 and 5.2; its errors have their own shape."""
    http_request = access.current_request
    fields = posted_fields(http_request)
    if fields.get("grant_type") != ["client_credentials"]:
        return _refusal(HTTPStatus.BAD_REQUEST, "unsupported_grant_type", "Send `grant_type=client_credentials`.")
    client_id, secret = _credentials(http_request.headers.get("authorization", ""), fields)
    pepper, now = wiring.identities.client_secret_pepper, wiring.clock.now()
    try:
        client = authenticate_client(wiring.websites, client_id=client_id, secret=secret, pepper=pepper, now=now)
    except InvalidCredentialsError as error:
        return _refusal(HTTPStatus.UNAUTHORIZED, error.code, error.message)
    body = {
        "access_token": issue_access_token(client, now=real_now()),
        "expires_in": int(TOKEN_LIFETIME.total_seconds()),
        "token_type": "Bearer",
        "scope": " ".join(sorted(client.permissions)),
    }
    return Response(body, headers={"Cache-Control": "no-store"})


_CHALLENGE: dict[str, str | list[str]] = {"WWW-Authenticate": 'Basic realm="suivi"'}


def _refusal(status: HTTPStatus, error: str, description: str) -> Response:
    headers = _CHALLENGE if status is HTTPStatus.UNAUTHORIZED else {}
    return Response({"error": error, "error_description": description}, headers, int(status))


def _credentials(authorization: str, fields: Posted) -> tuple[str, str]:
    """From the Basic header (parts may be form-encoded, RFC 6749 2.3.1), else from the body; empty when unreadable."""
    scheme, _, encoded = authorization.partition(" ")
    if scheme.lower() != "basic":
        return _first(fields, "client_id"), _first(fields, "client_secret")
    try:
        client_id, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return unquote(client_id), unquote(secret)


def _first(fields: Posted, name: str) -> str:
    return fields.get(name, [""])[0]


GUARD: dict[str, Any] = {"authorizer": authorize}
"""Keyword arguments of a guarded route."""
