"""The journal: what people did to a request, who, when, why, and what stood there before."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.operation_record import Operation, OperationKind
from chalicelib.domain.review_request import ReviewRequest


@dataclass(frozen=True)
class Change:
    """One thing that is different now, as text; instants are ISO 8601."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class JournalEntry:
    """What one operation did to one request. An operation does something to a request at most once.

    Attributes:
        asked_at: when the operation was asked for; with the operation and the request it makes the entry's key.
        at: when it was done to this request.
        by: the subject of who asked for it.
        reason: why, in the words of who asked for it.
        step: number of the e-mail the request stands at afterwards.
    """

    website_id: str
    proof_id: str
    review_request_id: str
    operation_id: str
    kind: OperationKind
    asked_at: datetime
    at: datetime
    by: str
    reason: str
    step: int
    changes: tuple[Change, ...] = ()


def entry_of(operation: Operation, row: ReviewRequest, after: ReviewRequest, *, now: datetime) -> JournalEntry:
    """The entry for an operation that turns `row` into `after`."""
    order = operation.order
    return JournalEntry(
        website_id=row.website_id,
        proof_id=row.proof_id,
        review_request_id=row.review_request_id,
        operation_id=operation.operation_id,
        kind=order.kind,
        asked_at=operation.created_at,
        at=now,
        by=order.by,
        reason=order.reason,
        step=after.step,
        changes=_changes(row, after),
    )


def _changes(row: ReviewRequest, after: ReviewRequest) -> tuple[Change, ...]:
    compared = {
        "customer_email": (row.customer_email, after.customer_email),
        "next_email_at": (_text(row.next_email_at), _text(after.next_email_at)),
        "review_type": (row.review_type.value, after.review_type.value),
    }
    return tuple(Change(field, was, now) for field, (was, now) in compared.items() if was != now)


def _text(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None
