"""The funnel's stages: implied by later ones, independent of order."""

from datetime import timedelta
from itertools import permutations

import pytest

from chalicelib.domain import reasons
from chalicelib.domain.facts import Fact, FactKind, Facts
from chalicelib.domain.milestones import (
    Milestone,
    first_sent_at,
    furthest,
    reached,
    reached_after_reminder,
    solicited_at,
)
from tests.builders import NOW

CREATED = Fact(NOW, FactKind.CREATED)


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ((), Milestone.RECEIVED),
        ((FactKind.SENT,), Milestone.SENT),
        ((FactKind.SENT, FactKind.BOUNCED), Milestone.SENT),
        ((FactKind.SENT, FactKind.DELIVERED), Milestone.DELIVERED),
        ((FactKind.SENT, FactKind.MACHINE_OPENED), Milestone.DELIVERED),
        ((FactKind.SENT, FactKind.OPENED), Milestone.OPENED),
        ((FactKind.FORM_OPENED,), Milestone.FORM_OPENED),
        ((FactKind.SENT, FactKind.REVIEW_SUBMITTED, FactKind.FORM_OPENED), Milestone.REVIEW_SUBMITTED),
    ],
)
def test_the_furthest_stage_implies_the_earlier_ones(kinds: tuple[FactKind, ...], expected: Milestone) -> None:
    stages = list(Milestone)
    for order in permutations(kinds):
        facts = Facts.of(CREATED, *(Fact(NOW, kind) for kind in order))
        assert furthest(facts) is expected
        assert reached(facts) == set(stages[: stages.index(expected) + 1])


def test_the_cohort_is_that_of_the_first_email_that_left() -> None:
    assert first_sent_at(Facts.of(CREATED)) is None
    later = Fact(NOW + timedelta(days=7), FactKind.SENT, 1)
    assert first_sent_at(Facts.of(CREATED, later)) == later.at
    assert first_sent_at(Facts.of(CREATED, later, Fact(NOW, FactKind.SENT))) == NOW


def test_a_request_has_the_day_of_its_plan_until_an_email_left() -> None:
    planned_at = NOW + timedelta(days=2)
    assert solicited_at(Facts.of(CREATED), planned_at) == planned_at
    assert solicited_at(Facts.of(CREATED, Fact(NOW, FactKind.SENT)), planned_at) == NOW


SENT = Fact(NOW, FactKind.SENT)
REMINDED_AT = NOW + timedelta(days=7)
REMINDED = Fact(REMINDED_AT, FactKind.SENT, 1)
BEFORE, AFTER = REMINDED_AT - timedelta(hours=1), REMINDED_AT + timedelta(hours=1)
FORM, REVIEW = Milestone.FORM_OPENED, Milestone.REVIEW_SUBMITTED


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ((Fact(AFTER, FactKind.FORM_OPENED), Fact(AFTER, FactKind.REVIEW_SUBMITTED)), ()),
        ((REMINDED,), (Milestone.SENT,)),
        ((REMINDED, Fact(AFTER, FactKind.OPENED, 1)), (Milestone.SENT,)),
        ((REMINDED, Fact(BEFORE, FactKind.FORM_OPENED)), (Milestone.SENT,)),
        ((REMINDED, Fact(REMINDED_AT, FactKind.FORM_OPENED)), (Milestone.SENT,)),
        ((REMINDED, Fact(AFTER, FactKind.FORM_OPENED)), (Milestone.SENT, FORM)),
        (
            (REMINDED, Fact(BEFORE, FactKind.FORM_OPENED), Fact(AFTER, FactKind.REVIEW_SUBMITTED)),
            (Milestone.SENT, REVIEW),
        ),
        ((REMINDED, Fact(AFTER, FactKind.REVIEW_SUBMITTED)), (Milestone.SENT, FORM, REVIEW)),
        ((REMINDED, Fact(NOW, FactKind.RESUMED, 1, reasons.RESENT), Fact(AFTER, FactKind.FORM_OPENED)), ()),
    ],
)
def test_a_reminder_added_what_came_after_it(facts: tuple[Fact, ...], expected: tuple[Milestone, ...]) -> None:
    for order in permutations((SENT, *facts)):
        assert reached_after_reminder(Facts.of(CREATED, *order)) == set(expected)
