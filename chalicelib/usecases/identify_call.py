"""Identify a call: a new one, or the one that its idempotency key stands for already."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from chalicelib.domain.call_errors import IdempotencyKeyReusedError
from chalicelib.domain.idempotency import IdempotencyKey, KeyedCall
from chalicelib.domain.transmission import TransmissionKind, new_transmission_id
from chalicelib.usecases.call_ports import IdempotencyKeys


@dataclass(frozen=True)
class Identified:
    """The identifier of a call's transmission, and when the call came first."""

    transmission_id: str
    received_at: datetime


def identify_call(
    keys: IdempotencyKeys, kind: TransmissionKind, key: IdempotencyKey | None, body: bytes, *, now: datetime
) -> Identified:
    """Without a key nothing is written, and every call is a new one.

    Raises IdempotencyKeyReusedError when the key stands for a call with another body. The same call may be under way
    elsewhere: both then do the same work for the same source, and come to the same outcome.
    """
    new = Identified(new_transmission_id(kind, now, str(uuid4())), now)
    if key is None:
        return new
    asked = KeyedCall(new.transmission_id, new.received_at, hashlib.sha256(body).hexdigest())
    known = keys.claim(key, asked, now=now)
    if known.body_hash != asked.body_hash:
        raise IdempotencyKeyReusedError("This idempotency key was sent with another body: send a new key with it.")
    return Identified(known.transmission_id, known.received_at)
