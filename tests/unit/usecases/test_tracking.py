"""What happens after an e-mail left: events of SES, the form, the review."""

from datetime import timedelta

import pytest

from chalicelib.domain.errors import ReviewAlreadySubmittedError, ReviewRequestNotFoundError
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.review import Review, ReviewAnswer
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.usecases.record_email_event import record_email_event
from chalicelib.usecases.record_form_opened import record_form_opened
from chalicelib.usecases.show_review_request import show_review_request
from chalicelib.usecases.submit_review import submit_review
from tests.builders import NOW, OTHER_WEBSITE_ID, WEBSITE_ID
from tests.unit.usecases.followed import SOON, Followed


class Scene(Followed):
    """The customer answers."""

    def submit(self, *reviews: Review) -> ReviewRequest:
        return submit_review(self.store, website_id=WEBSITE_ID, review_request_id=self.id, reviews=reviews, now=SOON)


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


def test_an_event_of_a_foreign_request_is_nobody_s() -> None:
    scene = Scene()
    fact = Fact(SOON, FactKind.OPENED, 0)
    told = record_email_event(
        scene.tracking, website_id=OTHER_WEBSITE_ID, review_request_id=scene.id, fact=fact, now=SOON
    )
    assert told is None


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


def test_an_unknown_request_is_not_found() -> None:
    scene = Scene()
    with pytest.raises(ReviewRequestNotFoundError):
        show_review_request(scene.store, website_id=WEBSITE_ID, review_request_id="0" * 25)
