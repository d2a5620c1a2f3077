"""Start an operation: kept first, then its message waits in the queue for the undo window to end."""

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.domain.errors import BusyError
from chalicelib.domain.operation_record import DEFAULT_UNDO, Operation, OperationState, Order, new_operation
from chalicelib.usecases.operation_ports import Desk
from chalicelib.usecases.run_operation import run_operation


def start_operation(desk: Desk, order: Order, *, now: datetime, undo: timedelta = DEFAULT_UNDO) -> Operation:
    """The operation as it stands: waiting, or done when it was for one request at once (`undo` zero).

    Raises InvalidParameterError naming what does not fit, WebsiteNotFoundError, BusyError when it cannot be started
    (it then counts as undone).
    """
    desk.websites.collection(order.website_id)
    operation = new_operation(order, now=now, undo=undo)
    desk.operations.add(operation)
    if not undo:
        return run_operation(desk, order.website_id, operation.operation_id, now=now, has_time=lambda: True)
    try:
        desk.queue.put(order.website_id, operation.operation_id, delay=undo)
    except BusyError:
        desk.operations.save(replace(operation, state=OperationState.UNDONE, ended_at=now))
        raise
    return operation
