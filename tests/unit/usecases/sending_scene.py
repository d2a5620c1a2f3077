"""One accepted proof, due now, and everything a sender needs."""

from datetime import datetime
from typing import Any

from chalicelib.domain.collection import Reminder
from chalicelib.domain.delays import Delay
from chalicelib.domain.opt_out import OptOut, OptOutOrigin, OptOutScope, OptOutWish
from chalicelib.domain.proof import Proof
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.usecases.ports import DueRow, Transition
from chalicelib.usecases.receive_proofs import receive_proofs
from chalicelib.usecases.send_review_request import send_review_request
from chalicelib.usecases.sender import Sender, SendResult
from tests.builders import IDENTITIES, NOW, WEBSITE_ID, a_proof, a_rules, no_holidays
from tests.fakes import (
    FakeClock,
    FakeComposer,
    FakeContacts,
    FakeGovernor,
    FakeMailer,
    FakeReviewRequests,
    FakeWebsites,
)


class Scene:
    """A website with the settings named, one proof received at NOW, and the sender on fakes."""

    def __init__(self, store: FakeReviewRequests | None = None, proof: Proof | None = None, **settings: Any) -> None:
        self.store = store or FakeReviewRequests()
        self.mailer, self.contacts, self.governor = FakeMailer(), FakeContacts(), FakeGovernor()
        self.clock = FakeClock(NOW)
        self.rules = a_rules(**{"reminders": (Reminder(Delay(days=7)),)} | settings)
        self.sender = Sender(
            store=self.store,
            contacts=self.contacts,
            websites=FakeWebsites(self.rules.collection),
            composer=FakeComposer(),
            mailer=self.mailer,
            governor=self.governor,
            identities=IDENTITIES,
            holidays=no_holidays,
            clock=self.clock,
        )
        self.due = self.receive(proof or a_proof())

    def receive(self, proof: Proof) -> DueRow:
        """One more proof; its request's first e-mail."""
        (outcome,) = receive_proofs(self.store, IDENTITIES, self.rules, [proof], now=NOW)
        row = self.store.get(WEBSITE_ID, outcome.review_request_ids[0])
        assert row is not None
        return DueRow(WEBSITE_ID, row.review_request_id, 0, row.proof_id)

    def send(self, at: datetime = NOW, due: DueRow | None = None) -> SendResult:
        """What the sender does with a released e-mail at an instant."""
        (released,) = self.store.released([due or self.due])
        return send_review_request(self.sender, released, now=at)

    @property
    def row(self) -> ReviewRequest:
        """The row of the first proof."""
        return self.row_of(self.due)

    def row_of(self, due: DueRow) -> ReviewRequest:
        """The row as it stands."""
        row = self.store.get(due.website_id, due.review_request_id)
        assert row is not None
        return row

    def change(self, transition: Transition) -> None:
        """A transition from elsewhere."""
        assert self.store.change(WEBSITE_ID, self.due.review_request_id, transition) is not None

    def opt_out(self, scope: OptOutScope, website_id: str = WEBSITE_ID) -> None:
        """The customer no longer wants e-mails."""
        email_hash = IDENTITIES.email_hash(self.row.customer_email.upper())
        self.contacts.add_opt_out(OptOut(website_id, email_hash, OptOutWish(scope, OptOutOrigin.PAGE, NOW)))
