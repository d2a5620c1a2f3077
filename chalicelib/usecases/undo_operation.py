"""Undo an operation that has not begun: nothing of it ever happens."""

from dataclasses import replace
from datetime import datetime

from chalicelib.domain.errors import OperationBegunError, OperationNotFoundError, VersionConflictError
from chalicelib.domain.operation_record import Operation, OperationState
from chalicelib.usecases.operation_ports import Operations


def undo_operation(operations: Operations, website_id: str, operation_id: str, *, now: datetime) -> Operation:
    """The operation, undone; undoing it again changes nothing.

    Raises OperationNotFoundError, OperationBegunError when its undo window is over.
    """
    operation = operations.get(website_id, operation_id)
    if operation is None:
        raise OperationNotFoundError("No operation of this website has this identifier.")
    if operation.state is OperationState.UNDONE:
        return operation
    if operation.state is not OperationState.WAITING:
        raise _begun()
    try:
        return operations.save(replace(operation, state=OperationState.UNDONE, ended_at=now))
    except VersionConflictError as cause:
        raise _begun() from cause


def _begun() -> OperationBegunError:
    return OperationBegunError("This operation has begun and cannot be undone any more.")
