"""Forged, expired and foreign access tokens: all are answered 401 by API Gateway."""

from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from chalice.app import AuthRequest

from chalicelib.api.auth import UnauthorizedError, authorize_bearer
from chalicelib.domain.signing import Scope
from tests.builders import WEBSITE_ID
from tests.functional.wired import PERSON_TOKEN, SIGNER, Suivi

KEY = SIGNER.derived_key(Scope.ACCESS)
IN_AN_HOUR = datetime.now(UTC) + timedelta(hours=1)
CLAIMS: dict[str, Any] = {
    "iss": "suivi",
    "sub": f"{WEBSITE_ID}.api",
    "website_id": WEBSITE_ID,
    "permissions": ["requests:read"],
    "exp": IN_AN_HOUR,
}


def bearer(claims: dict[str, Any], key: bytes = KEY, algorithm: str = "HS256", kid: str = "k1") -> str:
    return "Bearer " + jwt.encode(claims, key, algorithm=algorithm, headers={"kid": kid})


def authorize(header: str) -> dict[str, Any]:
    request = AuthRequest("TOKEN", header, "arn:aws:execute-api:eu-west-3:1:api/api/GET/v1/me")
    answer: dict[str, Any] = authorize_bearer(request).to_dict(request)
    return answer


def test_a_genuine_token_opens_every_route_once_and_for_all(suivi: Suivi) -> None:
    answer = authorize(bearer(CLAIMS))
    assert answer["principalId"] == f"{WEBSITE_ID}.api"
    assert answer["context"]["permissions"] == f'{{"{WEBSITE_ID}": ["requests:read"]}}'
    assert answer["policyDocument"]["Statement"][0]["Effect"] == "Allow"


def test_a_sandbox_credential_is_told_as_such(suivi: Suivi) -> None:
    assert authorize(bearer(CLAIMS))["context"]["sandboxes"] == "[]"
    assert authorize(bearer({**CLAIMS, "sandbox": True}))["context"]["sandboxes"] == f'["{WEBSITE_ID}"]'


def test_a_person_is_known_by_the_sign_in_provider(suivi: Suivi) -> None:
    assert authorize(f"Bearer {PERSON_TOKEN}")["principalId"] == "person"


UNSIGNED = jwt.encode(CLAIMS, None, algorithm="none", headers={"kid": "k1"})  # type: ignore[arg-type]  # PyJWT wants None here

REFUSED = {
    "no scheme": jwt.encode(CLAIMS, KEY),
    "empty": "Bearer ",
    "nonsense": "Bearer abc",
    "another key": bearer(CLAIMS, b"another key of thirty-two bytes!!"),
    "another scope's key": bearer(CLAIMS, SIGNER.derived_key(Scope.FORM)),
    "unknown key id": bearer(CLAIMS, kid="k9"),
    "expired": bearer({**CLAIMS, "exp": datetime.now(UTC) - timedelta(seconds=1)}),
    "another issuer": bearer({**CLAIMS, "iss": "somebody"}),
    "no end": bearer({name: value for name, value in CLAIMS.items() if name != "exp"}),
    "no signature": f"Bearer {UNSIGNED}",
}


@pytest.mark.parametrize("header", REFUSED.values(), ids=REFUSED.keys())
def test_anything_else_is_unauthorized(suivi: Suivi, header: str) -> None:
    with pytest.raises(UnauthorizedError, match=r"^Unauthorized$"):
        authorize(header)
