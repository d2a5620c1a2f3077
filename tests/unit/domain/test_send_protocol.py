"""Each transition of the send protocol: open only where it must be, and what it leaves behind."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest

from chalicelib.domain.collection import Reminder
from chalicelib.domain.delays import Delay
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.operations import resend
from chalicelib.domain.review_request import ReviewRequest, SendState
from chalicelib.domain.send_protocol import (
    cancel_claim,
    claim,
    learn_email_event,
    record_failed,
    record_sent,
    record_unknown,
    release_claim,
    settle_overdue_claim,
    stop,
)
from chalicelib.domain.status import CurrentStatus
from tests.builders import a_review_request, a_rules

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
REMINDED = a_rules(reminders=(Reminder(Delay(days=7)),))
NO_REMINDER = a_rules(reminders=())


def planned(**changes: Any) -> ReviewRequest:
    return a_review_request(due_at=NOW, planned_at=NOW, **changes)


def claimed() -> ReviewRequest:
    row = claim(planned(), step=0, now=NOW)
    assert row is not None
    return row


def test_a_claim_closes_the_door_and_stays_in_the_due_index_for_the_watchdog() -> None:
    row = claimed()
    assert (row.send_state, row.attempt, row.claimed_at) == (SendState.SENDING, 1, NOW)
    assert (row.due_at, row.next_email_at) == (planned().due_at, None)
    assert claim(row, step=0, now=NOW) is None


@pytest.mark.parametrize("kind", ["review_submitted", "opted_out", "complained", "bounced", "cancelled"])
def test_claim_is_closed_after_a_stopping_fact(kind: str) -> None:
    row = planned().learning(Fact(NOW, FactKind(kind)))
    assert claim(row, step=0, now=NOW) is None


def test_claim_is_closed_before_the_due_date_and_for_another_step() -> None:
    assert claim(planned(), step=0, now=NOW - timedelta(seconds=1)) is None
    assert claim(planned(), step=1, now=NOW) is None


def test_sent_plans_the_reminder_when_there_is_one() -> None:
    row = record_sent(claimed(), step=0, at=NOW, rules=REMINDED)
    assert (row.send_state, row.step, row.due_at) == (SendState.PLANNED, 1, NOW + timedelta(days=7))
    assert row.next_email_at == NOW + timedelta(days=7)
    assert record_sent(claimed(), step=0, at=NOW, rules=NO_REMINDER).due_at is None


def test_the_last_reminder_plans_nothing() -> None:
    row = replace(claimed(), step=1, reminder=1)
    assert record_sent(row, step=1, at=NOW, rules=REMINDED).send_state is SendState.SENT


def test_a_refusal_releases_only_its_own_attempt() -> None:
    row = claimed()
    released = release_claim(row, attempt=1, retry_at=NOW + timedelta(minutes=2))
    assert released is not None
    assert released.next_email_at == NOW + timedelta(minutes=2)
    assert release_claim(row, attempt=2, retry_at=NOW) is None
    assert release_claim(released, attempt=1, retry_at=NOW) is None


def test_a_rejection_is_final_and_says_why() -> None:
    row = record_failed(claimed(), attempt=1, at=NOW, reason="rejected_by_ses")
    assert row is not None
    assert (row.send_state, row.due_at, row.current.reason) == (SendState.FAILED, None, "rejected_by_ses")


def test_an_unknown_outcome_never_reopens_the_door() -> None:
    row = record_unknown(claimed(), attempt=1, claimed_at=NOW)
    assert row is not None
    for later in (NOW, NOW + timedelta(days=400)):
        assert claim(row, step=0, now=later) is None
        assert release_claim(row, attempt=1, retry_at=later) is None


def test_an_opt_out_read_after_the_claim_cancels() -> None:
    row = cancel_claim(claimed(), attempt=1, fact=Fact(NOW, FactKind.OPTED_OUT, reason="opted_out"))
    assert row is not None
    assert (row.send_state, row.due_at, row.current.reason) == (SendState.CANCELLED, None, "opted_out")


def test_the_watchdog_never_sends_again() -> None:
    stale = settle_overdue_claim(claimed(), now=NOW + timedelta(minutes=15), rules=NO_REMINDER)
    assert stale is not None
    assert (stale.send_state, stale.due_at) == (SendState.UNCONFIRMED, NOW + timedelta(hours=24))
    given_up = settle_overdue_claim(stale, now=NOW + timedelta(hours=24), rules=NO_REMINDER)
    assert given_up is not None
    assert (given_up.current.status.value, given_up.current.reason) == ("error", "unconfirmed")
    assert given_up.due_at is None
    assert claim(given_up, step=0, now=NOW + timedelta(days=9)) is None


def test_the_reminder_is_the_second_chance_of_an_unconfirmed_send() -> None:
    stale = settle_overdue_claim(claimed(), now=NOW + timedelta(minutes=15), rules=REMINDED)
    assert stale is not None
    given_up = settle_overdue_claim(stale, now=NOW + timedelta(hours=24), rules=REMINDED)
    assert given_up is not None
    assert (given_up.step, given_up.send_state, given_up.due_at) == (1, SendState.PLANNED, NOW + timedelta(days=7))


def test_the_watchdog_is_not_early() -> None:
    assert settle_overdue_claim(claimed(), now=NOW + timedelta(minutes=14), rules=REMINDED) is None
    assert settle_overdue_claim(planned(), now=NOW + timedelta(days=1), rules=REMINDED) is None


def test_late_evidence_wins() -> None:
    row = record_unknown(claimed(), attempt=1, claimed_at=NOW)
    assert row is not None
    sent = learn_email_event(row, Fact(NOW, FactKind.SENT), now=NOW, rules=REMINDED)
    assert (sent.current.status.value, sent.step, sent.send_state) == ("sent", 1, SendState.PLANNED)


def test_an_event_that_comes_before_the_record_is_kept_and_used_by_the_watchdog() -> None:
    row = learn_email_event(claimed(), Fact(NOW, FactKind.DELIVERED), now=NOW, rules=NO_REMINDER)
    assert row.send_state is SendState.SENDING
    settled = settle_overdue_claim(row, now=NOW + timedelta(minutes=15), rules=NO_REMINDER)
    assert settled is not None
    assert (settled.send_state, settled.current.status.value) == (SendState.SENT, "sent")


def test_a_complaint_takes_the_planned_reminder_away() -> None:
    sent = record_sent(claimed(), step=0, at=NOW, rules=REMINDED)
    row = learn_email_event(sent, Fact(NOW, FactKind.COMPLAINED), now=NOW, rules=REMINDED)
    assert (row.due_at, row.next_email_at) == (None, None)


def test_stop_leaves_a_claim_under_way_to_its_owner() -> None:
    row = stop(claimed(), Fact(NOW, FactKind.OPTED_OUT))
    assert row.send_state is SendState.SENDING
    assert record_sent(row, step=0, at=NOW, rules=REMINDED).due_at is None


def test_evidence_later_than_the_reminder_s_day_plans_it_now_never_in_the_past() -> None:
    row = record_unknown(claimed(), attempt=1, claimed_at=NOW)
    assert row is not None
    late = NOW + timedelta(days=30)
    sent = learn_email_event(row, Fact(NOW, FactKind.SENT), now=late, rules=REMINDED)
    assert (sent.step, sent.due_at) == (1, late)


def test_giving_up_after_a_long_outage_plans_the_reminder_now_never_in_the_past() -> None:
    row = record_unknown(claimed(), attempt=1, claimed_at=NOW)
    assert row is not None
    late = NOW + timedelta(days=30)
    given_up = settle_overdue_claim(row, now=late, rules=REMINDED)
    assert given_up is not None
    assert (given_up.step, given_up.due_at) == (1, late)


def test_a_step_that_a_restored_table_believes_planned_is_not_sent_again_once_ses_speaks() -> None:
    restored = planned()
    told = learn_email_event(restored, Fact(NOW, FactKind.DELIVERED), now=NOW, rules=REMINDED)
    assert claim(told, step=0, now=NOW) is None
    assert (told.step, told.due_at) == (1, NOW + timedelta(days=7))


def test_an_operator_s_wish_opens_the_door_after_a_bounce_and_never_after_an_opt_out() -> None:
    bounced = planned().learning(Fact(NOW, FactKind.BOUNCED))
    resumed = bounced.learning(Fact(NOW, FactKind.RESUMED, 1))
    assert (bounced.may_be_sent, resumed.may_be_sent) == (False, True)
    assert not resumed.learning(Fact(NOW + timedelta(days=1), FactKind.BOUNCED, 1)).may_be_sent
    assert not resumed.learning(Fact(NOW - timedelta(days=1), FactKind.OPTED_OUT)).may_be_sent


def test_a_first_e_mail_sent_again_is_no_reminder() -> None:
    sent = record_sent(claimed(), step=0, at=NOW, rules=NO_REMINDER)
    again = resend(sent, now=NOW)
    assert isinstance(again, ReviewRequest)
    claimed_again = claim(again, step=1, now=NOW)
    assert claimed_again is not None
    assert record_sent(claimed_again, step=1, at=NOW, rules=NO_REMINDER).current.status.value == "sent"


def test_a_claim_given_back_on_a_row_stopped_meanwhile_ends_it() -> None:
    stopped = stop(claimed(), Fact(NOW, FactKind.OPTED_OUT))
    given_back = release_claim(stopped, attempt=1, retry_at=NOW + timedelta(minutes=2))
    assert given_back is not None
    assert (given_back.send_state, given_back.due_at) == (SendState.CANCELLED, None)


def test_what_comes_late_still_says_when_the_email_left() -> None:
    unknown = record_unknown(claimed(), attempt=1, claimed_at=NOW)
    assert unknown is not None
    kinds = (FactKind.DELIVERED, FactKind.COMPLAINED, FactKind.MACHINE_OPENED)
    told = [Fact(NOW + timedelta(seconds=n), kind) for n, kind in enumerate(kinds, 1)]

    def after(row: ReviewRequest, events: Iterable[Fact]) -> CurrentStatus:
        for fact in events:
            row = learn_email_event(row, fact, now=NOW, rules=REMINDED)
        return row.current

    assert len({after(unknown, events) for events in permutations(told)}) == 1
