"""How far a review request came: the stages of the funnel, from the proof received to the review submitted.

A later stage implies the earlier ones, so that a funnel never widens: whoever opened the form had the e-mail, even
where openings are not followed (a website may switch that off) or SES's event was lost.
"""

from datetime import datetime
from enum import StrEnum

from chalicelib.domain.facts import FactKind, Facts
from chalicelib.domain.status import is_reminder


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


def solicited_at(facts: Facts, planned_at: datetime) -> datetime:
    """The date of the first e-mail: when it left; as long as none has, when it is (or was) planned to leave.

    It gives every request its day in statistics, so that the requests received, and not only those sent, belong to it.
    """
    return first_sent_at(facts) or planned_at


def first_reminder_at(facts: Facts) -> datetime | None:
    """When the first reminder left; an e-mail sent again on demand is none."""
    return min((fact.at for fact in facts.of_kind(FactKind.SENT) if is_reminder(fact.step, facts)), default=None)


def reached_after_reminder(facts: Facts) -> frozenset[Milestone]:
    """What reminders added: `sent` when one left, and the form or the review whose instant is later than the first one.

    Openings are left out: a person who opens both e-mails tells nothing about the reminder.
    """
    reminded_at = first_reminder_at(facts)
    if reminded_at is None:
        return frozenset()
    later = (
        milestone for milestone, kinds in _ADDED_BY_REMINDERS.items() if _first(facts, kinds, reminded_at) > reminded_at
    )
    return frozenset({Milestone.SENT, *later})


AFTER_A_REMINDER = (Milestone.SENT, Milestone.FORM_OPENED, Milestone.REVIEW_SUBMITTED)
"""What `reached_after_reminder` can tell."""

_ADDED_BY_REMINDERS: dict[Milestone, frozenset[FactKind]] = {
    Milestone.FORM_OPENED: frozenset({FactKind.FORM_OPENED, FactKind.REVIEW_SUBMITTED}),
    Milestone.REVIEW_SUBMITTED: frozenset({FactKind.REVIEW_SUBMITTED}),
}
"""What proves each of them; whoever submitted the form had it open."""


def _first(facts: Facts, kinds: frozenset[FactKind], otherwise: datetime) -> datetime:
    return min((fact.at for fact in facts if fact.kind in kinds), default=otherwise)
