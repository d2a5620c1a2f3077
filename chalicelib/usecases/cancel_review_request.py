"""Cancel a review request at the merchant's wish: what is still planned never leaves, and the row says why."""

from datetime import datetime
from functools import partial

from chalicelib.domain import reasons
from chalicelib.domain.errors import ReviewRequestNotFoundError
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.send_protocol import stop
from chalicelib.usecases.ports import ReviewRequests


def cancel_review_request(
    store: ReviewRequests, *, website_id: str, review_request_id: str, now: datetime
) -> ReviewRequest:
    """The row afterwards. An e-mail on its way to SES at this very moment may still arrive; repeating changes nothing.

    Raises ReviewRequestNotFoundError when this website has no such request.
    """
    fact = Fact(now, FactKind.CANCELLED, reason=reasons.WITHDRAWN)
    row = store.change(website_id, review_request_id, partial(stop, fact=fact))
    if row is None:
        raise ReviewRequestNotFoundError("No review request has this identifier.")
    return row
