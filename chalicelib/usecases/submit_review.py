"""Submit a review: the answers and the row change in one transaction; the first submission stands."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib.domain.errors import (
    ReviewAlreadySubmittedError,
    ReviewRequestNotFoundError,
    VersionConflictError,
)
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.review import Review
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.send_protocol import stop
from chalicelib.usecases.ports import ReviewRequests

ATTEMPTS = 8


def submit_review(
    store: ReviewRequests, *, website_id: str, review_request_id: str, reviews: Sequence[Review], now: datetime
) -> ReviewRequest:
    """Store the answers and stop the reminders; returns the row afterwards.

    Raises:
        ReviewRequestNotFoundError: no such request.
        ReviewAlreadySubmittedError: answered before; nothing was changed.
        VersionConflictError: the row never stood still; nothing was changed, trying again is safe.
    """
    for _ in range(ATTEMPTS):
        row = store.get(website_id, review_request_id)
        if row is None:
            raise ReviewRequestNotFoundError("No review request has this identifier.")
        after = _submitted(row, now)
        try:
            if not store.add_review(row, reviews, after):
                raise ReviewAlreadySubmittedError("This review was already submitted.")
        except VersionConflictError:
            continue
        return after
    raise VersionConflictError("The review request changed too often; try again.")


def _submitted(row: ReviewRequest, now: datetime) -> ReviewRequest:
    """A submission proves that the form was opened, whatever became of the beacon."""
    return stop(row.learning(Fact(now, FactKind.FORM_OPENED)), Fact(now, FactKind.REVIEW_SUBMITTED))
