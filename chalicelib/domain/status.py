"""Displayed status: a pure function of facts, whatever their order (rank table of reliability.md 4.4)."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from chalicelib.domain import reasons
from chalicelib.domain.facts import Fact, FactKind, Facts
from chalicelib.domain.withdrawal import OF_A_WITHDRAWAL


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
    """The highest-ranked condition that holds; `created` must be known.

    An e-mail that an operator asked for again begins a new count: what stopped the earlier ones is overtaken, and the
    request is scheduled until something is known of the new one. What nobody can overrule stays. A proof that was
    withdrawn after an e-mail left takes nothing back: the status stays, and the reason says why nothing follows.
    """
    submitted = facts.get(FactKind.REVIEW_SUBMITTED)
    if submitted:
        return CurrentStatus(Status.REVIEW_SUBMITTED, submitted.at)
    withdrawn = _withdrawn(facts)
    form_opened = facts.get(FactKind.FORM_OPENED)
    if form_opened:
        return CurrentStatus(Status.FORM_OPENED, form_opened.at, withdrawn)
    stopped = _stopped(facts)
    if stopped:
        return stopped
    last = _last_step(facts) or CurrentStatus(Status.SCHEDULED, _created(facts).at)
    return replace(last, reason=last.reason or withdrawn)


def _created(facts: Facts) -> Fact:
    created = facts.get(FactKind.CREATED)
    if created is None:
        raise ValueError("a review request always holds the fact `created`")
    return created


def _stopped(facts: Facts) -> CurrentStatus | None:
    """Error, else cancelled, unless a person opened an e-mail or a later e-mail got through.

    An e-mail opened before an operator asked for another one says nothing of that one.
    """
    if _since_resumed(facts, FactKind.OPENED):
        return None
    errors = [fact for fact in facts if fact.kind in _ERROR_REASON and not _overtaken(fact, facts)]
    if errors:
        first = errors[0]
        return CurrentStatus(Status.ERROR, first.at, first.reason or _ERROR_REASON[first.kind])
    cancelled = [fact for fact in facts.of_kind(FactKind.CANCELLED) if not _overtaken(fact, facts)]
    if not cancelled or (cancelled[0].reason in OF_A_WITHDRAWAL and _since_resumed(facts, *_MAY_HAVE_LEFT)):
        return None
    return CurrentStatus(Status.CANCELLED, cancelled[0].at, cancelled[0].reason or reasons.WITHDRAWN)


def _since_resumed(facts: Facts, *kinds: FactKind) -> bool:
    """Whether one of these is known of the last e-mail an operator asked for, or of a later one; else of any."""
    resumed = max((fact.step for fact in facts.of_kind(FactKind.RESUMED)), default=0)
    return any(fact.kind in kinds and fact.step >= resumed for fact in facts)


def _withdrawn(facts: Facts) -> str | None:
    """Why the merchant took the proof back, unless an operator asked for an e-mail after that."""
    cancelled = (fact for fact in facts.of_kind(FactKind.CANCELLED) if fact.reason in OF_A_WITHDRAWAL)
    return next((fact.reason for fact in cancelled if not _resumed_after(fact, facts)), None)


_ERROR_REASON = {
    FactKind.BOUNCED: reasons.HARD_BOUNCE,
    FactKind.FAILED: reasons.REJECTED_BY_SES,
    FactKind.COMPLAINED: reasons.COMPLAINED,
    FactKind.OPTED_OUT: reasons.OPTED_OUT,
}


def _overtaken(fact: Fact, facts: Facts) -> bool:
    """Whether a later e-mail got through, or an operator asked for another one: a later step for facts of a step, a
    later instant for others. Only an e-mail that got through overtakes an opt-out or a complaint.
    """
    if fact.kind in _MAY_BE_RESUMED and _resumed_after(fact, facts):
        return True
    sent = facts.of_kind(FactKind.SENT)
    if fact.kind in (FactKind.BOUNCED, FactKind.FAILED):
        return any(other.step > fact.step for other in sent)
    return any(other.at > fact.at for other in sent)


_MAY_BE_RESUMED = frozenset({FactKind.BOUNCED, FactKind.FAILED, FactKind.CANCELLED})


def _resumed_after(fact: Fact, facts: Facts) -> bool:
    """A bounce or a failure is its own e-mail's, however late it is told; a cancellation speaks of all that follows."""
    resumed = facts.of_kind(FactKind.RESUMED)
    if fact.kind is FactKind.CANCELLED:
        return any(other.step > fact.step and other.at >= fact.at for other in resumed)
    return any(other.step > fact.step for other in resumed)


def _last_step(facts: Facts) -> CurrentStatus | None:
    """The furthest point of the last e-mail of which anything is known, or which was asked for."""
    steps = [fact.step for fact in facts if fact.kind in _STEP_EVIDENCE]
    if not steps:
        return None
    step = max(steps)
    opened = facts.get(FactKind.OPENED, step)
    if opened:
        return CurrentStatus(Status.OPENED, opened.at)
    sent = next((fact for kind in _PROOF_OF_SENDING if (fact := facts.get(kind, step))), None)
    if sent:
        return CurrentStatus(Status.REMINDER_SENT if is_reminder(step, facts) else Status.SENT, sent.at)
    unconfirmed = facts.get(FactKind.UNCONFIRMED, step)
    return CurrentStatus(Status.ERROR, unconfirmed.at, reasons.UNCONFIRMED) if unconfirmed else None


def is_reminder(step: int, facts: Facts) -> bool:
    """Whether the e-mail of a step is a reminder, and not the first e-mail once more."""
    resumed = facts.get(FactKind.RESUMED, step)
    return step > 0 and (resumed is None or resumed.reason != reasons.RESENT)


_PROOF_OF_SENDING = (FactKind.SENT, FactKind.DELIVERED, FactKind.MACHINE_OPENED)
_MAY_HAVE_LEFT = (*_PROOF_OF_SENDING, FactKind.UNCONFIRMED)
_STEP_EVIDENCE = frozenset({*_PROOF_OF_SENDING, FactKind.OPENED, FactKind.UNCONFIRMED, FactKind.RESUMED})
