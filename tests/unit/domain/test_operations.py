"""What an operator may do to a request, over every send state and every fact that matters."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product
from typing import Any

import pytest

from chalicelib.domain import explanation, operations
from chalicelib.domain.explanation import Because
from chalicelib.domain.facts import Fact, FactKind, Facts
from chalicelib.domain.operation_refusals import REFUSALS
from chalicelib.domain.operations import Outcome, Refusal, RefusalCode
from chalicelib.domain.review_request import FINAL_FACTS, ReviewRequest, SendState
from chalicelib.domain.send_protocol import claim
from chalicelib.domain.status import Status
from tests.builders import NOW, a_review_request

LATER = NOW + timedelta(days=3)
CREATED = Fact(NOW - timedelta(days=9), FactKind.CREATED)
SENT = Fact(NOW - timedelta(days=8), FactKind.SENT)
GIVEN_UP = "given up"
STATES: tuple[SendState | str, ...] = (*SendState, GIVEN_UP)
STOPS = (None, *FINAL_FACTS, FactKind.BOUNCED, FactKind.CANCELLED, FactKind.FAILED, FactKind.OPENED)


def a_row(state: SendState | str = SendState.PLANNED, *facts: Fact, **more: Any) -> ReviewRequest:
    """A row in a send state, as the protocol leaves it."""
    send_state = SendState.UNCONFIRMED if state == GIVEN_UP else SendState(state)
    due = {
        SendState.PLANNED: NOW + timedelta(days=1),
        SendState.SENDING: NOW - timedelta(minutes=2),
        SendState.UNCONFIRMED: None if state == GIVEN_UP else NOW + timedelta(hours=20),
    }.get(send_state)
    claimed_at = NOW - timedelta(minutes=2) if send_state is not SendState.PLANNED else None
    values = {"send_state": send_state, "due_at": due, "claimed_at": claimed_at, "planned_at": due or NOW}
    return a_review_request(facts=Facts.of(CREATED, *facts), **values | more)


def changed(outcome: Outcome) -> ReviewRequest:
    assert isinstance(outcome, ReviewRequest), outcome
    return outcome


def code(outcome: Outcome) -> RefusalCode | None:
    return outcome.code if isinstance(outcome, Refusal) else None


def final_of(stop: FactKind | None) -> RefusalCode | None:
    return RefusalCode(stop.value) if stop in FINAL_FACTS and stop else None


def expected(operation: str, state: SendState | str, stop: FactKind | None) -> RefusalCode | None:
    """The rule in words: what is planned can be moved, what is over can be sent again, nothing overrules a customer."""
    on_its_way = state in (SendState.SENDING, SendState.UNCONFIRMED)
    if operation == "cancel":
        is_open = state is SendState.PLANNED or on_its_way
        already = on_its_way and stop is FactKind.CANCELLED
        return RefusalCode.ALREADY_SO if already else None if is_open else RefusalCode.NOTHING_PLANNED
    if final_of(stop):
        return final_of(stop)
    if operation in ("send_now", "reschedule"):
        stopped = stop in (FactKind.BOUNCED, FactKind.CANCELLED)
        if on_its_way:
            return RefusalCode.EMAIL_ON_ITS_WAY
        return None if state is SendState.PLANNED and not stopped else RefusalCode.NOTHING_PLANNED
    if state is SendState.PLANNED:
        stopped = stop in (FactKind.BOUNCED, FactKind.CANCELLED)
        return None if operation == "correct_address" and not stopped else RefusalCode.EMAIL_PLANNED
    return RefusalCode.EMAIL_ON_ITS_WAY if on_its_way else None


def run(operation: str, row: ReviewRequest, now: datetime = NOW) -> Outcome:
    return {
        "cancel": lambda: operations.cancel(row, now=now),
        "send_now": lambda: operations.send_now(row, now=now),
        "reschedule": lambda: operations.reschedule(row, at=LATER, now=now),
        "resend": lambda: operations.resend(row, now=now),
        "correct_address": lambda: operations.correct_address(row, email="new@example.com", now=now),
    }[operation]()


OPERATIONS = ("cancel", "send_now", "reschedule", "resend", "correct_address")


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize(("state", "stop"), list(product(STATES, STOPS)))
def test_what_applies_to_what(operation: str, state: SendState | str, stop: FactKind | None) -> None:
    """A row still PLANNED after a stopping fact is a table restored from a backup; even then nothing leaves."""
    facts = [Fact(NOW - timedelta(days=1), stop)] if stop else []
    row = a_row(state, *facts)
    outcome = run(operation, row)
    assert code(outcome) == expected(operation, state, stop)
    if isinstance(outcome, ReviewRequest):
        assert outcome != row


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize(("state", "stop"), list(product(STATES, STOPS)))
def test_no_operation_opens_the_door_to_a_customer_who_is_done(
    operation: str, state: SendState | str, stop: FactKind | None
) -> None:
    row = a_row(state, *([Fact(NOW, stop)] if stop else []))
    outcome = run(operation, row)
    after = outcome if isinstance(outcome, ReviewRequest) else row
    opened = claim(after, step=after.step, now=NOW + timedelta(days=4))
    if final_of(stop) or state in (SendState.SENDING, SendState.UNCONFIRMED) or operation == "cancel":
        assert opened is None


def test_send_now_waits_for_nothing() -> None:
    after = changed(operations.send_now(a_row(), now=NOW))
    assert (after.due_at, after.urgent, after.current.at) == (NOW, True, NOW)
    assert after.explanation == (Because(explanation.SENT_NOW, ("2026-11-23T10:00:00Z",)),)
    assert code(operations.send_now(after, now=NOW)) is RefusalCode.ALREADY_SO


def test_an_operators_date_is_kept_as_given_and_marked() -> None:
    row = a_row(explanation=(Because("account"), Because(explanation.SENT_NOW)), urgent=True)
    after = changed(operations.reschedule(row, at=LATER, now=NOW))
    assert (after.due_at, after.urgent, after.current.at) == (LATER, False, LATER)
    assert after.explanation == (Because("account"), Because(explanation.RESCHEDULED, ("2026-11-24T10:00:00Z",)))
    assert operations.keeps_operators_date(after)
    assert not operations.keeps_operators_date(row_without_operator())
    assert code(operations.reschedule(after, at=LATER, now=NOW)) is RefusalCode.ALREADY_SO


def row_without_operator() -> ReviewRequest:
    return a_row(explanation=(Because("account"),))


def test_the_date_of_the_first_e_mail_stays_when_a_reminder_is_moved() -> None:
    row = a_row(SendState.PLANNED, SENT, step=1, reminder=1, planned_at=SENT.at)
    after = changed(operations.reschedule(row, at=LATER, now=NOW))
    assert (after.due_at, after.planned_at) == (LATER, SENT.at)


def test_a_date_that_came_meanwhile_is_now() -> None:
    after = changed(operations.reschedule(a_row(), at=NOW - timedelta(minutes=3), now=NOW))
    assert after.due_at == NOW


@pytest.mark.parametrize("state", [SendState.SENT, SendState.FAILED, SendState.CANCELLED, GIVEN_UP])
def test_a_resend_is_a_new_step_with_the_same_content(state: SendState | str) -> None:
    row = a_row(state, SENT, step=0)
    after = changed(operations.resend(row, now=NOW))
    assert (after.send_state, after.step, after.reminder, after.due_at) == (SendState.PLANNED, 1, 0, NOW)
    assert after.facts.get(FactKind.RESUMED, 1) == Fact(NOW, FactKind.RESUMED, 1, "resent")
    assert (after.current.status, after.current.at) == (Status.SCHEDULED, NOW)
    assert claim(after, step=0, now=NOW) is None
    assert claim(after, step=1, now=NOW) is not None


def test_a_reminder_that_was_sent_is_sent_again_as_a_reminder() -> None:
    row = a_row(SendState.SENT, SENT, Fact(NOW, FactKind.SENT, 1), step=1, reminder=1)
    after = changed(operations.resend(row, now=NOW))
    assert (after.step, after.reminder) == (2, 1)


def test_a_reminder_that_never_left_is_not_what_the_customer_got() -> None:
    row = a_row(SendState.SENT, SENT, Fact(NOW, FactKind.BOUNCED, 0, "hard_bounce"), step=1, reminder=1)
    after = changed(operations.correct_address(row, email="new@example.com", now=NOW))
    assert (after.step, after.reminder, after.customer_email) == (2, 0, "new@example.com")
    assert after.may_be_sent
    assert after.current.status is Status.SCHEDULED


def test_an_e_mail_on_its_way_says_how_long_to_wait() -> None:
    sending, unconfirmed = a_row(SendState.SENDING), a_row(SendState.UNCONFIRMED)
    assert operations.resend(sending, now=NOW) == Refusal(RefusalCode.EMAIL_ON_ITS_WAY, NOW + timedelta(minutes=13))
    assert operations.resend(unconfirmed, now=NOW) == Refusal(RefusalCode.EMAIL_ON_ITS_WAY, unconfirmed.due_at)


def test_a_planned_e_mail_goes_to_the_corrected_address_without_a_new_step() -> None:
    row = a_row()
    after = changed(operations.correct_address(row, email="new@example.com", now=NOW))
    assert after == replace(row, customer_email="new@example.com")
    same = row.customer_email.upper()
    assert code(operations.correct_address(row, email=same, now=NOW)) is RefusalCode.ALREADY_SO


def test_what_is_of_the_sandbox_is_corrected_within_it() -> None:
    row = replace(a_row(), experience_reference="sandbox:ORDER-1001")
    assert code(operations.correct_address(row, email="new@example.com", now=NOW)) is RefusalCode.SANDBOX_ADDRESS
    simulated = "bounce+1@simulator.amazonses.com"
    assert changed(operations.correct_address(row, email=simulated, now=NOW)).customer_email == simulated


def test_cancelled_sent_again_and_cancelled_again() -> None:
    cancelled = changed(operations.cancel(a_row(), now=NOW))
    again = changed(operations.resend(cancelled, now=NOW + timedelta(minutes=1)))
    assert again.current.status is Status.SCHEDULED
    ended = changed(operations.cancel(again, now=NOW + timedelta(minutes=2)))
    assert (ended.current.status, ended.due_at) == (Status.CANCELLED, None)


def test_every_refusal_has_its_sentences() -> None:
    assert set(REFUSALS) == set(RefusalCode)
    assert all(one.sentence_fr and one.sentence_en for one in REFUSALS.values())
