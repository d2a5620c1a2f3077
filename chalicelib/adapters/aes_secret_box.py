"""Secrets sealed with AES-256-GCM under a key derived from our own token secret.

`v1.<kid>.<base64url of nonce and ciphertext>`: what is sealed by an older key opens as long as that key is known.
"""

import base64
import binascii
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from chalicelib.domain.signing import Scope, Signer

_NONCE = 12
"""Bytes, random: a website's key is sealed a few times in its life, far below 2**32 under one key (NIST SP 800-38D)."""


class AesSecretBox:
    """Fits the port `SecretBox`. `about` is authenticated along, so that nothing sealed can be moved elsewhere."""

    def __init__(self, signer: Signer) -> None:
        self._signer = signer

    def seal(self, secret: str, about: str) -> str:
        """See the port."""
        kid = next(iter(self._signer.keys))
        nonce = secrets.token_bytes(_NONCE)
        content = nonce + self._cipher(kid).encrypt(nonce, secret.encode(), about.encode())
        return f"v1.{kid}.{base64.urlsafe_b64encode(content).decode()}"

    def open(self, sealed: str, about: str) -> str | None:
        """See the port."""
        version, _, rest = sealed.partition(".")
        kid, _, encoded = rest.partition(".")
        if version != "v1" or kid not in self._signer.keys:
            return None
        try:
            content = base64.urlsafe_b64decode(encoded)
            return self._cipher(kid).decrypt(content[:_NONCE], content[_NONCE:], about.encode()).decode()
        except (InvalidTag, ValueError, binascii.Error):
            return None

    def _cipher(self, kid: str) -> AESGCM:
        return AESGCM(self._signer.derived_key(Scope.WEBSERVICE_KEY, kid))
