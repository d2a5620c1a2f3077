"""What is looked at once more when an e-mail is about to leave: window, limits, conditions, age, address, deadlines."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain import explanation
from chalicelib.domain.collection import Cap, CapAction, Reminder, ReminderCondition
from chalicelib.domain.delays import Delay
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.operations import correct_address, reschedule, resend
from chalicelib.domain.opt_out import OptOut, OptOutOrigin, OptOutScope, OptOutWish
from chalicelib.domain.proof import Proof
from chalicelib.domain.review_request import ReviewRequest, SendState
from chalicelib.domain.send_window import SendWindow
from chalicelib.domain.settings_history import SavedSettings
from chalicelib.usecases.contact_ports import Admission, Asking
from chalicelib.usecases.ports import Mail
from chalicelib.usecases.send_review_request import send_review_request
from chalicelib.usecases.sender import SendResult
from tests.builders import IDENTITIES, NOW, WEBSITE_ID, a_customer, a_proof
from tests.fakes import FakeClock, FakeComposer, FakeContacts
from tests.unit.usecases.sending_scene import Scene

DAY = timedelta(days=1)
NEXT_MORNING = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)  # 9:00 in Paris; NOW is Monday, 11:00 there


def another_proof() -> Proof:
    return a_proof(experience_reference="ORDER-2")


def test_outside_the_window_the_mail_waits_for_the_next_opening_and_says_why() -> None:
    scene = Scene(send_window=SendWindow(opens=9 * 60, closes=18 * 60))
    evening = NOW.replace(hour=20)
    assert scene.send(evening) is SendResult.POSTPONED
    assert (scene.row.due_at, scene.row.current.at) == (NEXT_MORNING, NEXT_MORNING)
    assert scene.row.explanation[-1] == explanation.window(evening)
    assert scene.send(NEXT_MORNING) is SendResult.SENT


def test_what_an_operator_asked_to_send_now_waits_for_no_window_and_no_limit() -> None:
    scene = Scene(send_window=SendWindow(opens=9 * 60, closes=12 * 60), cap=Cap(30))
    other = scene.receive(another_proof())
    assert scene.send(due=other) is SendResult.SENT
    evening = NOW.replace(hour=20)
    scene.change(lambda row: replace(row, urgent=True, due_at=evening))
    assert scene.send(evening) is SendResult.SENT
    assert not scene.row.urgent


def test_what_forbids_the_mail_between_read_and_claim_is_seen() -> None:
    scene = Scene(send_window=SendWindow(opens=9 * 60, closes=12 * 60))
    evening = NOW.replace(hour=20)
    scene.change(lambda row: replace(row, urgent=True, due_at=evening))
    (stale,) = scene.store.released([scene.due])
    scene.change(lambda row: replace(row, urgent=False))
    assert send_review_request(scene.sender, stale, now=evening) is SendResult.NOT_OURS
    assert scene.mailer.mails == []


def test_one_customer_gets_one_mail_a_day_and_the_other_leaves_the_next() -> None:
    scene = Scene()
    other = scene.receive(another_proof())
    assert scene.send() is SendResult.SENT
    assert scene.send(due=other) is SendResult.LIMITED
    row = scene.row_of(other)
    assert (row.send_state, row.due_at) == (SendState.PLANNED, NOW + DAY)
    assert row.explanation[-1].code == explanation.ONE_A_DAY
    assert scene.send(NOW + DAY, other) is SendResult.SENT


def test_a_day_of_25_hours_is_still_one_day() -> None:
    scene = Scene()
    other = scene.receive(another_proof())
    autumn = datetime(2027, 10, 30, 22, 30, tzinfo=UTC)  # 0:30 in Paris, on the day clocks are put back
    assert scene.send(autumn) is SendResult.SENT
    scene.store.change(other.website_id, other.review_request_id, lambda row: replace(row, due_at=autumn))
    assert scene.send(autumn, other) is SendResult.LIMITED
    assert scene.row_of(other).due_at == autumn + timedelta(hours=25)


def test_two_customers_do_not_hold_each_other_back() -> None:
    scene = Scene()
    proof = a_proof(experience_reference="B", customer=a_customer(email="other@example.com"))
    other = scene.receive(proof)
    assert [scene.send(), scene.send(due=other)] == [SendResult.SENT, SendResult.SENT]


def test_a_cap_defers_to_the_end_of_its_period() -> None:
    scene = Scene(cap=Cap(30), one_email_a_day=False)
    other = scene.receive(another_proof())
    scene.send()
    assert scene.send(NOW + 2 * DAY, other) is SendResult.LIMITED
    row = scene.row_of(other)
    assert (row.due_at, row.current.at) == (NOW + 30 * DAY, NOW + 30 * DAY)
    assert row.explanation[-1].code == explanation.CAPPED
    assert scene.send(NOW + 30 * DAY, other) is SendResult.SENT


def test_a_cap_that_drops_says_so_in_the_table() -> None:
    scene = Scene(cap=Cap(30, CapAction.DROP), one_email_a_day=False)
    other = scene.receive(another_proof())
    scene.send()
    assert scene.send(NOW + 2 * DAY, other) is SendResult.CANCELLED
    row = scene.row_of(other)
    assert (row.current.status.value, row.current.reason, row.due_at) == ("cancelled", "capped", None)


def test_a_cap_does_not_hold_back_the_reminder_of_the_request_it_counted() -> None:
    scene = Scene(cap=Cap(30))
    scene.send()
    assert scene.send(NOW + 7 * DAY, replace(scene.due, step=1)) is SendResult.SENT


CONDITIONS = [
    (ReminderCondition.ANY, None, True),
    (ReminderCondition.NOT_OPENED, None, True),
    (ReminderCondition.NOT_OPENED, FactKind.MACHINE_OPENED, True),
    (ReminderCondition.NOT_OPENED, FactKind.OPENED, False),
    (ReminderCondition.NOT_OPENED, FactKind.FORM_OPENED, False),
    (ReminderCondition.OPENED_WITHOUT_FORM, None, False),
    (ReminderCondition.OPENED_WITHOUT_FORM, FactKind.OPENED, True),
    (ReminderCondition.OPENED_WITHOUT_FORM, FactKind.FORM_OPENED, False),
    (ReminderCondition.FORM_WITHOUT_REVIEW, FactKind.OPENED, False),
    (ReminderCondition.FORM_WITHOUT_REVIEW, FactKind.FORM_OPENED, True),
]


@pytest.mark.parametrize(("condition", "fact", "leaves"), CONDITIONS)
def test_a_reminder_leaves_for_those_it_is_meant_for(
    condition: ReminderCondition, fact: FactKind | None, leaves: bool
) -> None:
    scene = Scene(reminders=(Reminder(Delay(days=7), condition), Reminder(Delay(days=5))))
    scene.send()
    if fact:
        scene.change(lambda row: row.learning(Fact(NOW, fact)))
    at = NOW + 7 * DAY
    assert scene.send(at, replace(scene.due, step=1)) is (SendResult.SENT if leaves else SendResult.SKIPPED)
    assert (scene.row.reminder, scene.row.step, scene.row.due_at) == (2, 2 if leaves else 1, at + 5 * DAY)


def test_the_last_reminder_skipped_ends_the_request() -> None:
    scene = Scene(reminders=(Reminder(Delay(days=7), ReminderCondition.FORM_WITHOUT_REVIEW),))
    scene.send()
    scene.send(NOW + 7 * DAY, replace(scene.due, step=1))
    assert (scene.row.send_state, scene.row.due_at) == (SendState.SENT, None)
    assert scene.row.current.status.value == "sent"
    assert scene.row.explanation[-1].code == explanation.REMINDER_SKIPPED


def test_an_experience_that_grew_too_old_while_waiting_is_cancelled_with_its_reason() -> None:
    scene = Scene(max_age_days=30)
    assert scene.send(NOW + 60 * DAY) is SendResult.CANCELLED
    assert (scene.row.current.status.value, scene.row.current.reason) == ("cancelled", "too_old")


def test_a_domain_forbidden_meanwhile_is_cancelled_with_its_reason() -> None:
    scene = Scene()
    forbidding = replace(scene.rules.collection, forbidden_domains=("example.com",))
    scene.sender.websites.save_settings(SavedSettings(forbidding))
    assert scene.send() is SendResult.CANCELLED
    assert (scene.row.current.reason, scene.row.due_at) == ("forbidden_domain", None)


class SlowContacts(FakeContacts):
    """Each answer takes as long as the next delay says."""

    def __init__(self, clock: FakeClock, *delays: float) -> None:
        super().__init__()
        self._clock, self._delays = clock, list(delays)

    def admit(self, asking: Asking) -> Admission:
        admission = super().admit(asking)
        self._clock.forward(seconds=self._delays.pop(0))
        return admission


def slow(*delays: float) -> Callable[[Scene], None]:
    def install(scene: Scene) -> None:
        scene.contacts = SlowContacts(scene.clock, *delays)
        scene.sender = replace(scene.sender, contacts=scene.contacts)

    return install


def test_an_answer_older_than_two_seconds_is_asked_again() -> None:
    scene = Scene()
    slow(2.5, 0.1)(scene)
    assert scene.send() is SendResult.SENT
    assert scene.contacts.asked == 2


def test_a_claim_older_than_five_seconds_is_given_back_and_nothing_leaves() -> None:
    scene = Scene()
    slow(2.5, 3.0)(scene)
    assert scene.send() is SendResult.LATE
    assert scene.mailer.mails == []
    assert (scene.row.send_state, scene.row.due_at) == (SendState.PLANNED, NOW + timedelta(seconds=60))


def test_an_address_that_bounced_before_is_an_error_that_can_be_corrected() -> None:
    scene = Scene()
    email_hash = IDENTITIES.email_hash(scene.row.customer_email)
    wish = OptOutWish(OptOutScope.MERCHANT, OptOutOrigin.HARD_BOUNCE, NOW)
    scene.contacts.add_opt_out(OptOut(WEBSITE_ID, email_hash, wish))
    assert scene.send() is SendResult.SUPPRESSED
    assert (scene.row.current.status.value, scene.row.current.reason) == ("error", "hard_bounce")
    corrected = correct_address(scene.row, email="right@example.com", now=NOW)
    assert isinstance(corrected, ReviewRequest)
    scene.change(lambda _row: corrected)
    assert scene.send(due=replace(scene.due, step=1)) is SendResult.SENT
    assert [mail.to for mail in scene.mailer.mails] == ["right@example.com"]


def test_a_date_an_operator_gave_is_not_moved_by_the_window() -> None:
    scene = Scene(send_window=SendWindow(opens=9 * 60, closes=18 * 60))
    evening = NOW.replace(hour=20)
    rescheduled = reschedule(scene.row, at=evening, now=NOW)
    assert isinstance(rescheduled, ReviewRequest)
    scene.change(lambda _row: rescheduled)
    assert scene.send(evening) is SendResult.SENT


def test_a_reminder_an_operator_asked_for_again_has_no_condition() -> None:
    scene = Scene(reminders=(Reminder(Delay(days=7), ReminderCondition.NOT_OPENED),))
    scene.send()
    scene.send(NOW + 7 * DAY, replace(scene.due, step=1))
    scene.change(lambda row: row.learning(Fact(NOW, FactKind.OPENED, 1)))
    again = resend(scene.row, now=NOW + 8 * DAY)
    assert isinstance(again, ReviewRequest)
    scene.change(lambda _row: again)
    assert scene.send(NOW + 8 * DAY, replace(scene.due, step=2)) is SendResult.SENT


def test_a_machine_that_slept_before_the_claim_looks_at_the_window_again() -> None:
    scene = Scene(send_window=SendWindow(opens=9 * 60, closes=12 * 60))

    class SlowComposer(FakeComposer):
        def compose(self, *args: Any, **given: Any) -> Mail:
            scene.clock.forward(hours=2)
            return super().compose(*args, **given)

    scene.sender = replace(scene.sender, composer=SlowComposer())
    assert scene.send() is SendResult.NOT_OURS
    assert scene.mailer.mails == []
    assert scene.send(NOW + timedelta(hours=2)) is SendResult.POSTPONED
