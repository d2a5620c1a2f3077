"""The status of a request whose e-mail an operator asked for again: the earlier ones are history."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from chalicelib.domain.facts import Fact, FactKind, Facts
from chalicelib.domain.status import Status, current_status

T0 = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


def fact(kind: FactKind, minutes: int, step: int = 0, reason: str = "") -> Fact:
    return Fact(T0 + timedelta(minutes=minutes), kind, step, reason)


CREATED = fact(FactKind.CREATED, 0)
SENT = fact(FactKind.SENT, 1)
BOUNCED = fact(FactKind.BOUNCED, 2, reason="hard_bounce")
RESUMED = fact(FactKind.RESUMED, 30, 1, "resent")
RESENT = fact(FactKind.SENT, 31, 1, "resent")

CASES = {
    "a bounce is overtaken": ([SENT, BOUNCED, RESUMED], Status.SCHEDULED, 0, None),
    "a bounce told late is still the old e-mail's": (
        [SENT, RESUMED, fact(FactKind.BOUNCED, 40, reason="hard_bounce")],
        Status.SCHEDULED,
        0,
        None,
    ),
    "a refusal is overtaken": ([fact(FactKind.FAILED, 1), RESUMED], Status.SCHEDULED, 0, None),
    "a cancellation is overtaken": (
        [fact(FactKind.CANCELLED, 5, reason="withdrawn"), RESUMED],
        Status.SCHEDULED,
        0,
        None,
    ),
    "unconfirmed is overtaken": ([fact(FactKind.UNCONFIRMED, 5), RESUMED], Status.SCHEDULED, 0, None),
    "an open of the old e-mail is overtaken": ([SENT, fact(FactKind.OPENED, 3), RESUMED], Status.SCHEDULED, 0, None),
    "an opened form is not": ([SENT, fact(FactKind.FORM_OPENED, 3), RESUMED], Status.FORM_OPENED, 3, None),
    "a review is not": ([SENT, fact(FactKind.REVIEW_SUBMITTED, 3), RESUMED], Status.REVIEW_SUBMITTED, 3, None),
    "an opt-out is not": (
        [fact(FactKind.OPTED_OUT, 3, reason="opted_out"), RESUMED],
        Status.ERROR,
        3,
        "opted_out",
    ),
    "a complaint is not": ([SENT, fact(FactKind.COMPLAINED, 3), RESUMED], Status.ERROR, 3, "complained"),
    "the first e-mail once more is sent, no reminder": ([SENT, BOUNCED, RESUMED, RESENT], Status.SENT, 31, None),
    "its delivery is known before its sending": (
        [SENT, RESUMED, fact(FactKind.DELIVERED, 32, 1)],
        Status.SENT,
        32,
        None,
    ),
    "a reminder once more is a reminder": (
        [SENT, fact(FactKind.SENT, 9, 1), fact(FactKind.RESUMED, 30, 2), fact(FactKind.SENT, 31, 2)],
        Status.REMINDER_SENT,
        31,
        None,
    ),
    "the reminder after it is one": (
        [SENT, RESUMED, RESENT, fact(FactKind.SENT, 90, 2)],
        Status.REMINDER_SENT,
        90,
        None,
    ),
    "the new one bounces too": (
        [SENT, BOUNCED, RESUMED, RESENT, fact(FactKind.BOUNCED, 33, 1, "hard_bounce")],
        Status.ERROR,
        33,
        "hard_bounce",
    ),
    "the new one is cancelled after an open of the old one": (
        [SENT, fact(FactKind.OPENED, 3), RESUMED, fact(FactKind.CANCELLED, 40, 1, "withdrawn")],
        Status.CANCELLED,
        40,
        "withdrawn",
    ),
    "the new one is never confirmed": (
        [SENT, RESUMED, fact(FactKind.UNCONFIRMED, 99, 1, "unconfirmed")],
        Status.ERROR,
        99,
        "unconfirmed",
    ),
    "a second resend": (
        [SENT, BOUNCED, RESUMED, RESENT, fact(FactKind.RESUMED, 60, 2, "resent")],
        Status.SCHEDULED,
        0,
        None,
    ),
}


@pytest.mark.parametrize(("facts", "status", "minutes", "reason"), CASES.values(), ids=CASES.keys())
def test_status_of_a_resumed_request(facts: list[Fact], status: Status, minutes: int, reason: str | None) -> None:
    current = current_status(Facts.of(CREATED, *facts))
    assert (current.status, current.at, current.reason) == (status, T0 + timedelta(minutes=minutes), reason)


def test_every_order_gives_one_status() -> None:
    history = [CREATED, SENT, BOUNCED, RESUMED, RESENT, fact(FactKind.OPENED, 40, 1)]
    assert {current_status(Facts.of(*order)).status for order in permutations(history)} == {Status.OPENED}
