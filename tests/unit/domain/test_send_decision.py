"""Reminders where openings are not known one by one: whoever has not opened the form is meant."""

from datetime import timedelta

import pytest

from chalicelib.domain.collection import OpenTracking, Reminder, ReminderCondition
from chalicelib.domain.delays import Delay
from chalicelib.domain.facts import Fact, FactKind, Facts
from chalicelib.domain.send_decision import RESTS_ON_OPENINGS, Leave, Skip, decide
from tests.builders import NOW, a_review_request, a_rules

LATER = NOW + timedelta(days=7)
NOT_FOLLOWED = [OpenTracking.AGGREGATED, OpenTracking.OFF]


def decision(condition: ReminderCondition, mode: OpenTracking, *kinds: FactKind) -> object:
    rules = a_rules(reminders=(Reminder(Delay(days=7), condition),), open_tracking=mode)
    known = Facts.of(Fact(NOW, FactKind.CREATED), Fact(NOW, FactKind.SENT), *(Fact(NOW, kind) for kind in kinds))
    return decide(a_review_request(facts=known, step=1, reminder=1, due_at=LATER), rules, now=LATER)


@pytest.mark.parametrize("mode", NOT_FOLLOWED)
@pytest.mark.parametrize("condition", sorted(RESTS_ON_OPENINGS))
@pytest.mark.parametrize(
    ("kinds", "leaves"),
    [
        ((), True),
        ((FactKind.OPENED,), True),
        ((FactKind.MACHINE_OPENED,), True),
        ((FactKind.FORM_OPENED,), False),
        ((FactKind.OPENED, FactKind.FORM_OPENED), False),
    ],
)
def test_without_openings_the_form_alone_decides(
    condition: ReminderCondition, mode: OpenTracking, kinds: tuple[FactKind, ...], leaves: bool
) -> None:
    assert decision(condition, mode, *kinds) == (Leave() if leaves else Skip())


@pytest.mark.parametrize("mode", OpenTracking)
def test_conditions_that_ask_nothing_of_openings_stay_what_they_are(mode: OpenTracking) -> None:
    assert decision(ReminderCondition.ANY, mode, FactKind.FORM_OPENED) == Leave()
    assert decision(ReminderCondition.FORM_WITHOUT_REVIEW, mode) == Skip()
    assert decision(ReminderCondition.FORM_WITHOUT_REVIEW, mode, FactKind.FORM_OPENED) == Leave()


def test_one_by_one_an_opening_counts() -> None:
    individual = OpenTracking.INDIVIDUAL
    assert decision(ReminderCondition.NOT_OPENED, individual, FactKind.OPENED) == Skip()
    assert decision(ReminderCondition.OPENED_WITHOUT_FORM, individual) == Skip()


@pytest.mark.parametrize("one", OpenTracking)
@pytest.mark.parametrize("other", OpenTracking)
def test_of_two_settings_the_stricter_holds(one: OpenTracking, other: OpenTracking) -> None:
    order = ["individual", "aggregated", "off"]
    assert one.stricter(other).value == order[max(order.index(one), order.index(other))]
