"""Who is calling: access tokens of machines (ours) and of people (the sign-in provider's), and what they grant."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from chalice.app import AuthRequest, AuthResponse, Request

from chalicelib.bootstrap import wiring
from chalicelib.domain.access import ROLE_PERMISSIONS, ApiClient, Grant, Permission
from chalicelib.domain.call_rate import USUAL_RATE, CallRate
from chalicelib.domain.errors import InvalidTokenError
from chalicelib.domain.signing import Scope

TOKEN_LIFETIME = timedelta(seconds=300)
ISSUER = "suivi"


def issue_access_token(client: ApiClient, *, now: datetime) -> str:
    """A JWT (HS256, our own key) that grants the client's permissions on its website for five minutes."""
    import jwt

    claims = {
        "iss": ISSUER,
        "sub": client.client_id,
        "website_id": client.website_id,
        "permissions": sorted(client.permissions),
        "sandbox": client.sandbox,
        "call_rate": [client.call_rate.per_second, client.call_rate.burst],
        "iat": now,
        "exp": now + TOKEN_LIFETIME,
    }
    kid = next(iter(wiring.signer.keys))
    return jwt.encode(claims, wiring.signer.derived_key(Scope.ACCESS), algorithm="HS256", headers={"kid": kid})


class UnauthorizedError(Exception):
    """API Gateway answers 401 when the authorizer dies with exactly the text `Unauthorized`, else 403 or 500
    (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html).
    """

    def __init__(self) -> None:
        super().__init__("Unauthorized")


def authorize_bearer(auth_request: AuthRequest) -> AuthResponse:
    """What the authorizer function answers: each view then asks the grant for its website.

    One answer is cached for all routes by API Gateway (style.md 7), hence `routes=["*"]`.
    """
    try:
        grant = grant_of(auth_request.token)
    except InvalidTokenError as cause:
        raise UnauthorizedError from cause
    permissions = {website_id: sorted(given) for website_id, given in grant.permissions.items()}
    context = {
        "permissions": json.dumps(permissions),
        "sandboxes": json.dumps(sorted(grant.sandboxes)),
        "call_rate": json.dumps([grant.call_rate.per_second, grant.call_rate.burst]),
    }
    return AuthResponse(routes=["*"], principal_id=grant.subject, context=context)


def grant_of(authorization: str) -> Grant:
    """The grant of an `Authorization` header. Raises InvalidTokenError."""
    import jwt

    scheme, _, token = authorization.strip().partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise InvalidTokenError("Send `Authorization: Bearer <access token>`.")
    try:
        algorithm = jwt.get_unverified_header(token).get("alg")
    except jwt.PyJWTError as cause:
        raise InvalidTokenError("This access token cannot be read.") from cause
    return _grant_of_machine(token) if algorithm == "HS256" else _grant_of_person(token)


def _grant_of_machine(token: str) -> Grant:
    import jwt

    kid = jwt.get_unverified_header(token).get("kid", "")
    if kid not in wiring.signer.keys:
        raise InvalidTokenError("Ask for a new access token.")
    key = wiring.signer.derived_key(Scope.ACCESS, kid)
    try:
        claims = jwt.decode(token, key, algorithms=["HS256"], issuer=ISSUER, options={"require": ["exp", "sub"]})
    except jwt.PyJWTError as cause:
        raise InvalidTokenError("Ask for a new access token.") from cause
    permissions = frozenset(Permission(word) for word in claims["permissions"])
    website_id = claims["website_id"]
    sandboxes = frozenset({website_id} if claims.get("sandbox") else ())
    return Grant(claims["sub"], {website_id: permissions}, sandboxes, _call_rate(claims.get("call_rate")))


def _grant_of_person(token: str) -> Grant:
    subject = wiring.sign_in_tokens.subject_of(token)
    memberships = wiring.websites.memberships(subject)
    return Grant(subject, {one.website_id: ROLE_PERMISSIONS[one.role] for one in memberships})


def current_grant(http_request: Request) -> Grant:
    """The grant the authorizer verified for this HTTP request."""
    context: dict[str, Any] = http_request.context["authorizer"]
    permissions = {
        website_id: frozenset(Permission(word) for word in words)
        for website_id, words in json.loads(context["permissions"]).items()
    }
    return Grant(
        str(context["principalId"]),
        permissions,
        frozenset(json.loads(context.get("sandboxes", "[]"))),
        _call_rate(json.loads(context.get("call_rate", "null"))),
    )


def _call_rate(told: list[int] | None) -> CallRate:
    return CallRate(*told) if told else USUAL_RATE


def real_now() -> datetime:
    """Tokens live in real time: the sign-in provider and the machines do not follow the local clock."""
    return datetime.now(UTC)
