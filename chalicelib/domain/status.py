"""Displayed status: a pure function of facts, whatever their order (rank table of reliability.md 4.4)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.domain import reasons
from chalicelib.domain.facts import Fact, FactKind, Facts


class Status(StrEnum):
    """What the merchant sees in the table."""

    SCHEDULED = "scheduled"
    SENT = "sent"
    OPENED = "opened"
    FORM_OPENED = "form_opened"
    REVIEW_SUBMITTED = "review_submitted"
    REMINDER_SENT = "reminder_sent"
    ERROR = "error"
    CANCELLED = "cancelled"


RARE_STATUSES = frozenset({Status.ERROR, Status.CANCELLED, Status.REVIEW_SUBMITTED})
"""Statuses that have their own sparse index, because rows practically never leave them."""


@dataclass(frozen=True)
class CurrentStatus:
    """A status, the instant of the step it is in, and the code of the reason, if any."""

    status: Status
    at: datetime
    reason: str | None = None


def current_status(facts: Facts) -> CurrentStatus:
    """The highest-ranked condition that holds; `created` must be known."""
    submitted = facts.get(FactKind.REVIEW_SUBMITTED)
    if submitted:
        return CurrentStatus(Status.REVIEW_SUBMITTED, submitted.at)
    form_opened = facts.get(FactKind.FORM_OPENED)
    if form_opened:
        return CurrentStatus(Status.FORM_OPENED, form_opened.at)
    return _stopped(facts) or _last_step(facts) or CurrentStatus(Status.SCHEDULED, _created(facts).at)


def _created(facts: Facts) -> Fact:
    created = facts.get(FactKind.CREATED)
    if created is None:
        raise ValueError("a review request always holds the fact `created`")
    return created


def _stopped(facts: Facts) -> CurrentStatus | None:
    """Error, else cancelled, unless a person opened an e-mail or a later e-mail got through."""
    if facts.any(FactKind.OPENED):
        return None
    errors = [fact for fact in facts if fact.kind in _ERROR_REASON and not _overtaken(fact, facts)]
    if errors:
        first = errors[0]
        return CurrentStatus(Status.ERROR, first.at, first.reason or _ERROR_REASON[first.kind])
    cancelled = facts.get(FactKind.CANCELLED)
    if cancelled and not _overtaken(cancelled, facts):
        return CurrentStatus(Status.CANCELLED, cancelled.at, cancelled.reason or None)
    return None


_ERROR_REASON = {
    FactKind.BOUNCED: reasons.HARD_BOUNCE,
    FactKind.FAILED: reasons.REJECTED_BY_SES,
    FactKind.COMPLAINED: reasons.COMPLAINED,
    FactKind.OPTED_OUT: reasons.OPTED_OUT,
}


def _overtaken(fact: Fact, facts: Facts) -> bool:
    """Whether a later e-mail got through: a later step for facts of a step, a later instant for others."""
    sent = facts.of_kind(FactKind.SENT)
    if fact.kind in (FactKind.BOUNCED, FactKind.FAILED):
        return any(other.step > fact.step for other in sent)
    return any(other.at > fact.at for other in sent)


def _last_step(facts: Facts) -> CurrentStatus | None:
    """The furthest point of the last e-mail of which anything is known."""
    steps = [fact.step for fact in facts if fact.kind in _STEP_EVIDENCE]
    if not steps:
        return None
    step = max(steps)
    opened = facts.get(FactKind.OPENED, step)
    if opened:
        return CurrentStatus(Status.OPENED, opened.at)
    sent = next((fact for kind in _PROOF_OF_SENDING if (fact := facts.get(kind, step))), None)
    if sent:
        return CurrentStatus(Status.REMINDER_SENT if step else Status.SENT, sent.at)
    unconfirmed = facts.get(FactKind.UNCONFIRMED, step)
    return CurrentStatus(Status.ERROR, unconfirmed.at, reasons.UNCONFIRMED) if unconfirmed else None


_PROOF_OF_SENDING = (FactKind.SENT, FactKind.DELIVERED, FactKind.MACHINE_OPENED)
_STEP_EVIDENCE = frozenset({*_PROOF_OF_SENDING, FactKind.OPENED, FactKind.UNCONFIRMED})
