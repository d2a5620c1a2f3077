"""The body of an operation's call becomes an order: what, to which requests, why, and for how long it can be undone."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib.api.filter_parameters import filter_from_json
from chalicelib.api.json_bodies import json_object
from chalicelib.domain.errors import InvalidParameterError
from chalicelib.domain.operation_record import (
    DEFAULT_UNDO,
    MOST_IDS,
    NOT_ASKED_FOR,
    OperationKind,
    Order,
    Selection,
)

KNOWN = frozenset({"kind", "review_request_ids", "filter", "at", "email", "reason", "undo_seconds", "dry_run"})
KINDS = tuple(kind for kind in OperationKind if kind not in NOT_ASKED_FOR)
"""What can be asked for by itself."""


@dataclass(frozen=True)
class Asked:
    """An order, its undo window, and whether it is only to be counted."""

    order: Order
    undo: timedelta
    dry_run: bool


def asked_operation(http_request: Any, website_id: str, by: str) -> Asked:
    """Understand the body. Raises InvalidParameterError naming what is wrong."""
    body = json_object(http_request, KNOWN)
    dry_run = body.get("dry_run", False)
    if not isinstance(dry_run, bool):
        raise InvalidParameterError("Send true or false.", field="dry_run")
    reason = body.get("reason", "")
    if not isinstance(reason, str):
        raise InvalidParameterError("The reason is a text.", field="reason")
    order = Order(
        website_id=website_id,
        kind=_kind(body.get("kind")),
        selection=Selection(_ids(body.get("review_request_ids", [])), filter_from_json(body.get("filter"))),
        reason=reason.strip() or ("count" if dry_run else ""),
        by=by,
        at=_at(body.get("at")),
        email=_email(body.get("email")),
    )
    return Asked(order, _undo(body.get("undo_seconds")), dry_run)


def _kind(word: object) -> OperationKind:
    kind = next((kind for kind in KINDS if kind.value == word), None)
    if kind is None:
        raise InvalidParameterError(f"Known kinds are {', '.join(KINDS)}.", field="kind")
    return kind


def _ids(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MOST_IDS or not all(isinstance(one, str) for one in value):
        raise InvalidParameterError(
            f"Send a list of at most {MOST_IDS} identifiers of review requests.", field="review_request_ids"
        )
    return tuple(value)


def _at(value: object) -> datetime | None:
    if value is None:
        return None
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise InvalidParameterError("Write the date with its offset, such as 2026-11-30T09:00:00+01:00.", field="at")
    return at.astimezone(UTC).replace(microsecond=0)


def _email(value: object) -> str | None:
    from chalicelib.intake.corrected_address import corrected_address

    return None if value is None else corrected_address(value)


def _undo(value: object) -> timedelta:
    if value is None:
        return DEFAULT_UNDO
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 900:
        raise InvalidParameterError("The undo window is a whole number of seconds from 0 to 900.", field="undo_seconds")
    return timedelta(seconds=value)
