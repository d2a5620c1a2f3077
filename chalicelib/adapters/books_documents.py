"""Checks of the books as JSON documents, and back."""

import json
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from chalicelib.adapters.json_text import json_text
from chalicelib.domain.books import CheckPlace, DayCheck, DoorCheck, KnownStatuses, Recounted, Statuses
from chalicelib.domain.proof import TransmissionMethod
from chalicelib.domain.status import Status
from chalicelib.domain.transmission import Books

Document = dict[str, Any]


def check_text(check: DayCheck) -> str:
    """A check."""
    return json_text(asdict(check))


def check_from(text: str) -> DayCheck:
    """What `check_text` wrote."""
    told: Document = json.loads(text)
    place = told["place"]
    return DayCheck(
        **told
        | {
            "day": date.fromisoformat(told["day"]),
            "doors": {TransmissionMethod(name): _door(door) for name, door in told["doors"].items()},
            "checked_at": _instant(told["checked_at"]) if told["checked_at"] else None,
            "place": CheckPlace(**place | {"so_far": _recounted(place["so_far"])}) if place else None,
        }
    )


def statuses_text(statuses: KnownStatuses) -> str:
    """What became of requests."""
    return json_text(asdict(statuses))


def statuses_from(text: str) -> KnownStatuses:
    """What `statuses_text` wrote."""
    told: Document = json.loads(text)
    return KnownStatuses(_statuses(told["statuses"]), _instant(told["counted_at"]), told["missing"])


def _door(told: Document) -> DoorCheck:
    return DoorCheck(**told | {"found": _recounted(told["found"]), "named": tuple(told["named"])})


def _recounted(told: Document) -> Recounted:
    return Recounted(Books(**told["books"]), _statuses(told["statuses"]), told["missing"])


def _statuses(told: Document) -> Statuses:
    return {Status(name): count for name, count in told.items()}


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
