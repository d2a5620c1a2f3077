"""An event we do not understand, in a form that can be kept: without the customer, and with a name of its own."""

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import datetime

from chalicelib.domain.unknown_event import UnknownEvent

BODY_LENGTH = 20_000
"""Characters; SNS lets through thirteen times as much, and what comes after would teach no reader more."""

_KIND_LENGTH = 40
_NO_KIND = "Unnamed"
_PERSONAL = re.compile(r"[^\s<>\"',;:]{1,64}@[^\s<>\"',;:]+|https?://\S+|\b(?:\d{1,3}\.){3}\d{1,3}\b")
"""Addresses of people and of machines, and links, which hold tokens. The bound is that of a local part (RFC 5321,
4.5.3.1.1): without it a long text that holds no address takes time that grows with its square.
"""

_PERSONAL_KEYS = frozenset({"ipaddress", "useragent", "headers", "commonheaders", "destination", "source"})
_DEPTH = 12
_LEFT_OUT = "..."
_KEPT_OF_THE_MAIL = ("timestamp", "messageId")


def unknown_event(message: str, event: Mapping[str, object], *, at: datetime, step: int) -> UnknownEvent:
    """What is kept of an event (`message` as it came): all but the mail's content and what looks personal."""
    mail = event.get("mail")
    kept_mail = {key: mail.get(key) for key in _KEPT_OF_THE_MAIL} if isinstance(mail, Mapping) else {}
    return UnknownEvent(
        kind=re.sub(r"[^A-Za-z0-9]", "", str(event.get("eventType", "")))[:_KIND_LENGTH] or _NO_KIND,
        at=at,
        step=step,
        fingerprint=hashlib.sha256(message.encode("utf-8", "surrogatepass")).hexdigest()[:12],
        body=json.dumps(_impersonal({**event, "mail": kept_mail}, _DEPTH))[:BODY_LENGTH],
    )


def _impersonal(value: object, depth: int) -> object:
    if depth == 0:
        return _LEFT_OUT
    if isinstance(value, str):
        return _PERSONAL.sub(_LEFT_OUT, value)
    if isinstance(value, Mapping):
        return {
            _PERSONAL.sub(_LEFT_OUT, key): (_LEFT_OUT if key.lower() in _PERSONAL_KEYS else _impersonal(one, depth - 1))
            for key, one in value.items()
        }
    return [_impersonal(one, depth - 1) for one in value] if isinstance(value, list) else value
