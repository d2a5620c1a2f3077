"""Signed tokens: form links, unsubscribe links, page tokens (reliability.md 6.4).

`v1.<kid>.<payload>.<mac>`: payload is base64url JSON, mac the first 16 bytes of HMAC-SHA256 under a key derived for the
scope alone, so that a token of one scope is worth nothing in another.
"""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.errors import ExpiredTokenError, InvalidTokenError


class Scope(StrEnum):
    """What a token is good for; each scope has its own derived key."""

    FORM = "form"
    UNSUBSCRIBE = "unsubscribe"
    PAGE = "page"
    PAGE_NONCE = "page_nonce"
    ACCESS = "access"
    WEBHOOK = "webhook"
    WEBSERVICE_KEY = "webservice_key"
    IMPORT = "import"


Claims = dict[str, str | int]


@dataclass(frozen=True)
class Signer:
    """Signs with the newest key, verifies with every key still known (`keys` maps kid -> key, newest first)."""

    keys: Mapping[str, bytes]

    def sign(self, scope: Scope, claims: Claims) -> str:
        """A URL-safe token holding the claims, readable by anyone, forgeable by nobody. `exp` is epoch seconds."""
        kid = next(iter(self.keys))
        payload = _encode(json.dumps(claims, separators=(",", ":"), sort_keys=True).encode())
        return f"v1.{kid}.{payload}.{_encode(self._mac(kid, scope, payload))}"

    def verify(self, scope: Scope, token: str, *, now: datetime) -> Claims:
        """The claims of a token of this scope.

        Raises:
            InvalidTokenError: forged, of another scope or signed by a forgotten key.
            ExpiredTokenError: genuine, but past its `exp`.
        """
        version, kid, payload, mac = _parts(token)
        if version != "v1" or kid not in self.keys or not hmac.compare_digest(mac, self._mac(kid, scope, payload)):
            raise InvalidTokenError("This link or token is not valid.")
        claims: Claims = json.loads(_decode(payload))
        if int(claims.get("exp", 2**62)) < now.timestamp():
            raise ExpiredTokenError("This link or token has expired.")
        return claims

    def derived_key(self, scope: Scope, kid: str | None = None) -> bytes:
        """The 32-byte key of a scope, for standards that sign by themselves (JWT)."""
        master = self.keys[kid or next(iter(self.keys))]
        return hmac.new(master, b"suivi/" + scope.value.encode(), hashlib.sha256).digest()

    def _mac(self, kid: str, scope: Scope, payload: str) -> bytes:
        return hmac.new(self.derived_key(scope, kid), f"{kid}.{payload}".encode(), hashlib.sha256).digest()[:16]


def _parts(token: str) -> tuple[str, str, str, bytes]:
    try:
        version, kid, payload, mac = token.split(".")
        return version, kid, payload, _decode(mac)
    except (ValueError, binascii.Error) as cause:
        raise InvalidTokenError("This link or token is not valid.") from cause


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
