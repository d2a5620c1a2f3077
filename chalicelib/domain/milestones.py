"""How far a review request came: the stages of the funnel, from the proof received to the review submitted.

A later stage implies the earlier ones, so that a funnel never widens: whoever opened the form had the e-mail, even
where openings are not followed (a website may switch that off) or SES's event was lost.
"""

from datetime import datetime
from enum import StrEnum

from chalicelib.domain.facts import FactKind, Facts


class Milestone(StrEnum):
    """A stage of the funnel, in order."""

    RECEIVED = "received"
    SENT = "sent"
    DELIVERED = "delivered"
    OPENED = "opened"
    FORM_OPENED = "form_opened"
    REVIEW_SUBMITTED = "review_submitted"


_EVIDENCE: tuple[tuple[Milestone, frozenset[FactKind]], ...] = (
    (Milestone.REVIEW_SUBMITTED, frozenset({FactKind.REVIEW_SUBMITTED})),
    (Milestone.FORM_OPENED, frozenset({FactKind.FORM_OPENED})),
    (Milestone.OPENED, frozenset({FactKind.OPENED})),
    (Milestone.DELIVERED, frozenset({FactKind.DELIVERED, FactKind.MACHINE_OPENED})),
    (Milestone.SENT, frozenset({FactKind.SENT})),
)
"""Furthest first: the first one of which anything is known is how far the request came."""


def furthest(facts: Facts) -> Milestone:
    """The last milestone reached, whatever the order in which facts were learnt."""
    known = {fact.kind for fact in facts}
    return next((milestone for milestone, kinds in _EVIDENCE if kinds & known), Milestone.RECEIVED)


def reached(facts: Facts) -> frozenset[Milestone]:
    """Every milestone reached, the implied ones included."""
    stages = list(Milestone)
    return frozenset(stages[: stages.index(furthest(facts)) + 1])


def first_sent_at(facts: Facts) -> datetime | None:
    """When the first e-mail left: the date that puts a request into its cohort; None before."""
    return min((fact.at for fact in facts.of_kind(FactKind.SENT)), default=None)
