"""The send protocol with its ports: what reaches SES, and what every outcome leaves in the row."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from chalicelib.domain.errors import BusyError, SendRefusedError, SendRejectedError, SendUnknownError
from chalicelib.domain.opt_out import OptOut, OptOutOrigin, OptOutScope, OptOutWish
from chalicelib.domain.review_request import ReviewRequest, SendState
from chalicelib.usecases.ports import DueRow, Transition
from chalicelib.usecases.receive_proofs import receive_proofs
from chalicelib.usecases.send_review_request import Sender, SendResult, send_review_request
from tests.builders import IDENTITIES, NOW, OTHER_WEBSITE_ID, WEBSITE_ID, a_collection, a_proof
from tests.fakes import FakeComposer, FakeMailer, FakeOptOuts, FakeReviewRequests, FakeWebsites


class Scene:
    """One accepted proof, due now, and everything a sender needs."""

    def __init__(self, store: FakeReviewRequests | None = None) -> None:
        self.store = store or FakeReviewRequests()
        self.mailer = FakeMailer()
        self.opt_outs = FakeOptOuts()
        collection = a_collection(reminder_delay_days=(7,))
        websites = FakeWebsites(collection)
        self.sender = Sender(self.store, self.opt_outs, websites, FakeComposer(), self.mailer, IDENTITIES)
        (outcome,) = receive_proofs(self.store, IDENTITIES, collection, [a_proof()], now=NOW)
        self.due = DueRow(WEBSITE_ID, outcome.review_request_ids[0], 0)

    def send(self, at: datetime = NOW) -> SendResult:
        return send_review_request(self.sender, self.due, now=at)

    @property
    def row(self) -> ReviewRequest:
        row = self.store.get(WEBSITE_ID, self.due.review_request_id)
        assert row is not None
        return row

    def opt_out(self, scope: OptOutScope, website_id: str = WEBSITE_ID) -> None:
        email_hash = IDENTITIES.email_hash(self.row.customer_email.upper())
        self.opt_outs.add(OptOut(website_id, email_hash, OptOutWish(scope, OptOutOrigin.PAGE, NOW)))


def test_one_mail_leaves_and_the_reminder_is_planned() -> None:
    scene = Scene()
    assert scene.send() is SendResult.SENT
    assert len(scene.mailer.accepted) == 1
    assert scene.row.current.status.value == "sent"
    assert (scene.row.step, scene.row.next_email_at) == (1, NOW + timedelta(days=7))


def test_a_repeated_delivery_sends_nothing() -> None:
    scene = Scene()
    scene.send()
    assert scene.send() is SendResult.NOT_OURS
    assert len(scene.mailer.mails) == 1


def test_the_reminder_leaves_as_a_step_of_its_own() -> None:
    scene = Scene()
    scene.send()
    scene.due = replace(scene.due, step=1)
    assert scene.send(NOW + timedelta(days=7)) is SendResult.SENT
    assert scene.row.current.status.value == "reminder_sent"
    assert scene.row.due_at is None


@pytest.mark.parametrize("scope", OptOutScope)
def test_an_opt_out_stops_the_mail_after_the_claim(scope: OptOutScope) -> None:
    scene = Scene()
    scene.opt_out(scope)
    assert scene.send() is SendResult.OPTED_OUT
    assert scene.mailer.mails == []
    assert (scene.row.current.status.value, scene.row.current.reason) == ("error", "opted_out")
    assert scene.row.due_at is None


def test_an_opt_out_from_another_merchant_does_not_count() -> None:
    scene = Scene()
    scene.opt_out(OptOutScope.MERCHANT, OTHER_WEBSITE_ID)
    assert scene.send() is SendResult.SENT


def test_a_refusal_is_tried_again_later_and_sent_once() -> None:
    scene = Scene()
    scene.mailer.will(SendRefusedError("slow down"))
    assert scene.send() is SendResult.REFUSED
    assert scene.send() is SendResult.NOT_OURS
    later = NOW + timedelta(minutes=10)
    assert scene.send(later) is SendResult.SENT
    assert len(scene.mailer.accepted) == 1


def test_a_rejection_is_an_error_with_its_reason() -> None:
    scene = Scene()
    scene.mailer.will(SendRejectedError("bad address"))
    assert scene.send() is SendResult.REJECTED
    assert (scene.row.current.status.value, scene.row.current.reason) == ("error", "rejected_by_ses")


def test_an_unknown_outcome_is_never_sent_again() -> None:
    scene = Scene()
    scene.mailer.will(SendUnknownError("lost answer"))
    assert scene.send() is SendResult.UNKNOWN
    assert scene.row.send_state is SendState.UNCONFIRMED
    for days in (0, 1, 30):
        assert scene.send(NOW + timedelta(days=days)) is SendResult.NOT_OURS
    assert len(scene.mailer.mails) == 1


class FailsToRecord(FakeReviewRequests):
    """A store that dies at the second change: right after SES accepted."""

    changes = 0

    def change(self, website_id: str, review_request_id: str, transition: Transition) -> ReviewRequest | None:
        self.changes += 1
        if self.changes == 2:
            raise BusyError("slow down")
        return super().change(website_id, review_request_id, transition)


def test_a_lost_record_does_not_send_twice() -> None:
    scene = Scene(FailsToRecord())
    with pytest.raises(BusyError):
        scene.send()
    assert scene.send() is SendResult.NOT_OURS
    assert len(scene.mailer.accepted) == 1
    assert scene.row.send_state is SendState.SENDING


def test_nothing_leaves_before_its_time() -> None:
    scene = Scene()
    assert scene.send(NOW - timedelta(seconds=1)) is SendResult.NOT_OURS
    assert scene.mailer.mails == []
