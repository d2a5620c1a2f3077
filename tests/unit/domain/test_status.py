"""The displayed status is a function of facts, whatever their order."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from chalicelib.domain.facts import Fact, FactKind, Facts
from chalicelib.domain.status import Status, current_status

T0 = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


def fact(kind: FactKind, minutes: int, step: int = 0, reason: str = "") -> Fact:
    return Fact(T0 + timedelta(minutes=minutes), kind, step, reason)


CREATED = fact(FactKind.CREATED, 0)

CASES = {
    "nothing yet": ([], Status.SCHEDULED, 0, None),
    "sent": ([fact(FactKind.SENT, 1)], Status.SENT, 1, None),
    "delivery known before the send record": ([fact(FactKind.DELIVERED, 2)], Status.SENT, 2, None),
    "delivered keeps the date of sending": (
        [fact(FactKind.SENT, 1), fact(FactKind.DELIVERED, 2)],
        Status.SENT,
        1,
        None,
    ),
    "opened by a person": ([fact(FactKind.SENT, 1), fact(FactKind.OPENED, 5)], Status.OPENED, 5, None),
    "opened by a machine is not opened": (
        [fact(FactKind.SENT, 1), fact(FactKind.MACHINE_OPENED, 2)],
        Status.SENT,
        1,
        None,
    ),
    "form opened": ([fact(FactKind.SENT, 1), fact(FactKind.FORM_OPENED, 9)], Status.FORM_OPENED, 9, None),
    "review beats all": (
        [fact(FactKind.SENT, 1), fact(FactKind.BOUNCED, 2, reason="hard_bounce"), fact(FactKind.REVIEW_SUBMITTED, 9)],
        Status.REVIEW_SUBMITTED,
        9,
        None,
    ),
    "bounce after delivery": (
        [fact(FactKind.SENT, 1), fact(FactKind.DELIVERED, 2), fact(FactKind.BOUNCED, 3, reason="hard_bounce")],
        Status.ERROR,
        3,
        "hard_bounce",
    ),
    "bounce of the first, then the reminder got through": (
        [fact(FactKind.BOUNCED, 3), fact(FactKind.SENT, 10, step=1)],
        Status.REMINDER_SENT,
        10,
        None,
    ),
    "reminder": ([fact(FactKind.SENT, 1), fact(FactKind.SENT, 9, step=1)], Status.REMINDER_SENT, 9, None),
    "reminder after an open": (
        [fact(FactKind.SENT, 1), fact(FactKind.OPENED, 2), fact(FactKind.SENT, 9, step=1)],
        Status.REMINDER_SENT,
        9,
        None,
    ),
    "reminder opened": ([fact(FactKind.SENT, 9, step=1), fact(FactKind.OPENED, 11, step=1)], Status.OPENED, 11, None),
    "opt-out before sending": ([fact(FactKind.OPTED_OUT, 1, reason="opted_out")], Status.ERROR, 1, "opted_out"),
    "complaint": ([fact(FactKind.SENT, 1), fact(FactKind.COMPLAINED, 4)], Status.ERROR, 4, "complained"),
    "refused by SES": ([fact(FactKind.FAILED, 1, reason="rejected_by_ses")], Status.ERROR, 1, "rejected_by_ses"),
    "withdrawn": ([fact(FactKind.CANCELLED, 1, reason="withdrawn")], Status.CANCELLED, 1, "withdrawn"),
    "unconfirmed": ([fact(FactKind.UNCONFIRMED, 8)], Status.ERROR, 8, "unconfirmed"),
    "late evidence beats unconfirmed": ([fact(FactKind.UNCONFIRMED, 8), fact(FactKind.SENT, 1)], Status.SENT, 1, None),
    "delay and soft bounce are told, not shown": (
        [fact(FactKind.SENT, 1), fact(FactKind.DELAYED, 2), fact(FactKind.SOFT_BOUNCED, 3)],
        Status.SENT,
        1,
        None,
    ),
}


@pytest.mark.parametrize(("facts", "status", "minutes", "reason"), CASES.values(), ids=CASES.keys())
def test_status_of_facts(facts: list[Fact], status: Status, minutes: int, reason: str | None) -> None:
    current = current_status(Facts.of(CREATED, *facts))
    assert (current.status, current.at, current.reason) == (status, T0 + timedelta(minutes=minutes), reason)


SEVEN = [
    CREATED,
    fact(FactKind.SENT, 1),
    fact(FactKind.BOUNCED, 3, reason="hard_bounce"),
    fact(FactKind.SENT, 9, step=1),
    fact(FactKind.OPENED, 11, step=1),
    fact(FactKind.COMPLAINED, 13, reason="complained"),
    fact(FactKind.UNCONFIRMED, 2),
]
WITHOUT_OPEN = [SEVEN[0], *SEVEN[1:4], SEVEN[5], SEVEN[6], fact(FactKind.OPTED_OUT, 4, reason="opted_out")]


@pytest.mark.parametrize("history", [SEVEN, WITHOUT_OPEN], ids=["opened", "stopped"])
def test_every_order_and_any_repetition_gives_one_row(history: list[Fact]) -> None:
    seen = set()
    for order in permutations(history):
        facts = Facts.of(*order, order[0], order[3])
        seen.add((current_status(facts), tuple(facts)))
    assert len(seen) == 1


def test_the_earliest_instant_of_a_fact_stands() -> None:
    late, early = fact(FactKind.OPENED, 30), fact(FactKind.OPENED, 5)
    assert Facts.of(late, early).get(FactKind.OPENED) == early
    assert Facts.of(early, late).get(FactKind.OPENED) == early


def test_a_fact_that_teaches_nothing_gives_the_same_object() -> None:
    facts = Facts.of(CREATED, fact(FactKind.OPENED, 5))
    assert facts.adding(fact(FactKind.OPENED, 6)) is facts


def test_created_is_required() -> None:
    with pytest.raises(ValueError, match="created"):
        current_status(Facts.of())
