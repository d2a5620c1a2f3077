"""A request whose first e-mail has left and whose reminder is planned, and what is told about it."""

from datetime import timedelta
from typing import Any

from chalicelib.domain.facts import Fact, FactKind, Facts
from chalicelib.domain.opt_out import OptOut, OptOutOrigin, OptOutScope, OptOutWish
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.usecases.ports import Tracking
from chalicelib.usecases.record_email_event import Recorded, record_email_event
from chalicelib.usecases.record_opt_out import record_opt_out
from tests.builders import (
    EXPERIENCE_AT,
    IDENTITIES,
    NOW,
    WEBSITE_ID,
    a_collection,
    a_customer,
    a_proof,
    a_review_request,
    a_stored_proof,
    locks_of,
    no_holidays,
)
from tests.fakes import FakeContacts, FakeReviewRequests, FakeWebsites

SOON = NOW + timedelta(minutes=5)
ADDRESS = a_customer().email


class Followed:
    """One request on fakes."""

    def __init__(self, **settings: Any) -> None:
        self.store, self.contacts = FakeReviewRequests(), FakeContacts()
        websites = FakeWebsites(a_collection(**settings))
        self.tracking = Tracking(self.store, self.contacts, websites, IDENTITIES, no_holidays)
        sent = Facts.of(Fact(NOW, FactKind.CREATED), Fact(NOW, FactKind.SENT, 0))
        self.id = self.add("ORDER-1001", facts=sent, step=1, reminder=1, due_at=NOW + timedelta(days=7))

    def add(self, reference: str, *, email: str = ADDRESS, **values: Any) -> str:
        """Another request, planned unless `values` say otherwise."""
        proof = a_proof(
            experience_reference=reference, experience_at=EXPERIENCE_AT, customer=a_customer(email=email), products=()
        )
        row = a_review_request(proof=proof, **values)
        self.store.add(a_stored_proof(proof), [row], locks_of(proof, row))
        return row.review_request_id

    def row_of(self, review_request_id: str) -> ReviewRequest:
        row = self.store.get(WEBSITE_ID, review_request_id)
        assert row is not None
        return row

    @property
    def row(self) -> ReviewRequest:
        return self.row_of(self.id)

    @property
    def opt_out(self) -> OptOut | None:
        """What holds against the customer of the request."""
        return self.contacts.opt_out_covering(WEBSITE_ID, IDENTITIES.email_hash(self.row.customer_email))

    def told(self, fact: Fact, review_request_id: str | None = None) -> Recorded:
        recorded = record_email_event(
            self.tracking,
            website_id=WEBSITE_ID,
            review_request_id=review_request_id or self.id,
            fact=fact,
            now=SOON,
        )
        assert recorded is not None
        return recorded

    def opts_out(self, scope: OptOutScope = OptOutScope.MERCHANT) -> None:
        wish = OptOutWish(scope, OptOutOrigin.PAGE, SOON)
        record_opt_out(self.tracking, website_id=WEBSITE_ID, review_request_id=self.id, wish=wish)
