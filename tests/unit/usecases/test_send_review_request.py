"""The send protocol with its ports: what reaches SES, and what every outcome leaves in the row."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.errors import BusyError, SendRefusedError, SendRejectedError, SendUnknownError
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.opt_out import OptOutScope
from chalicelib.domain.review_request import ReviewRequest, SendState
from chalicelib.domain.send_protocol import stop
from chalicelib.domain.sending import Pause, PauseOrigin, paused
from chalicelib.usecases.ports import Transition
from chalicelib.usecases.send_review_request import send_review_request
from chalicelib.usecases.sender import SendResult
from tests.builders import NOW, OTHER_WEBSITE_ID, WEBSITE_ID
from tests.fakes import FakeReviewRequests, FakeWebsites
from tests.unit.usecases.sending_scene import Scene


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
    assert scene.send(NOW + timedelta(minutes=20)) is SendResult.NOT_OURS
    assert scene.send(NOW + timedelta(days=1)) is SendResult.SETTLED
    for days in (1, 30):
        assert scene.send(NOW + timedelta(days=days)) is SendResult.NOT_OURS
    assert len(scene.mailer.mails) == 1
    assert (scene.row.current.status.value, scene.row.current.reason) == ("error", "unconfirmed")


class FailsToRecord(FakeReviewRequests):
    """A store that dies at the second change: right after SES accepted."""

    changes = 0

    def change(
        self, website_id: str, review_request_id: str, transition: Transition, *, known: ReviewRequest | None = None
    ) -> ReviewRequest | None:
        self.changes += 1
        if self.changes == 2:
            raise BusyError("slow down")
        return super().change(website_id, review_request_id, transition, known=known)


def test_a_lost_record_does_not_send_twice() -> None:
    scene = Scene(FailsToRecord())
    with pytest.raises(BusyError):
        scene.send()
    assert scene.send() is SendResult.NOT_OURS
    assert len(scene.mailer.accepted) == 1
    assert scene.row.send_state is SendState.SENDING


def test_a_claim_whose_owner_died_is_settled_by_the_next_sender_that_meets_it() -> None:
    scene = Scene(FailsToRecord())
    with pytest.raises(BusyError):
        scene.send()
    assert scene.send(NOW + timedelta(minutes=15)) is SendResult.SETTLED
    assert scene.row.send_state is SendState.UNCONFIRMED
    assert len(scene.mailer.mails) == 1


def test_nothing_leaves_before_its_time() -> None:
    scene = Scene()
    assert scene.send(NOW - timedelta(seconds=1)) is SendResult.NOT_OURS
    assert scene.mailer.mails == []


def test_a_stale_read_never_opens_the_door() -> None:
    scene = Scene()
    (stale,) = scene.store.released([scene.due])
    scene.change(lambda row: stop(row, Fact(NOW, FactKind.CANCELLED, reason="withdrawn")))
    assert send_review_request(scene.sender, stale, now=NOW) is SendResult.NOT_OURS
    assert scene.mailer.mails == []


def test_a_mail_composed_for_an_address_that_was_corrected_meanwhile_does_not_leave() -> None:
    scene = Scene()
    (stale,) = scene.store.released([scene.due])
    scene.change(lambda row: replace(row, customer_email="right@example.com"))
    assert send_review_request(scene.sender, stale, now=NOW) is SendResult.NOT_OURS
    assert scene.send() is SendResult.SENT
    assert [mail.to for mail in scene.mailer.mails] == ["right@example.com"]


def test_an_event_that_came_between_read_and_claim_does_not_hold_the_mail_back() -> None:
    scene = Scene()
    (stale,) = scene.store.released([scene.due])
    scene.change(lambda row: row.learning(Fact(NOW, FactKind.FORM_OPENED)))
    assert send_review_request(scene.sender, stale, now=NOW) is SendResult.SENT


def test_a_paused_website_sends_nothing_and_loses_nothing() -> None:
    scene = Scene()
    pause = Pause(PauseOrigin.MANUAL, "me", "holidays", NOW)
    scene.governor.change_sending(WEBSITE_ID, lambda state: paused(state, pause))
    assert scene.send() is SendResult.PAUSED
    assert (scene.row.send_state, scene.row.due_at) == (SendState.PLANNED, NOW)


def test_what_does_not_exist_is_nobody_s() -> None:
    scene = Scene()
    nowhere = replace(scene.due, review_request_id="0" * 25)
    assert scene.send(due=nowhere) is SendResult.NOT_OURS


def test_the_claim_remembers_what_was_composed_and_with_which_settings() -> None:
    scene = Scene(version=4)
    scene.send()
    scene.due = replace(scene.due, step=1)
    scene.send(NOW + timedelta(days=7))

    first, reminder = scene.row.mails
    left = scene.mailer.accepted
    assert (first.step, first.reminder, first.settings_version) == (0, 0, 4)
    assert (reminder.step, reminder.reminder) == (1, 1)
    assert [first.digest, reminder.digest] == [mail.digest for mail in left]
    assert scene.row.template == "standard"


def test_the_next_claim_replaces_what_a_refused_one_remembered() -> None:
    scene = Scene(version=4)
    scene.mailer.will(SendRefusedError("slow down"))
    scene.send()
    (refused,) = scene.row.mails
    renamed = replace(scene.rules.collection, name="Maison Martin", version=5)
    scene.sender = replace(scene.sender, websites=FakeWebsites(renamed))
    assert scene.row.due_at is not None
    assert scene.send(scene.row.due_at) is SendResult.SENT
    (accepted,) = scene.row.mails
    assert (refused.settings_version, accepted.settings_version) == (4, 5)
    assert accepted.digest == scene.mailer.accepted[0].digest != refused.digest
