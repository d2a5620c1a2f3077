"""The send protocol's transitions: claim once, never send again without proof of refusal (reliability.md 2.3, 2.4).

Each function takes a row and gives the row after the transition, or None when the transition is not open. The store
writes the result only if nobody wrote in between, so a transition decides on what it was given and nothing else.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.domain import reasons
from chalicelib.domain.collection import Collection
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.review_request import STOPPING_FACTS, ReviewRequest, SendState

WATCHDOG_AFTER = timedelta(minutes=15)
UNCONFIRMED_AFTER = timedelta(hours=24)


def claim(row: ReviewRequest, *, step: int, now: datetime) -> ReviewRequest | None:
    """PLANNED -> SENDING: the only door to SES. None when the step is settled or somebody else owns it."""
    if not row.may_be_sent or row.step != step or row.due_at is None or row.due_at > now:
        return None
    return replace(row, send_state=SendState.SENDING, attempt=row.attempt + 1, due_at=now + WATCHDOG_AFTER)


def record_sent(row: ReviewRequest, *, step: int, at: datetime, collection: Collection) -> ReviewRequest:
    """SENDING -> SENT by the owner of the claim, now (`at`), and the reminder planned if there is one.

    A row that already moved on only learns the fact.
    """
    return _record_evidence(row, Fact(at, FactKind.SENT, step), now=at, collection=collection)


def _record_evidence(row: ReviewRequest, sent: Fact, *, now: datetime, collection: Collection) -> ReviewRequest:
    """SENDING or UNCONFIRMED -> SENT. Evidence always wins, however late; a reminder is never planned in the past.

    Also PLANNED -> SENT: a table restored from a backup forgets what left since, and SES's events tell it again.
    """
    known = row.learning(sent)
    if row.step != sent.step or row.send_state not in (SendState.PLANNED, SendState.SENDING, SendState.UNCONFIRMED):
        return known
    delay = collection.reminder_delay(row.step + 1)
    if delay is None or known.facts.any(*STOPPING_FACTS):
        return replace(known, send_state=SendState.SENT, due_at=None)
    return _planned_next(known, at=max(sent.at + delay, now))


def _planned_next(row: ReviewRequest, *, at: datetime) -> ReviewRequest:
    return replace(row, send_state=SendState.PLANNED, step=row.step + 1, due_at=at)


def release_claim(row: ReviewRequest, *, attempt: int, retry_at: datetime) -> ReviewRequest | None:
    """SENDING -> PLANNED: only on proof that SES did not accept this very attempt."""
    if not _owns(row, attempt):
        return None
    return replace(row, send_state=SendState.PLANNED, due_at=retry_at)


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
    known = row.learning(fact)
    if known.send_state is not SendState.PLANNED:
        return known
    state = SendState.SENT if known.step else SendState.CANCELLED
    return replace(known, send_state=state, due_at=None)


def settle_overdue_claim(row: ReviewRequest, *, now: datetime, collection: Collection) -> ReviewRequest | None:
    """The watchdog: a claim older than 15 minutes becomes UNCONFIRMED; after 24 h without evidence an error says so.

    Never back to PLANNED: silence is no proof. None when the row is not due for the watchdog.
    """
    if row.send_state not in (SendState.SENDING, SendState.UNCONFIRMED) or row.due_at is None or row.due_at > now:
        return None
    evidence = _evidence(row)
    if evidence:
        return _record_evidence(row, Fact(evidence, FactKind.SENT, row.step), now=now, collection=collection)
    if row.send_state is SendState.SENDING:
        claimed_at = row.due_at - WATCHDOG_AFTER
        return replace(row, send_state=SendState.UNCONFIRMED, due_at=claimed_at + UNCONFIRMED_AFTER)
    return _given_up(row, claimed_at=row.due_at - UNCONFIRMED_AFTER, now=now, collection=collection)


def _given_up(row: ReviewRequest, *, claimed_at: datetime, now: datetime, collection: Collection) -> ReviewRequest:
    """24 h without evidence: the row says so, and the reminder, a step of its own, is the second chance."""
    known = row.learning(Fact(claimed_at + UNCONFIRMED_AFTER, FactKind.UNCONFIRMED, row.step, reasons.UNCONFIRMED))
    delay = collection.reminder_delay(row.step + 1)
    if delay is None or known.facts.any(*STOPPING_FACTS):
        return replace(known, due_at=None)
    return _planned_next(known, at=max(claimed_at + delay, now))


_EVIDENCE = (
    FactKind.SENT,
    FactKind.DELIVERED,
    FactKind.BOUNCED,
    FactKind.SOFT_BOUNCED,
    FactKind.OPENED,
    FactKind.MACHINE_OPENED,
)


def _evidence(row: ReviewRequest) -> datetime | None:
    """The earliest instant that proves SES accepted the current step."""
    found = [fact.at for kind in _EVIDENCE if (fact := row.facts.get(kind, row.step))]
    return min(found) if found else None


def learn_email_event(row: ReviewRequest, fact: Fact, *, now: datetime, collection: Collection) -> ReviewRequest:
    """What SES told us: the fact is kept; evidence of sending settles the step; a stopping fact stops.

    A claim under way is left to its owner, who is about to record the same.
    """
    known = stop(row, fact) if fact.kind in STOPPING_FACTS else row.learning(fact)
    if fact.kind in _EVIDENCE and fact.step == known.step and known.send_state is not SendState.SENDING:
        sent = Fact(fact.at, FactKind.SENT, fact.step)
        return _record_evidence(known, sent, now=now, collection=collection)
    return known


def _owns(row: ReviewRequest, attempt: int) -> bool:
    return row.send_state is SendState.SENDING and row.attempt == attempt
