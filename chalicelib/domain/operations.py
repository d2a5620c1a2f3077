"""What an operator may do to one request: pure transitions, each giving the row afterwards or why it does not apply."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from chalicelib.domain import explanation, reasons
from chalicelib.domain.explanation import Because
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.identity import normalised_email
from chalicelib.domain.review_request import FINAL_FACTS, ReviewRequest, SendState
from chalicelib.domain.sandbox import may_be_written_to
from chalicelib.domain.send_protocol import WATCHDOG_AFTER, explained, stop
from chalicelib.domain.status import Status
from chalicelib.domain.withdrawal import REASON_OF_CAUSE, WithdrawalCause

OPERATORS_DATE = frozenset(
    {explanation.SENT_NOW, explanation.RESCHEDULED, explanation.RESENT, explanation.ADDRESS_CORRECTED}
)
"""Codes of explanations: a planned date of which one of these was said last is an operator's, not a rule's."""


class RefusalCode(StrEnum):
    """Why an operation does not apply to a row; `operation_refusals.py` has the sentences."""

    NOTHING_PLANNED = "nothing_planned"
    EMAIL_PLANNED = "email_planned"
    EMAIL_ON_ITS_WAY = "email_on_its_way"
    ALREADY_SO = "already_so"
    REVIEW_SUBMITTED = "review_submitted"
    OPTED_OUT = "opted_out"
    COMPLAINED = "complained"
    OPERATORS_DATE = "operators_date"
    NOT_COLLECTED = "not_collected"
    SANDBOX_ADDRESS = "sandbox_address"
    NOT_FOUND = "not_found"


@dataclass(frozen=True)
class Refusal:
    """An operation that does not apply; `until` is when to ask again, if waiting helps."""

    code: RefusalCode
    until: datetime | None = None


Outcome = ReviewRequest | Refusal


def cancel(row: ReviewRequest, *, now: datetime) -> Outcome:
    """What is planned never leaves. An e-mail on its way may still arrive, but nothing follows it."""
    if not _is_open(row):
        return Refusal(RefusalCode.NOTHING_PLANNED)
    return _unless_same(row, stop(row, Fact(now, FactKind.CANCELLED, row.step, reasons.WITHDRAWN)))


def withdraw(row: ReviewRequest, *, cause: WithdrawalCause, now: datetime) -> Outcome:
    """`cancel` because the merchant took the proof back; the row says so, and keeps its status if an e-mail left.

    Also where nobody knows whether an e-mail left: late evidence would plan the reminder after it.
    """
    if not _is_open(row) and row.send_state is not SendState.UNCONFIRMED:
        return Refusal(RefusalCode.NOTHING_PLANNED)
    return _unless_same(row, stop(row, Fact(now, FactKind.CANCELLED, row.step, REASON_OF_CAUSE[cause])))


def send_now(row: ReviewRequest, *, now: datetime) -> Outcome:
    """The planned e-mail leaves with the next tick, whatever the send window and the limits say; opt-outs hold."""
    refusal = _not_planned(row)
    if refusal:
        return refusal
    if row.urgent and row.due_at is not None and row.due_at <= now:
        return Refusal(RefusalCode.ALREADY_SO)
    return _planned_for(replace(row, urgent=True), now, Because(explanation.SENT_NOW, (explanation.instant(now),)))


def reschedule(row: ReviewRequest, *, at: datetime, now: datetime) -> Outcome:
    """The planned e-mail leaves at the operator's date; at once when it came while the operation waited."""
    refusal = _not_planned(row)
    if refusal:
        return refusal
    due_at = max(at, now)
    if row.due_at == due_at and not row.urgent:
        return Refusal(RefusalCode.ALREADY_SO)
    was = explanation.instant(row.due_at or row.planned_at)
    return _planned_for(replace(row, urgent=False), due_at, Because(explanation.RESCHEDULED, (was,)))


def resend(row: ReviewRequest, *, now: datetime) -> Outcome:
    """The last e-mail once more, as a step of its own: the old one is never sent again (reliability.md 2.4)."""
    refusal = _not_resendable(row)
    return refusal or _resent(row, now=now, code=explanation.RESENT)


def correct_address(row: ReviewRequest, *, email: str, now: datetime) -> Outcome:
    """The planned e-mail goes to the new address; without a planned one, what was sent last is sent there again."""
    if normalised_email(email) == normalised_email(row.customer_email):
        return Refusal(RefusalCode.ALREADY_SO)
    if not may_be_written_to(row.experience_reference, email):
        return Refusal(RefusalCode.SANDBOX_ADDRESS)
    final = _final(row)
    if final:
        return final
    corrected = replace(row, customer_email=email)
    if row.may_be_sent:
        return corrected
    return _not_resendable(row) or _resent(corrected, now=now, code=explanation.ADDRESS_CORRECTED)


def keeps_operators_date(row: ReviewRequest) -> bool:
    """Whether the planned date was given by an operator, so that new settings must leave it alone."""
    return row.send_state is SendState.PLANNED and bool(row.explanation) and row.explanation[-1].code in OPERATORS_DATE


def _is_open(row: ReviewRequest) -> bool:
    """Whether an e-mail is planned, on its way, or may still turn out to have left."""
    if row.send_state is SendState.UNCONFIRMED:
        return row.due_at is not None
    return row.send_state in (SendState.PLANNED, SendState.SENDING)


def _final(row: ReviewRequest) -> Refusal | None:
    """What nobody can overrule, the operator included."""
    found = next((fact for fact in row.facts if fact.kind in FINAL_FACTS), None)
    return Refusal(RefusalCode(found.kind.value)) if found else None


def _not_planned(row: ReviewRequest) -> Refusal | None:
    if row.may_be_sent:
        return None
    return _final(row) or _on_its_way(row) or Refusal(RefusalCode.NOTHING_PLANNED)


def _on_its_way(row: ReviewRequest) -> Refusal | None:
    """While nobody knows whether SES accepted, a second e-mail could be one too many: wait for the watchdog."""
    if row.send_state is SendState.SENDING:
        return Refusal(RefusalCode.EMAIL_ON_ITS_WAY, row.claimed_at + WATCHDOG_AFTER if row.claimed_at else None)
    if row.send_state is SendState.UNCONFIRMED and row.due_at is not None:
        return Refusal(RefusalCode.EMAIL_ON_ITS_WAY, row.due_at)
    return None


def _not_resendable(row: ReviewRequest) -> Refusal | None:
    if row.send_state is SendState.PLANNED:
        return _final(row) or Refusal(RefusalCode.EMAIL_PLANNED)
    return _final(row) or _on_its_way(row)


def _last_content(row: ReviewRequest) -> int:
    """Which e-mail was sent last: a reminder that was taken away before it left (`SENT`, but not at this step) is
    not what the customer got; the e-mail before it is.
    """
    was_tried = any(row.facts.has(kind, row.step) for kind in _TRIED)
    if row.send_state is SendState.SENT and row.reminder and not was_tried:
        return row.reminder - 1
    return row.reminder


_TRIED = (
    FactKind.SENT,
    FactKind.DELIVERED,
    FactKind.BOUNCED,
    FactKind.SOFT_BOUNCED,
    FactKind.OPENED,
    FactKind.MACHINE_OPENED,
    FactKind.FAILED,
    FactKind.UNCONFIRMED,
)


def _resent(row: ReviewRequest, *, now: datetime, code: str) -> ReviewRequest:
    step, reminder = row.step + 1, _last_content(row)
    resumed = row.learning(Fact(now, FactKind.RESUMED, step, "" if reminder else reasons.RESENT))
    planned = replace(resumed, send_state=SendState.PLANNED, step=step, reminder=reminder, urgent=False)
    return _planned_for(planned, now, Because(code, (explanation.instant(now),)))


def _planned_for(row: ReviewRequest, due_at: datetime, because: Because) -> ReviewRequest:
    """The date shown while scheduled moves along; one operator's word replaces the one before."""
    planned_at = due_at if row.current.status is Status.SCHEDULED else row.planned_at
    others = tuple(one for one in row.explanation if one.code not in OPERATORS_DATE)
    return explained(replace(row, due_at=due_at, planned_at=planned_at, explanation=others), because)


def _unless_same(row: ReviewRequest, after: ReviewRequest) -> Outcome:
    return Refusal(RefusalCode.ALREADY_SO) if after is row else after
