"""The keys of what is known of calls; the table's other keys stand in `keys.py`.

| item | pk | sk |
|---|---|---|
| idempotency key | `W#<website>#CALL#<hash of client, route and key>` | `K` |
| rate of a client | `S#RATE#<hash of the client>` | `R` |
"""

import hashlib
import json

from chalicelib.adapters.keys import Key, website_calls
from chalicelib.domain.idempotency import IdempotencyKey


def idempotency_key(key: IdempotencyKey) -> Key:
    """Which call a key stands for. Raises WebsiteNotFoundError for what cannot be a website."""
    return Key(f"{website_calls(key.website_id)}#{_hash(key.client_id, key.route, key.text)}", "K")


def client_rate(client_id: str) -> Key:
    """Until when a client's rate is spoken for."""
    return Key(f"S#RATE#{_hash(client_id)}", "R")


def _hash(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]
