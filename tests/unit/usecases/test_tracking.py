"""What happens after an e-mail left: events of SES, the form, the review, the opt-out."""

from datetime import timedelta

import pytest

from chalicelib.domain.errors import ReviewAlreadySubmittedError, ReviewRequestNotFoundError
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.opt_out import OptOutOrigin, OptOutScope, OptOutWish
from chalicelib.domain.review import Review, ReviewAnswer
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.usecases.ports import DueRow, Tracking
from chalicelib.usecases.receive_proofs import receive_proofs
from chalicelib.usecases.record_email_event import record_email_event
from chalicelib.usecases.record_form_opened import record_form_opened
from chalicelib.usecases.record_opt_out import record_opt_out
from chalicelib.usecases.send_review_request import Sender, send_review_request
from chalicelib.usecases.show_review_request import show_review_request
from chalicelib.usecases.submit_review import submit_review
from tests.builders import IDENTITIES, NOW, WEBSITE_ID, a_collection, a_proof
from tests.fakes import FakeComposer, FakeMailer, FakeOptOuts, FakeReviewRequests, FakeWebsites

SOON = NOW + timedelta(minutes=5)


class Scene:
    """One request whose first e-mail has left, its reminder planned."""

    def __init__(self) -> None:
        collection = a_collection(reminder_delay_days=(7,))
        self.store, self.opt_outs, self.websites = FakeReviewRequests(), FakeOptOuts(), FakeWebsites(collection)
        (outcome,) = receive_proofs(self.store, IDENTITIES, collection, [a_proof()], now=NOW)
        self.id = outcome.review_request_ids[0]
        sender = Sender(self.store, self.opt_outs, self.websites, FakeComposer(), FakeMailer(), IDENTITIES)
        send_review_request(sender, DueRow(WEBSITE_ID, self.id, 0), now=NOW)
        self.tracking = Tracking(self.store, self.opt_outs, self.websites, IDENTITIES)

    @property
    def row(self) -> ReviewRequest:
        row = self.store.get(WEBSITE_ID, self.id)
        assert row is not None
        return row

    def told(self, fact: Fact) -> ReviewRequest | None:
        return record_email_event(self.tracking, website_id=WEBSITE_ID, review_request_id=self.id, fact=fact, now=SOON)

    def submit(self, *reviews: Review) -> ReviewRequest:
        return submit_review(self.store, website_id=WEBSITE_ID, review_request_id=self.id, reviews=reviews, now=SOON)

    def is_opted_out(self) -> bool:
        return self.opt_outs.covering(WEBSITE_ID, IDENTITIES.email_hash(self.row.customer_email)) is not None


GOOD = Review(None, ReviewAnswer(5, "Parfait"), initials_only=False, submitted_at=SOON)


def test_an_event_is_told_once_however_often_it_comes() -> None:
    scene = Scene()
    opened = Fact(SOON, FactKind.OPENED, 0)
    scene.told(opened)
    version = scene.row.version
    scene.told(opened)
    assert (scene.row.current.status.value, scene.row.version) == ("opened", version)


def test_events_alone_never_plan_an_email() -> None:
    scene = Scene()
    before = (scene.row.step, scene.row.due_at, scene.row.send_state)
    for kind in (FactKind.SENT, FactKind.DELIVERED, FactKind.DELAYED, FactKind.SOFT_BOUNCED, FactKind.OPENED):
        scene.told(Fact(SOON, kind, 0))
    assert (scene.row.step, scene.row.due_at, scene.row.send_state) == before


def test_a_complaint_is_an_opt_out_and_takes_the_reminder_away() -> None:
    scene = Scene()
    scene.told(Fact(SOON, FactKind.COMPLAINED, 0, "complained"))
    assert scene.is_opted_out()
    assert scene.row.due_at is None


def test_a_hard_bounce_takes_the_reminder_away() -> None:
    scene = Scene()
    scene.told(Fact(SOON, FactKind.BOUNCED, 0, "hard_bounce"))
    assert (scene.row.current.status.value, scene.row.due_at) == ("error", None)


def test_an_event_of_a_foreign_request_is_nobody_s() -> None:
    scene = Scene()
    fact = Fact(SOON, FactKind.OPENED, 0)
    other = "8b7e6d5c-4a39-4281-b706-f5e4d3c2b1a0"
    assert record_email_event(scene.tracking, website_id=other, review_request_id=scene.id, fact=fact, now=SOON) is None


def test_the_form_is_opened_once() -> None:
    scene = Scene()
    for minutes in (5, 9):
        record_form_opened(
            scene.store, website_id=WEBSITE_ID, review_request_id=scene.id, now=NOW + timedelta(minutes=minutes)
        )
    assert (scene.row.current.status.value, scene.row.current.at) == ("form_opened", SOON)


def test_a_review_is_kept_and_ends_the_reminders() -> None:
    scene = Scene()
    scene.submit(GOOD)
    assert (scene.row.current.status.value, scene.row.due_at) == ("review_submitted", None)
    assert scene.row.facts.has(FactKind.FORM_OPENED)
    found = show_review_request(scene.store, website_id=WEBSITE_ID, review_request_id=scene.id)
    assert found.reviews == (GOOD,)


def test_the_first_submission_stands() -> None:
    scene = Scene()
    scene.submit(GOOD)
    with pytest.raises(ReviewAlreadySubmittedError):
        scene.submit(Review(None, ReviewAnswer(1, "Changed my mind"), initials_only=False, submitted_at=SOON))
    found = show_review_request(scene.store, website_id=WEBSITE_ID, review_request_id=scene.id)
    assert found.reviews == (GOOD,)


@pytest.mark.parametrize("scope", OptOutScope)
def test_an_opt_out_is_kept_and_stops_what_is_planned(scope: OptOutScope) -> None:
    scene = Scene()
    wish = OptOutWish(scope, OptOutOrigin.PAGE, SOON)
    for _ in range(2):
        record_opt_out(scene.tracking, website_id=WEBSITE_ID, review_request_id=scene.id, wish=wish)
    assert scene.is_opted_out()
    assert (scene.row.current.reason, scene.row.due_at) == ("opted_out", None)


def test_an_unknown_request_is_not_found() -> None:
    scene = Scene()
    with pytest.raises(ReviewRequestNotFoundError):
        show_review_request(scene.store, website_id=WEBSITE_ID, review_request_id="0" * 25)
