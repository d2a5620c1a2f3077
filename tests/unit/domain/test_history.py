"""Who did what, and by which rule."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain import reasons
from chalicelib.domain.explanation import Because, instant
from chalicelib.domain.facts import Fact, FactKind, Facts
from chalicelib.domain.history import ACTOR_OF_FACT, Actor, ActorKind, history_of
from chalicelib.domain.journal import Change, JournalEntry
from chalicelib.domain.operation_record import OperationKind
from chalicelib.domain.recipients import recipient_of_step
from chalicelib.domain.review_request import ReviewRequest, SendState
from chalicelib.domain.sent_mail import STANDARD_TEMPLATE, SentMail
from chalicelib.domain.told_rules import rules_of_step, rules_of_the_end
from tests.builders import NOW, WEBSITE_ID, a_review_request

FEED, WINDOW = Because("feed", ("P7DT0H",)), Because("window", ("2026-11-23T10:00:00Z",))
SKIPPED, SECOND = Because("reminder_skipped", ("1",)), Because("reminder", ("2", "P7DT0H"))
BLOCKED = Because("reminder_blocked")
LATER = NOW + timedelta(days=9)


def mail(step: int, reminder: int) -> SentMail:
    return SentMail(step, reminder, 1, STANDARD_TEMPLATE, "digest")


def a_row(*facts: Fact, **given: Any) -> ReviewRequest:
    created = Fact(NOW - timedelta(days=1), FactKind.CREATED)
    return a_review_request(facts=Facts.of(created, *facts), planned_at=NOW, **given)


def an_entry(kind: OperationKind, at: datetime, step: int = 0, *changes: Change) -> JournalEntry:
    return JournalEntry(WEBSITE_ID, "p", "r", f"op-{step}", kind, at, at, "anna", "why", step, changes)


def test_every_fact_has_an_actor() -> None:
    assert set(ACTOR_OF_FACT) == set(FactKind)


@pytest.mark.parametrize(
    ("kind", "reason", "actor"),
    [
        (FactKind.SENT, "", ActorKind.SUIVI),
        (FactKind.BOUNCED, reasons.HARD_BOUNCE, ActorKind.SES),
        (FactKind.MACHINE_OPENED, "", ActorKind.MAIL_PROGRAM),
        (FactKind.REVIEW_SUBMITTED, "", ActorKind.CUSTOMER),
        (FactKind.CANCELLED, reasons.WITHDRAWN, ActorKind.MERCHANT),
        (FactKind.CANCELLED, reasons.CAPPED, ActorKind.SUIVI),
        (FactKind.FAILED, reasons.REJECTED_BY_SES, ActorKind.SES),
        (FactKind.FAILED, reasons.SOFT_BOUNCES, ActorKind.SUIVI),
    ],
)
def test_the_reason_tells_who_when_the_kind_does_not(kind: FactKind, reason: str, actor: ActorKind) -> None:
    told = history_of(a_row(Fact(LATER, kind, 0, reason)), ())
    assert told[-1].actor == Actor(actor)


def test_what_the_journal_knows_names_the_person() -> None:
    cancelled = Fact(LATER + timedelta(milliseconds=5), FactKind.CANCELLED, 0, reasons.WITHDRAWN)
    entries = (an_entry(OperationKind.CANCEL, LATER), an_entry(OperationKind.RESEND, NOW, 1))
    told = history_of(a_row(cancelled), entries)
    assert [entry.actor.subject for entry in told] == [None, None, "anna"]


def test_the_planned_date_has_its_rules_and_later_emails_have_theirs() -> None:
    row = a_row(
        Fact(NOW, FactKind.SENT),
        Fact(LATER, FactKind.SENT, 1),
        explanation=(FEED, WINDOW, SKIPPED, SECOND),
        step=1,
        reminder=2,
        mails=(mail(0, 0), mail(1, 2)),
    )
    assert [(entry.fact, entry.step, entry.rules) for entry in history_of(row, ())] == [
        ("created", 0, ()),
        ("planned", 0, (FEED, WINDOW)),
        ("sent", 0, ()),
        ("sent", 1, (SKIPPED, SECOND)),
    ]


def test_rules_of_an_earlier_reminder_are_found_through_what_its_mail_was() -> None:
    first = Because("reminder", ("1", "P3DT0H"))
    row = a_row(explanation=(FEED, first, WINDOW, SECOND), step=2, reminder=2, mails=(mail(0, 0), mail(1, 1)))
    assert rules_of_step(row, 1) == (first, WINDOW)
    assert rules_of_step(row, 2) == (SECOND,)
    assert rules_of_step(replace(row, mails=()), 1) == ()


def test_an_email_sent_again_is_ruled_by_who_asked_for_it() -> None:
    again = Because("resent", (instant(LATER),))
    resumed = Fact(LATER, FactKind.RESUMED, 1, reasons.RESENT)
    row = a_row(Fact(NOW, FactKind.SENT), resumed, explanation=(FEED, again), step=1)
    planned = next(entry for entry in history_of(row, ()) if entry.fact == "planned")
    assert (planned.step, planned.rules) == (1, (again,))
    assert rules_of_step(row, 0) == (FEED,)


@pytest.mark.parametrize(
    ("explanation", "end"),
    [
        ((FEED, SKIPPED), (SKIPPED,)),
        ((FEED, BLOCKED), (BLOCKED,)),
        ((FEED,), ()),
        ((FEED, SECOND), ()),
        ((), ()),
        ((FEED, SKIPPED, SECOND, Because("reminder_skipped", ("3",))), (Because("reminder_skipped", ("3",)),)),
    ],
)
def test_why_nothing_follows(explanation: tuple[Because, ...], end: tuple[Because, ...]) -> None:
    row = a_row(explanation=explanation, send_state=SendState.SENT, due_at=None)
    assert rules_of_the_end(row) == end
    assert rules_of_the_end(replace(row, send_state=SendState.PLANNED, due_at=LATER)) == ()


def test_an_email_went_to_the_address_of_its_time() -> None:
    row = a_row(customer_email="third@example.com")
    journal = [
        an_entry(
            OperationKind.CORRECT_ADDRESS, LATER, 3, Change("customer_email", "second@x.example", "third@x.example")
        ),
        an_entry(
            OperationKind.CORRECT_ADDRESS, NOW, 1, Change("customer_email", "first@x.example", "second@x.example")
        ),
    ]
    found = [recipient_of_step(row, journal, step).partition("@")[0] for step in range(5)]
    assert found == ["first", "second", "second", "third", "third"]
    assert recipient_of_step(row, (), 0) == "third@example.com"
