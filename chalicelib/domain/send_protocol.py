"""The send protocol's transitions: claim once, never send again without proof of refusal (reliability.md 2.3, 2.4).

Each function takes a row and gives the row after the transition, or None when the transition is not open. The store
writes the result only if nobody wrote in between, so a transition decides on what it was given and nothing else.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.domain import explanation, reasons
from chalicelib.domain.collection import Collection
from chalicelib.domain.explanation import Because, Explanation
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.proof import TransmissionMethod
from chalicelib.domain.review_request import STOPPING_FACTS, ReviewRequest, SendState
from chalicelib.domain.rules import Rules

WATCHDOG_AFTER = timedelta(minutes=15)
UNCONFIRMED_AFTER = timedelta(hours=24)
EXPLANATIONS_KEPT = 6


def claim(row: ReviewRequest, *, step: int, now: datetime) -> ReviewRequest | None:
    """PLANNED -> SENDING: the only door to SES. None when the step is settled or somebody else owns it.

    The row stays where it is in the due index, so that a claim whose owner died is found again (decision 10).
    """
    if not row.may_be_sent or row.step != step or row.due_at is None or row.due_at > now:
        return None
    return replace(row, send_state=SendState.SENDING, attempt=row.attempt + 1, claimed_at=now)


def record_sent(row: ReviewRequest, *, step: int, at: datetime, rules: Rules) -> ReviewRequest:
    """SENDING -> SENT by the owner of the claim, now (`at`), and the reminder planned if there is one.

    A row that already moved on only learns the fact.
    """
    return _record_evidence(row, Fact(at, FactKind.SENT, step), now=at, rules=rules)


def _record_evidence(row: ReviewRequest, sent: Fact, *, now: datetime, rules: Rules) -> ReviewRequest:
    """SENDING or UNCONFIRMED -> SENT. Evidence always wins, however late; a reminder is never planned in the past.

    Also PLANNED -> SENT: a table restored from a backup forgets what left since, and SES's events tell it again.
    """
    known = _sent_before_its_evidence(row.learning(sent), sent.step)
    if row.step != sent.step or row.send_state not in (SendState.PLANNED, SendState.SENDING, SendState.UNCONFIRMED):
        return known
    settled = replace(known, send_state=SendState.SENT, due_at=None, urgent=False)
    return _with_reminder(settled, step=row.step + 1, after=sent.at, now=now, rules=rules)


def _with_reminder(row: ReviewRequest, *, step: int, after: datetime, now: datetime, rules: Rules) -> ReviewRequest:
    """The row with its next reminder planned as e-mail number `step`; the very same row when there is none to plan."""
    reminder = rules.collection.reminder_numbered(row.reminder + 1)
    if reminder is None or row.is_stopped:
        return row
    if product_request_blocks(row, rules.collection):
        return explained(row, Because(explanation.REMINDER_BLOCKED))
    due_at, moved = rules.moved(max(after + reminder.delay.duration, now), country=row.country)
    planned = replace(row, send_state=SendState.PLANNED, step=step, reminder=row.reminder + 1, due_at=due_at)
    return explained(
        planned, Because(explanation.REMINDER, (str(planned.reminder), explanation.delay(reminder.delay))), *moved
    )


def product_request_blocks(row: ReviewRequest, collection: Collection) -> bool:
    """No reminder while a product request is still to come, except for proofs that came by SFTP (domain.md 5)."""
    if not row.has_deferred_product or not collection.product_request_blocks_reminders:
        return False
    return not (collection.sftp_reminders_unblocked and row.transmission_method is TransmissionMethod.SFTP)


def explained(row: ReviewRequest, *because: Because) -> ReviewRequest:
    """The row with more rules that spoke: the first two, which say where the date came from, and the latest.

    What lies between is left out, because every write pays for the whole row.
    """
    told = (*row.explanation, *because)
    if len(told) > EXPLANATIONS_KEPT:
        told = (*told[:2], *told[2 - EXPLANATIONS_KEPT :])
    return replace(row, explanation=told)


def postpone(row: ReviewRequest, *, step: int, until: datetime, because: Explanation) -> ReviewRequest | None:
    """PLANNED, later: outside the send window. None when the row moved on."""
    if not row.may_be_sent or row.step != step:
        return None
    return explained(_due_later(row, until), *because)


def _due_later(row: ReviewRequest, until: datetime) -> ReviewRequest:
    """The date shown while scheduled moves along; a reminder has its own place in the page."""
    planned_at = row.planned_at if row.facts.any(FactKind.SENT) else until
    return replace(row, send_state=SendState.PLANNED, due_at=until, planned_at=planned_at)


def skip_reminder(row: ReviewRequest, *, step: int, now: datetime, rules: Rules) -> ReviewRequest | None:
    """PLANNED -> the next reminder, or SENT after the last one: this one is not meant for this customer."""
    if not row.may_be_sent or row.step != step:
        return None
    skipped = explained(row, Because(explanation.REMINDER_SKIPPED, (str(row.reminder),)))
    return _with_reminder(
        replace(skipped, send_state=SendState.SENT, due_at=None), step=step, after=now, now=now, rules=rules
    )


def release_claim(
    row: ReviewRequest, *, attempt: int, retry_at: datetime, because: Because | None = None
) -> ReviewRequest | None:
    """SENDING -> PLANNED: only on proof that SES did not accept this very attempt; `because` when a limit held it.

    What stopped the request meanwhile ends it now.
    """
    if not _owns(row, attempt):
        return None
    if because:
        return _ended_if_stopped(explained(_due_later(row, retry_at), because))
    return _ended_if_stopped(replace(row, send_state=SendState.PLANNED, due_at=retry_at))


def record_failed(row: ReviewRequest, *, attempt: int, at: datetime, reason: str) -> ReviewRequest | None:
    """SENDING -> FAILED: SES will never accept this mail."""
    if not _owns(row, attempt):
        return None
    failed = row.learning(Fact(at, FactKind.FAILED, row.step, reason))
    return replace(failed, send_state=SendState.FAILED, due_at=None)


def record_unknown(row: ReviewRequest, *, attempt: int, claimed_at: datetime) -> ReviewRequest | None:
    """SENDING -> UNCONFIRMED: nobody knows whether SES accepted; 24 h are given to evidence."""
    if not _owns(row, attempt):
        return None
    return replace(row, send_state=SendState.UNCONFIRMED, due_at=claimed_at + UNCONFIRMED_AFTER)


def cancel_claim(row: ReviewRequest, *, attempt: int, fact: Fact) -> ReviewRequest | None:
    """SENDING -> CANCELLED: something read after the claim forbids the mail; nothing was sent."""
    if not _owns(row, attempt):
        return None
    return replace(row.learning(fact), send_state=SendState.CANCELLED, due_at=None)


def stop(row: ReviewRequest, fact: Fact) -> ReviewRequest:
    """A fact that ends the request: learnt at once, and what was still planned leaves the due index.

    A claim under way is left alone: its owner reads opt-outs after the claim, and the watchdog settles it.
    """
    return _ended_if_stopped(row.learning(fact))


def _ended_if_stopped(row: ReviewRequest) -> ReviewRequest:
    """What is planned although something stops it leaves the due index; else the very same row."""
    if row.send_state is not SendState.PLANNED or not row.is_stopped:
        return row
    # Whoever complains was written to, even if nothing else was told yet.
    left = row.facts.any(*_EVIDENCE, FactKind.COMPLAINED)
    state = SendState.SENT if left else SendState.CANCELLED
    return replace(row, send_state=state, due_at=None, urgent=False)


def settle_overdue_claim(row: ReviewRequest, *, now: datetime, rules: Rules) -> ReviewRequest | None:
    """The watchdog: a claim older than 15 minutes becomes UNCONFIRMED; after 24 h without evidence an error says so.

    Never back to PLANNED: silence is no proof. None when the row is not due for the watchdog.
    """
    if row.claimed_at is None or not _is_overdue(row, now):
        return None
    evidence = _evidence(row, row.step)
    if evidence:
        return _record_evidence(row, Fact(evidence, FactKind.SENT, row.step), now=now, rules=rules)
    if row.send_state is SendState.SENDING:
        return replace(row, send_state=SendState.UNCONFIRMED, due_at=row.claimed_at + UNCONFIRMED_AFTER)
    return _given_up(row, claimed_at=row.claimed_at, now=now, rules=rules)


def _is_overdue(row: ReviewRequest, now: datetime) -> bool:
    if row.claimed_at is None or row.due_at is None:
        return False
    if row.send_state is SendState.SENDING:
        return now >= row.claimed_at + WATCHDOG_AFTER
    return row.send_state is SendState.UNCONFIRMED and now >= row.due_at


def _given_up(row: ReviewRequest, *, claimed_at: datetime, now: datetime, rules: Rules) -> ReviewRequest:
    """24 h without evidence: the row says so, and the reminder, a step of its own, is the second chance."""
    known = row.learning(Fact(claimed_at + UNCONFIRMED_AFTER, FactKind.UNCONFIRMED, row.step, reasons.UNCONFIRMED))
    settled = replace(known, due_at=None, urgent=False)
    return _with_reminder(settled, step=row.step + 1, after=claimed_at, now=now, rules=rules)


_EVIDENCE = (
    FactKind.SENT,
    FactKind.DELIVERED,
    FactKind.BOUNCED,
    FactKind.SOFT_BOUNCED,
    FactKind.OPENED,
    FactKind.MACHINE_OPENED,
)


def _evidence(row: ReviewRequest, step: int) -> datetime | None:
    """The earliest instant that proves SES accepted the e-mail of a step."""
    found = [fact.at for kind in _EVIDENCE if (fact := row.facts.get(kind, step))]
    return min(found) if found else None


def _sent_before_its_evidence(row: ReviewRequest, step: int) -> ReviewRequest:
    """An e-mail left no later than the first thing known of it, in whatever order we were told."""
    earliest = _evidence(row, step)
    if earliest is None or not row.facts.has(FactKind.SENT, step):
        return row
    return row.learning(Fact(earliest, FactKind.SENT, step))


def learn_email_event(row: ReviewRequest, fact: Fact, *, now: datetime, rules: Rules) -> ReviewRequest:
    """What SES told us: the fact is kept; evidence of sending settles the step; a stopping fact stops.

    A claim under way is left to its owner, who is about to record the same.
    """
    known = _sent_before_its_evidence(row.learning(fact), fact.step)
    if fact.kind in _EVIDENCE and fact.step == known.step and known.send_state is not SendState.SENDING:
        known = _record_evidence(known, Fact(fact.at, FactKind.SENT, fact.step), now=now, rules=rules)
    return _ended_if_stopped(known) if fact.kind in STOPPING_FACTS else known


def _owns(row: ReviewRequest, attempt: int) -> bool:
    return row.send_state is SendState.SENDING and row.attempt == attempt
