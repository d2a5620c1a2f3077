"""Apply an operation to one row: decided on the row as it is, written together with its journal entry, never twice.

The entry's key is made of operation and row, and is written on condition that it is new, in one transaction with the
row. A crash leaves both or none; a redelivery finds the entry and leaves the row alone, whatever became of it since.
"""

from collections.abc import Callable
from datetime import datetime

from chalicelib.domain import operations
from chalicelib.domain.errors import ReviewRequestNotFoundError, VersionConflictError
from chalicelib.domain.journal import entry_of
from chalicelib.domain.operation_record import Operation, OperationKind
from chalicelib.domain.operations import Outcome, Refusal, RefusalCode
from chalicelib.domain.replanning import ReplanResult, needs_proof, replan
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.usecases.operation_ports import Desk

ATTEMPTS = 8


def apply_operation(
    desk: Desk, operation: Operation, review_request_id: str, *, now: datetime, known: ReviewRequest | None = None
) -> Refusal | None:
    """Do it to one row; None when it is done (now or before), else why it does not apply.

    `known` is the row as read for this very run: it spares the first read and the look into the journal, but refuses
    nothing, because it may be stale. Raises VersionConflictError when the row never stood still, BusyError when the
    store asks to slow down; trying again is safe.
    """
    if known is not None and _is_done(desk, operation, known, decide_operation(desk, operation, known, now=now), now):
        return None
    for _ in range(ATTEMPTS):
        row = find_row(desk, operation.order.website_id, review_request_id)
        if row is None:
            return Refusal(RefusalCode.NOT_FOUND)
        outcome = decide_operation(desk, operation, row, now=now)
        if _is_done(desk, operation, row, outcome, now):
            return None
        if isinstance(outcome, Refusal):
            return None if known is None and _was_done(desk, operation, row, now) else outcome
    raise VersionConflictError("The review request changed too often; try again.")


def _is_done(desk: Desk, operation: Operation, row: ReviewRequest, outcome: Outcome, now: datetime) -> bool:
    """Whether it is done, now or before; not when it does not apply to the row, or the row moved meanwhile."""
    if isinstance(outcome, Refusal):
        return False
    try:
        desk.journal.add(entry_of(operation, row, outcome, now=now), row, outcome)
    except VersionConflictError:
        return False
    return True


def decide_operation(desk: Desk, operation: Operation, row: ReviewRequest, *, now: datetime) -> Outcome:
    """The row afterwards, or why the operation does not apply to it; changes nothing."""
    return _DECISIONS[operation.order.kind](desk, operation, row, now)


def find_row(desk: Desk, website_id: str, review_request_id: str) -> ReviewRequest | None:
    """The row; None as well for a text that cannot be an identifier."""
    try:
        return desk.store.get(website_id, review_request_id)
    except ReviewRequestNotFoundError:
        return None


def _was_done(desk: Desk, operation: Operation, row: ReviewRequest, now: datetime) -> bool:
    """A row that the operation does not apply to any more may be one it was applied to before."""
    return desk.journal.has(entry_of(operation, row, row, now=now))


Decision = Callable[[Desk, Operation, ReviewRequest, datetime], Outcome]


def _reschedule(_desk: Desk, operation: Operation, row: ReviewRequest, now: datetime) -> Outcome:
    if operation.order.at is None:
        raise ValueError("an operation that reschedules holds a date")
    return operations.reschedule(row, at=operation.order.at, now=now)


def _correct_address(_desk: Desk, operation: Operation, row: ReviewRequest, now: datetime) -> Outcome:
    if operation.order.email is None:
        raise ValueError("an operation that corrects an address holds the new one")
    return operations.correct_address(row, email=operation.order.email, now=now)


def _withdraw(_desk: Desk, operation: Operation, row: ReviewRequest, now: datetime) -> Outcome:
    if operation.order.cause is None:
        raise ValueError("an operation that withdraws holds its cause")
    return operations.withdraw(row, cause=operation.order.cause, now=now)


def _replan(desk: Desk, operation: Operation, row: ReviewRequest, now: datetime) -> Outcome:
    rules = desk.rules(row.website_id, version=operation.order.settings_version or 0)
    stored = desk.store.proof(row.website_id, row.proof_id) if needs_proof(row, rules) else None
    found = replan(row, stored.proof if stored else None, rules=rules, now=now)
    return found.row if found.row is not row else Refusal(_LEFT_ALONE[found.result])


_LEFT_ALONE: dict[ReplanResult, RefusalCode] = {
    ReplanResult.UNCHANGED: RefusalCode.ALREADY_SO,
    ReplanResult.OPERATORS_DATE: RefusalCode.OPERATORS_DATE,
    ReplanResult.NOT_COLLECTED: RefusalCode.NOT_COLLECTED,
    ReplanResult.NOTHING_PLANNED: RefusalCode.NOTHING_PLANNED,
}

_DECISIONS: dict[OperationKind, Decision] = {
    OperationKind.CANCEL: lambda _desk, _operation, row, now: operations.cancel(row, now=now),
    OperationKind.SEND_NOW: lambda _desk, _operation, row, now: operations.send_now(row, now=now),
    OperationKind.RESCHEDULE: _reschedule,
    OperationKind.RESEND: lambda _desk, _operation, row, now: operations.resend(row, now=now),
    OperationKind.CORRECT_ADDRESS: _correct_address,
    OperationKind.REPLAN: _replan,
    OperationKind.WITHDRAW: _withdraw,
}
