"""A website's settings as a JSON document, and back.

A field missing from a stored document has its default, one that nobody knows any more is passed over.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any, TypeVar

from chalicelib.domain.collection import (
    Cap,
    CapAction,
    Collection,
    EmailText,
    OpenTracking,
    Reminder,
    ReminderCondition,
)
from chalicelib.domain.delays import Delay, DelayRule
from chalicelib.domain.proof import Channel, ReviewType
from chalicelib.domain.send_window import SendWindow
from chalicelib.domain.settings_history import SavedSettings

Document = dict[str, Any]
_Reader = Callable[[Any], Any]
_T = TypeVar("_T")


def saved_settings_from(text: str) -> SavedSettings:
    """One version of the settings, and who saved it."""
    document: Document = json.loads(text)
    at = document.get("at")
    return SavedSettings(
        collection=_collection(document["collection"]),
        at=None if at is None else datetime.fromisoformat(at),
        by=document.get("by", ""),
        note=document.get("note", ""),
    )


def _collection(document: Document) -> Collection:
    return _made(Collection, document, _COLLECTION)


def _made(kind: Callable[..., _T], document: Document, readers: dict[str, _Reader]) -> _T:
    """A dataclass from what the document holds of its fields; null and absence both give the default."""
    known = {field.name for field in fields(kind)}  # type: ignore[arg-type]  # always called with a dataclass
    present = {name: value for name, value in document.items() if name in known and value is not None}
    return kind(**{name: readers[name](value) if name in readers else value for name, value in present.items()})


def _each(read: _Reader) -> _Reader:
    def read_all(documents: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(read(one) for one in documents)

    return read_all


def _delay(document: Document) -> Delay:
    return _made(Delay, document, {})


def _delay_rule(document: Document) -> DelayRule:
    return _made(DelayRule, document, {"review_type": ReviewType, "delay": _delay, "channel": Channel})


def _text(document: Document) -> EmailText:
    return _made(EmailText, document, {})


def _reminder(document: Document) -> Reminder:
    return _made(Reminder, document, {"delay": _delay, "condition": ReminderCondition, "texts": _each(_text)})


def _cap(document: Document) -> Cap:
    return _made(Cap, document, {"action": CapAction})


def _window(document: Document) -> SendWindow:
    return _made(SendWindow, document, {"weekdays": tuple})


_COLLECTION: dict[str, _Reader] = {
    "languages": tuple,
    "brand_delay": _delay,
    "product_delay": _delay,
    "delay_rules": _each(_delay_rule),
    "reminders": _each(_reminder),
    "send_window": _window,
    "cap": _cap,
    "forbidden_domains": tuple,
    "open_tracking": OpenTracking,
    "first_email_texts": _each(_text),
    "prestashop_states": tuple,
}
"""How the fields that are no plain JSON value are read."""
