"""The history of a request: what happened, when, who made it happen, and by which rule."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.domain import reasons
from chalicelib.domain.explanation import Explanation
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.journal import JournalEntry
from chalicelib.domain.operation_record import OperationKind
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.told_rules import rules_of_step
from chalicelib.domain.unknown_event import UnknownEvent
from chalicelib.domain.withdrawal import OF_A_WITHDRAWAL

PLANNED = "planned"
"""Not a fact: the date set for the first e-mail or, after a resend, for that one."""

UNKNOWN_EVENT = "unknown_event"
"""Not a fact: SES told something of a kind we do not know."""


class ActorKind(StrEnum):
    """Who makes things happen to a request."""

    MERCHANT = "merchant"
    CUSTOMER = "customer"
    SUIVI = "suivi"
    SES = "ses"
    MAIL_PROGRAM = "mail_program"


@dataclass(frozen=True)
class Actor:
    """Who did it; `subject` is the person or API client where one is known, who then stands in the journal."""

    kind: ActorKind
    subject: str | None = None


ACTOR_OF_FACT: dict[FactKind, ActorKind] = {
    FactKind.CREATED: ActorKind.MERCHANT,
    FactKind.SENT: ActorKind.SUIVI,
    FactKind.DELIVERED: ActorKind.SES,
    FactKind.DELAYED: ActorKind.SES,
    FactKind.SOFT_BOUNCED: ActorKind.SES,
    FactKind.BOUNCED: ActorKind.SES,
    FactKind.COMPLAINED: ActorKind.CUSTOMER,
    FactKind.OPENED: ActorKind.CUSTOMER,
    FactKind.MACHINE_OPENED: ActorKind.MAIL_PROGRAM,
    FactKind.FORM_OPENED: ActorKind.CUSTOMER,
    FactKind.REVIEW_SUBMITTED: ActorKind.CUSTOMER,
    FactKind.OPTED_OUT: ActorKind.CUSTOMER,
    FactKind.CANCELLED: ActorKind.SUIVI,
    FactKind.FAILED: ActorKind.SUIVI,
    FactKind.UNCONFIRMED: ActorKind.SUIVI,
    FactKind.RESUMED: ActorKind.MERCHANT,
}

_ACTOR_OF_REASON: dict[tuple[FactKind, str], ActorKind] = {
    (FactKind.CANCELLED, reasons.WITHDRAWN): ActorKind.MERCHANT,
    **{(FactKind.CANCELLED, reason): ActorKind.MERCHANT for reason in OF_A_WITHDRAWAL},
    (FactKind.FAILED, reasons.REJECTED_BY_SES): ActorKind.SES,
    (FactKind.FAILED, reasons.CONTENT_REJECTED): ActorKind.SES,
}
"""Where the reason tells more than the kind."""

MADE_BY: dict[OperationKind, tuple[FactKind, ...]] = {
    OperationKind.CANCEL: (FactKind.CANCELLED,),
    OperationKind.WITHDRAW: (FactKind.CANCELLED,),
    OperationKind.RESEND: (FactKind.RESUMED,),
    OperationKind.CORRECT_ADDRESS: (FactKind.RESUMED,),
}
"""The facts an operation makes at the instant its journal entry names."""


@dataclass(frozen=True)
class HistoryEntry:
    """One thing that happened.

    Attributes:
        fact: a kind of fact, PLANNED or UNKNOWN_EVENT.
        step: number of the e-mail.
        reason: a code of `reasons.py`, or None.
        rules: the rules that set the date, where one was set; oldest first.
        told: SES's own word for an unknown event.
    """

    at: datetime
    fact: str
    step: int
    reason: str | None
    actor: Actor
    rules: Explanation = ()
    told: str | None = None


def history_of(
    row: ReviewRequest,
    journal: Iterable[JournalEntry],
    unknown: Iterable[UnknownEvent] = (),
    *,
    opted_out_by: str | None = None,
) -> tuple[HistoryEntry, ...]:
    """The facts and the planned date in time order; at one instant created comes before planned before the rest.

    `journal` is what people did to this request: it tells who asked for what a fact says. `unknown` are the events that
    nobody understood; `opted_out_by` wrote the opt-out down, when it was not the customer.
    """
    planned_step = max((fact.step for fact in row.facts.of_kind(FactKind.RESUMED)), default=0)
    rules = rules_of_step(row, planned_step)
    planned = HistoryEntry(row.planned_at, PLANNED, planned_step, None, Actor(ActorKind.SUIVI), rules)
    asked = {(_second(entry.at), fact): entry.by for entry in journal for fact in MADE_BY.get(entry.kind, ())}
    opted_out = row.facts.get(FactKind.OPTED_OUT)
    if opted_out and opted_out_by:
        asked[_second(opted_out.at), opted_out.kind] = opted_out_by
    created, *others = (_told(row, fact, planned_step, asked.get((_second(fact.at), fact.kind))) for fact in row.facts)
    puzzling = (
        HistoryEntry(event.at, UNKNOWN_EVENT, event.step, None, Actor(ActorKind.SES), told=event.kind)
        for event in unknown
    )
    return tuple(sorted((created, planned, *others, *puzzling), key=lambda entry: entry.at))


def _told(row: ReviewRequest, fact: Fact, planned_step: int, subject: str | None) -> HistoryEntry:
    """The rules of the e-mail whose planned date is told stand with that date."""
    tells_rules = fact.kind is FactKind.SENT and fact.step != planned_step
    rules = rules_of_step(row, fact.step) if tells_rules else ()
    return HistoryEntry(fact.at, fact.kind.value, fact.step, fact.reason or None, _actor(fact, subject), rules)


def _actor(fact: Fact, subject: str | None) -> Actor:
    """Whoever stands in the journal, else what the reason says, else what the kind says."""
    if subject:
        return Actor(ActorKind.MERCHANT, subject)
    return Actor(_ACTOR_OF_REASON.get((fact.kind, fact.reason), ACTOR_OF_FACT[fact.kind]))


def _second(at: datetime) -> datetime:
    """Facts and journal keep the same instant with different precision."""
    return at.replace(microsecond=0)
