"""The life of one review request, told by the real use cases in the order of its instants, up to now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from chalicelib.domain import reasons
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.opt_out import OptOutOrigin, OptOutScope, OptOutWish
from chalicelib.domain.proof import ReviewType
from chalicelib.domain.review import Review
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.send_protocol import settle_overdue_claim
from chalicelib.usecases.cancel_review_request import cancel_review_request
from chalicelib.usecases.operation_ports import Desk
from chalicelib.usecases.ports import DueRow, Released, StoredProof, Tracking
from chalicelib.usecases.record_email_event import record_email_event
from chalicelib.usecases.record_form_opened import record_form_opened
from chalicelib.usecases.record_opt_out import record_opt_out
from chalicelib.usecases.send_review_request import send_review_request
from chalicelib.usecases.sender import Sender, SendResult
from chalicelib.usecases.submit_review import submit_review
from infra.local.demo_shop.customers import Behaviour, DemoCustomer

MERCHANT = "demo shop"
_ASKED_AGAIN = (SendResult.POSTPONED, SendResult.SKIPPED, SendResult.LIMITED)
"""The e-mail, or the one after it, has a later date."""


@dataclass(frozen=True)
class Stage:
    """What lives are told with: the ports of sending, and those of a merchant who withdraws requests."""

    sender: Sender
    desk: Desk


@dataclass(frozen=True)
class Life:
    """One request and its customer. Nothing happens after `until`."""

    stage: Stage
    customer: DemoCustomer
    row: ReviewRequest
    until: datetime

    def live(self) -> None:
        """Send each e-mail when it is due, and let the customer react."""
        returned_at = self._returned_at()
        while True:
            row = self._current()
            sent_at = row.next_email_at
            if returned_at and (sent_at is None or sent_at > returned_at):
                self._withdraw(returned_at)
                return
            if sent_at is None or sent_at > self.until:
                return
            result = send_review_request(self.stage.sender, self._released(row), now=sent_at)
            if result is SendResult.SENT:
                self._react(row.step, sent_at)
            elif result is SendResult.UNKNOWN:
                self._give_up_waiting()
            elif result not in _ASKED_AGAIN:
                return

    def _released(self, row: ReviewRequest) -> Released:
        due = DueRow(row.website_id, row.review_request_id, row.step, row.proof_id)
        return Released(due, row, self._proof())

    def _returned_at(self) -> datetime | None:
        """When the customer sends the purchase back; the merchant then withdraws the request."""
        created = self.row.facts.get(FactKind.CREATED)
        if self.customer.behaviour is not Behaviour.RETURNS or created is None:
            return None
        at = self.customer.later(created.at, hours=(1, 60))
        return at if at <= self.until else None

    def _withdraw(self, at: datetime) -> None:
        cancel_review_request(
            self.stage.desk,
            website_id=self.row.website_id,
            review_request_id=self.row.review_request_id,
            by=MERCHANT,
            now=at,
        )

    def _give_up_waiting(self) -> None:
        """What the watchdog does a day later, when it is a day later."""
        settled_at = self._current().due_at
        if settled_at is not None and settled_at <= self.until:
            settle = partial(settle_overdue_claim, now=settled_at, rules=self.stage.sender.rules(self.row.website_id))
            self.stage.sender.store.change(self.row.website_id, self.row.review_request_id, settle)

    def _react(self, step: int, sent_at: datetime) -> None:
        """What SES and the customer do after an e-mail; each reaction comes after the one before."""
        behaviour = self.customer.behaviour
        if behaviour is Behaviour.BOUNCES:
            self._learn(FactKind.BOUNCED, step, self.customer.later(sent_at, hours=(0, 0.1)), reasons.HARD_BOUNCE)
            return
        at = self.customer.later(sent_at, hours=(0, 0.02))
        self._learn(FactKind.DELIVERED, step, at)
        if behaviour is Behaviour.IGNORES or step != self.customer.reacts_to:
            return
        at = self.customer.later(at, hours=(0.1, 40))
        if behaviour is not Behaviour.COMPLAINS:
            self._learn(FactKind.OPENED, step, at)
        self._act(self.customer.later(at, hours=(0.02, 1)), step)

    def _act(self, at: datetime, step: int) -> None:
        """What follows the opening."""
        acts: dict[Behaviour, Callable[[datetime, int], None]] = {
            Behaviour.OPENS_FORM: self._open_form,
            Behaviour.SUBMITS: self._submit,
            Behaviour.OPTS_OUT: self._opt_out,
            Behaviour.COMPLAINS: self._complain,
        }
        act = acts.get(self.customer.behaviour)
        if act is not None and at <= self.until:
            act(at, step)

    def _open_form(self, at: datetime, _step: int) -> None:
        website_id, request_id = self.row.website_id, self.row.review_request_id
        record_form_opened(self.stage.sender.store, website_id=website_id, review_request_id=request_id, now=at)

    def _submit(self, at: datetime, step: int) -> None:
        self._open_form(at, step)
        submitted_at = self.customer.later(at, hours=(0.02, 0.2))
        if submitted_at <= self.until:
            submit_review(
                self.stage.sender.store,
                website_id=self.row.website_id,
                review_request_id=self.row.review_request_id,
                reviews=self._reviews(submitted_at),
                now=submitted_at,
            )

    def _opt_out(self, at: datetime, _step: int) -> None:
        record_opt_out(
            self._tracking(),
            website_id=self.row.website_id,
            review_request_id=self.row.review_request_id,
            wish=OptOutWish(OptOutScope.MERCHANT, OptOutOrigin.PAGE, at),
        )

    def _complain(self, at: datetime, step: int) -> None:
        self._learn(FactKind.COMPLAINED, step, at, reasons.COMPLAINED)

    def _learn(self, kind: FactKind, step: int, at: datetime, reason: str = "") -> None:
        if at <= self.until:
            record_email_event(
                self._tracking(),
                website_id=self.row.website_id,
                review_request_id=self.row.review_request_id,
                fact=Fact(at, kind, step, reason),
                now=at,
            )

    def _reviews(self, at: datetime) -> list[Review]:
        asked = self.row.review_type.asked
        products = self._proof().proof.products if ReviewType.PRODUCT in asked else ()
        subjects = [None] if ReviewType.BRAND in asked else []
        return [
            self.customer.review(subject, self.row.language, at)
            for subject in (*subjects, *(product.product_ref for product in products))
        ]

    def _current(self) -> ReviewRequest:
        row = self.stage.sender.store.get(self.row.website_id, self.row.review_request_id)
        if row is None:
            raise LookupError("the demo shop's own request is missing")
        return row

    def _proof(self) -> StoredProof:
        stored = self.stage.sender.store.proof(self.row.website_id, self.row.proof_id)
        if stored is None:
            raise LookupError("the demo shop's own proof is missing")
        return stored

    def _tracking(self) -> Tracking:
        sender = self.stage.sender
        return Tracking(sender.store, sender.contacts, sender.websites, sender.identities, sender.holidays)
