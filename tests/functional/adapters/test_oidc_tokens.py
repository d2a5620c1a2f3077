"""Access tokens of people: only a genuine Cognito access token of our own client speaks for somebody."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from chalicelib.adapters.oidc_tokens import OIDCTokens
from chalicelib.domain.errors import InvalidTokenError

ISSUER = "https://cognito-idp.eu-west-3.amazonaws.com/eu-west-3_pool"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
FOREIGN_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PUBLIC = {**RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True), "kid": "k1", "alg": "RS256", "use": "sig"}
NOW = datetime.now(UTC)
CLAIMS: dict[str, Any] = {
    "iss": ISSUER,
    "sub": "person",
    "client_id": "page",
    "token_use": "access",
    "exp": NOW + timedelta(minutes=15),
}


class Keys(BaseHTTPRequestHandler):
    """Publishes one key, as a sign-in provider does."""

    def do_GET(self) -> None:
        body = json.dumps({"keys": [PUBLIC]}).encode()
        self.send_response(200 if self.path == "/.well-known/jwks.json" else 404)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def tokens() -> Iterator[OIDCTokens]:
    with HTTPServer(("127.0.0.1", 0), Keys) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield OIDCTokens(ISSUER, f"http://127.0.0.1:{server.server_port}", "page")
        server.shutdown()


def token(key: Any = KEY, kid: str = "k1", algorithm: str = "RS256", **changes: Any) -> str:
    claims = {name: value for name, value in {**CLAIMS, **changes}.items() if value is not None}
    return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": kid})


def test_a_genuine_access_token_names_its_person(tokens: OIDCTokens) -> None:
    assert tokens.subject_of(token()) == "person"


REFUSED = {
    "signed by another key": token(FOREIGN_KEY),
    "a key nobody published": token(kid="k2"),
    "another issuer": token(iss="https://somebody.example"),
    "another client": token(client_id="other"),
    "an id token": token(token_use="id"),
    "without use": token(token_use=None),
    "without subject": token(sub=None),
    "without end": token(exp=None),
    "expired": token(exp=NOW - timedelta(minutes=2)),
    "not yet valid": token(nbf=NOW + timedelta(minutes=5)),
    "the public key taken for a shared secret": token(PUBLIC["n"], algorithm="HS256"),
    "unsigned": token(None, algorithm="none"),
    "no token": "abc",
}


@pytest.mark.parametrize("forged", REFUSED.values(), ids=REFUSED.keys())
def test_anything_else_speaks_for_nobody(tokens: OIDCTokens, forged: str) -> None:
    with pytest.raises(InvalidTokenError):
        tokens.subject_of(forged)
