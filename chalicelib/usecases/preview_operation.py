"""Count first: how many requests an operation would meet and how many of them it applies to. Changes nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.operation_record import Counts, Operation, Order, new_operation
from chalicelib.domain.operations import Refusal, RefusalCode
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.usecases.apply_operation import decide_operation, find_row
from chalicelib.usecases.operation_ports import Desk

PAGE_SIZE = 500
MOST_ROWS = 5_000


@dataclass(frozen=True)
class Preview:
    """`counts.done` is how many it applies to; not complete = there are more, or time ran out."""

    counts: Counts
    complete: bool


def preview_operation(
    desk: Desk, order: Order, *, now: datetime, undo: timedelta, has_time: Callable[[], bool]
) -> Preview:
    """Look at 5,000 requests at most, as long as there is time. Raises InvalidParameterError as starting would."""
    operation = new_operation(order, now=now, undo=undo)
    counts, complete = Counts(), True
    for page, more in _pages(desk, operation):
        counts = counts.adding(_result(desk, operation, row, now) for row in page)
        if more and (counts.matching >= MOST_ROWS or not has_time()):
            complete = False
            break
    return Preview(counts, complete)


def _pages(desk: Desk, operation: Operation) -> Iterator[tuple[list[ReviewRequest | None], bool]]:
    """Pages of rows, each with whether there are more. None stands for a request that does not exist."""
    website_id, wanted = operation.order.website_id, operation.order.selection.wanted
    if wanted is None:
        yield [find_row(desk, website_id, each) for each in operation.pending], False
        return
    zone = desk.websites.collection(website_id).zone
    after: str | None = None
    while True:
        page = desk.store.page(website_id, wanted, zone.key, size=PAGE_SIZE, after=after)
        after = page.next_after
        yield list(page.rows), after is not None
        if after is None:
            return


def _result(desk: Desk, operation: Operation, row: ReviewRequest | None, now: datetime) -> Refusal | None:
    if row is None:
        return Refusal(RefusalCode.NOT_FOUND)
    outcome = decide_operation(desk, operation, row, now=now)
    return outcome if isinstance(outcome, Refusal) else None
