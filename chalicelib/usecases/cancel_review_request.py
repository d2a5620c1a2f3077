"""Cancel a review request at the merchant's wish: an operation on one row at once, without an undo window."""

from datetime import datetime

from chalicelib.domain.errors import ReviewRequestNotFoundError
from chalicelib.domain.operation_record import Operation, OperationKind, Order, Selection, new_operation_id
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.usecases.apply_operation import apply_operation, find_row
from chalicelib.usecases.operation_ports import Desk

REASON = "Withdrawn by the merchant"


def cancel_review_request(
    desk: Desk, *, website_id: str, review_request_id: str, by: str, now: datetime
) -> ReviewRequest:
    """The row afterwards. An e-mail on its way to SES at this very moment may still arrive; repeating changes nothing.

    Raises ReviewRequestNotFoundError when this website has no such request.
    """
    order = Order(website_id, OperationKind.CANCEL, Selection(ids=(review_request_id,)), REASON, by)
    operation = Operation(new_operation_id(now), order, created_at=now, starts_at=now)
    apply_operation(desk, operation, review_request_id, now=now)
    row = find_row(desk, website_id, review_request_id)
    if row is None:
        raise ReviewRequestNotFoundError("No review request has this identifier.")
    return row
