"""Signatures as the specification Standard Webhooks asks for (https://www.standardwebhooks.com).

`webhook-signature: v1,<base64 of HMAC-SHA256 over "<webhook-id>.<webhook-timestamp>.<body>">`, several parted by
spaces while a secret is being replaced. The secret itself, `whsec_<base64>`, is derived and stored nowhere.
"""

import base64
import hashlib
import hmac
from datetime import datetime

from chalicelib.domain.signing import Scope, Signer
from chalicelib.domain.webhooks import Webhook, WebhookSecret

PREFIX = "whsec_"


def shown_secret(signer: Signer, webhook: Webhook) -> str:
    """What a merchant keeps, shown once."""
    return PREFIX + base64.b64encode(_key(signer, webhook, webhook.secret.kid, webhook.secret.generation)).decode()


def signed_headers(signer: Signer, webhook: Webhook, event_id: str, body: bytes, *, now: datetime) -> dict[str, str]:
    """The three headers of a message."""
    timestamp = str(int(now.timestamp()))
    message = f"{event_id}.{timestamp}.".encode() + body
    signatures = [hmac.new(key, message, hashlib.sha256).digest() for key in _keys(signer, webhook, now)]
    return {
        "webhook-id": event_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(f"v1,{base64.b64encode(one).decode()}" for one in signatures),
    }


def _keys(signer: Signer, webhook: Webhook, now: datetime) -> list[bytes]:
    """The current key, and the one before while it is still good."""
    secret = webhook.secret
    keys = [_key(signer, webhook, secret.kid, secret.generation)]
    if secret.old_is_good(now=now):
        keys.append(_key(signer, webhook, _old_kid(secret), secret.generation - 1))
    return keys


def _old_kid(secret: WebhookSecret) -> str:
    return secret.old_kid or secret.kid


def _key(signer: Signer, webhook: Webhook, kid: str, generation: int) -> bytes:
    """32 bytes of its own for each website, webhook and generation."""
    about = f"{webhook.website_id}.{webhook.webhook_id}.{generation}".encode()
    return hmac.new(signer.derived_key(Scope.WEBHOOK, kid), about, hashlib.sha256).digest()
