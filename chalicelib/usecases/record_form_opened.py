"""Record that a person, not a link scanner, opened the review form."""

from datetime import datetime

from chalicelib.domain.facts import Fact, FactKind
from chalicelib.usecases.ports import ReviewRequests


def record_form_opened(store: ReviewRequests, *, website_id: str, review_request_id: str, now: datetime) -> None:
    """Remember the first time; an unknown request is ignored, because the beacon has nobody to tell."""
    fact = Fact(now, FactKind.FORM_OPENED)
    store.change(website_id, review_request_id, lambda row: row.learning(fact))
