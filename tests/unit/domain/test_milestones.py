"""The funnel's stages: implied by later ones, independent of order."""

from datetime import timedelta
from itertools import permutations

import pytest

from chalicelib.domain.facts import Fact, FactKind, Facts
from chalicelib.domain.milestones import Milestone, first_sent_at, furthest, reached
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
