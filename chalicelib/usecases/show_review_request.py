"""Show one review request: its row, its proof, what the customer submitted."""

from dataclasses import dataclass

from chalicelib.domain.errors import ReviewRequestNotFoundError
from chalicelib.domain.review import Review
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.usecases.ports import ReviewRequests, StoredProof


@dataclass(frozen=True)
class Details:
    """All there is to know of one request."""

    row: ReviewRequest
    stored: StoredProof
    reviews: tuple[Review, ...]


def show_review_request(store: ReviewRequests, *, website_id: str, review_request_id: str) -> Details:
    """The details of one request of this website. Raises ReviewRequestNotFoundError."""
    row = store.get(website_id, review_request_id)
    stored = store.proof(website_id, row.proof_id) if row else None
    if row is None or stored is None:
        raise ReviewRequestNotFoundError("No review request has this identifier.")
    return Details(row, stored, tuple(store.reviews(website_id, row.proof_id)))
