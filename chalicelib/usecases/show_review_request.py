"""Show one review request: its row, its proof, what the customer submitted, what people did to it."""

from dataclasses import dataclass

from chalicelib.domain.errors import ReviewRequestNotFoundError
from chalicelib.domain.facts import FactKind
from chalicelib.domain.identity import Identities
from chalicelib.domain.journal import JournalEntry
from chalicelib.domain.proof import ReviewType
from chalicelib.domain.review import Review
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.unknown_event import UnknownEvent
from chalicelib.usecases.contact_ports import Contacts
from chalicelib.usecases.email_event_ports import UnknownEvents
from chalicelib.usecases.operation_ports import Journal
from chalicelib.usecases.ports import ReviewRequests, StoredProof


@dataclass(frozen=True)
class Details:
    """All there is to know of one request.

    Attributes:
        reviews: the answers to what it asks, not to another request of its proof.
        journal: what people did to it, oldest first.
        unknown: what SES told about its e-mails and nobody understood.
        opted_out_by: who wrote the customer's opt-out down, for an entry by hand or an import.
    """

    row: ReviewRequest
    stored: StoredProof
    reviews: tuple[Review, ...]
    journal: tuple[JournalEntry, ...] = ()
    unknown: tuple[UnknownEvent, ...] = ()
    opted_out_by: str | None = None


@dataclass(frozen=True)
class Told:
    """The ports of what is told about a request beside its row."""

    journal: Journal
    unknown_events: UnknownEvents
    contacts: Contacts
    identities: Identities

    def opted_out_by(self, row: ReviewRequest) -> str | None:
        """Who wrote down the opt-out that ended this request; one more read, for such requests alone."""
        if not row.facts.has(FactKind.OPTED_OUT):
            return None
        found = self.contacts.opt_out_covering(row.website_id, self.identities.email_hash(row.customer_email))
        return found.recorded_by if found else None


def show_review_request(
    store: ReviewRequests, *, website_id: str, review_request_id: str, told: Told | None = None
) -> Details:
    """The details of one request of this website; without what is told beside it unless asked for.

    Raises ReviewRequestNotFoundError.
    """
    row = store.get(website_id, review_request_id)
    stored = store.proof(website_id, row.proof_id) if row else None
    if row is None or stored is None:
        raise ReviewRequestNotFoundError("No review request has this identifier.")
    reviews = store.reviews(website_id, row.proof_id)
    entries = told.journal.entries(website_id, row.proof_id) if told else ()
    unknown = told.unknown_events.unknown_events(website_id, row.proof_id) if told else ()
    return Details(
        row,
        stored,
        reviews=tuple(one for one in reviews if _answers(row, one)),
        journal=tuple(one for one in entries if one.review_request_id == review_request_id),
        unknown=tuple(one for one in unknown if one.review_request_id == review_request_id),
        opted_out_by=told.opted_out_by(row) if told else None,
    )


def _answers(row: ReviewRequest, review: Review) -> bool:
    about = ReviewType.BRAND if review.product_ref is None else ReviewType.PRODUCT
    return about in row.review_type.asked
