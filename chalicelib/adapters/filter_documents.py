"""Filters inside JSON documents: written by `dataclasses.asdict`, read here. Fields may be added, never renamed."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any

from chalicelib.domain.listing import ReviewRequestFilter
from chalicelib.domain.milestones import Milestone
from chalicelib.domain.proof import Channel, ReviewType, TransmissionMethod
from chalicelib.domain.status import Status

Read = Callable[[Any], Any]


def _set_of(kind: type[StrEnum]) -> Read:
    return lambda values: frozenset(kind(one) for one in values)


def _optional(read: Read) -> Read:
    return lambda value: None if value is None else read(value)


_READ: dict[str, Read] = {
    "first_day": _optional(date.fromisoformat),
    "last_day": _optional(date.fromisoformat),
    "statuses": _set_of(Status),
    "review_types": _set_of(ReviewType),
    "reasons": frozenset,
    "channels": _set_of(Channel),
    "shop_ids": frozenset,
    "transmission_methods": _set_of(TransmissionMethod),
    "languages": frozenset,
    "templates": frozenset,
    "sent_first_day": _optional(date.fromisoformat),
    "sent_last_day": _optional(date.fromisoformat),
    "reached": _optional(Milestone),
    "after_reminder": _optional(Milestone),
    "received_first_day": _optional(date.fromisoformat),
    "received_last_day": _optional(date.fromisoformat),
}


def filter_from(document: dict[str, Any]) -> ReviewRequestFilter:
    """A filter; a document written before a field was known matches anything in it."""
    return ReviewRequestFilter(**{name: read(document[name]) for name, read in _READ.items() if name in document})
