"""Run an operation page by page, however often its message is delivered.

The requests of a page are written down before they are worked on, and counted in the same write that names the next
page: a crash leaves the page to be done again, its rows are recognised by the journal, and every count stays exact
although rows leave a filtered selection by being worked on.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.domain.errors import BusyError, OperationNotFoundError
from chalicelib.domain.facts import FactKind
from chalicelib.domain.operation_record import Operation, OperationKind, OperationState
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.usecases.apply_operation import apply_operation
from chalicelib.usecases.operation_ports import Desk

PAGE_SIZE = 50
PAUSE_WHEN_BUSY = timedelta(seconds=30)


@dataclass(frozen=True)
class Step:
    """An operation with a page written down, and the rows of that page as they were read."""

    operation: Operation
    rows: dict[str, ReviewRequest]


def run_operation(
    desk: Desk, website_id: str, operation_id: str, *, now: datetime, has_time: Callable[[], bool]
) -> Operation:
    """The operation as it stands afterwards: done, undone, or still running with a message that lets it go on.

    When the store asks to slow down, that message comes half a minute later.

    Raises:
        OperationNotFoundError: no such operation.
        VersionConflictError: somebody else runs it at this moment; the message must be delivered again, because the
            other one may die.
        BusyError: nothing could be read or enqueued; what was done stays, the message must be delivered again.
    """
    operation = desk.operations.get(website_id, operation_id)
    if operation is None:
        raise OperationNotFoundError("No operation of this website has this identifier.")
    if operation.is_over:
        return operation
    begun = replace(operation, state=OperationState.RUNNING, ended_at=None)
    try:
        return _pages_done(desk, begun, now, has_time)
    except BusyError:
        desk.queue.put(website_id, operation_id, delay=PAUSE_WHEN_BUSY)
        return desk.operations.get(website_id, operation_id) or operation


def _pages_done(desk: Desk, operation: Operation, now: datetime, has_time: Callable[[], bool]) -> Operation:
    """Page after page, until all is done or another message is to go on."""
    step = _saved(desk, Step(operation, {}) if operation.pending else _read(desk, operation), now)
    while not step.operation.is_over:
        if not has_time():
            desk.queue.put(operation.order.website_id, operation.operation_id)
            return step.operation
        step = _saved(desk, _read(desk, _worked(desk, step, now)), now)
    return step.operation


def _worked(desk: Desk, step: Step, now: datetime) -> Operation:
    """The page done and counted."""
    operation = step.operation
    results = [apply_operation(desk, operation, each, now=now, known=step.rows.get(each)) for each in operation.pending]
    return replace(operation, counts=operation.counts.adding(results), pending=())


def _read(desk: Desk, operation: Operation) -> Step:
    """The next page written down."""
    wanted = operation.order.selection.wanted
    if operation.is_read or wanted is None:
        return Step(operation, {})
    website_id = operation.order.website_id
    zone = desk.websites.collection(website_id).zone
    page = desk.store.page(website_id, wanted, zone.key, size=PAGE_SIZE, after=operation.after)
    rows = {row.review_request_id: row for row in page.rows if _is_meant(row, operation)}
    following = replace(operation, pending=tuple(rows), after=page.next_after, is_read=page.next_after is None)
    return Step(following, rows)


def _is_meant(row: ReviewRequest, operation: Operation) -> bool:
    """A request that came in after the operation was asked for is nobody's wish; new settings are meant for all."""
    created = row.facts.get(FactKind.CREATED)
    is_older = created is not None and created.at <= operation.created_at
    return is_older or operation.order.kind is OperationKind.REPLAN


def _saved(desk: Desk, step: Step, now: datetime) -> Step:
    operation = step.operation
    if operation.is_read and not operation.pending:
        operation = replace(operation, state=OperationState.DONE, ended_at=now)
    return replace(step, operation=desk.operations.save(operation))


def give_up_operation(desk: Desk, website_id: str, operation_id: str, *, now: datetime) -> None:
    """Say that it failed too often and waits for a person; delivering its message once more lets it go on."""
    operation = desk.operations.get(website_id, operation_id)
    if operation is not None and not operation.is_over:
        desk.operations.save(replace(operation, state=OperationState.FAILED, ended_at=now))
