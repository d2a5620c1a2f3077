"""What the holder of a fresh claim does: ask the contact, hand the mail to SES once, record what is proved.

The one call site of SES. Nothing here is ever repeated for the same claim but the question to the contact.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain import explanation, reasons
from chalicelib.domain.collection import CapAction
from chalicelib.domain.errors import SendRefusedError, SendRejectedError, SendUnknownError
from chalicelib.domain.explanation import Because
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.opt_out import OptOutWish
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.rules import Rules
from chalicelib.domain.send_protocol import cancel_claim, record_failed, record_sent, record_unknown, release_claim
from chalicelib.usecases.contact_ports import Admission, Asking
from chalicelib.usecases.ports import Mail
from chalicelib.usecases.sender import Sender, SendResult

RETRY_AFTER_REFUSAL = timedelta(minutes=2)
RETRY_AFTER_DELAY = timedelta(seconds=60)
ADMISSION_GOOD_FOR_SECONDS = 2.0
CLAIM_GOOD_FOR_SECONDS = 5.0
"""reliability.md 2.3, step 3: what was read or claimed longer ago proves nothing about now."""


@dataclass(frozen=True)
class Claimed:
    """A row in our hands, the mail composed for it, and since when (`started`, in the clock's elapsed seconds)."""

    row: ReviewRequest
    mail: Mail
    rules: Rules
    now: datetime
    started: float


def send_claimed(sender: Sender, claimed: Claimed) -> SendResult:
    """Send or let go. Raises what the store raises while recording; SES is never called twice."""
    while True:
        asked_at = sender.clock.elapsed()
        admission = sender.contacts.admit(_asking(sender, claimed))
        if not admission.admitted:
            return _held_back(sender, claimed, admission)
        answered_at = sender.clock.elapsed()
        if answered_at - claimed.started > CLAIM_GOOD_FOR_SECONDS:
            return _too_late(sender, claimed)
        if answered_at - asked_at <= ADMISSION_GOOD_FOR_SECONDS:
            return _hand_to_ses(sender, claimed)


def _hand_to_ses(sender: Sender, claimed: Claimed) -> SendResult:
    """One attempt, and the transition each outcome gives."""
    row, now = claimed.row, claimed.now
    try:
        sender.mailer.send(claimed.mail)
    except SendRefusedError:
        retry_at = now + RETRY_AFTER_REFUSAL
        sender.change(row, lambda current: release_claim(current, attempt=row.attempt, retry_at=retry_at))
        return SendResult.REFUSED
    except SendRejectedError:
        reason = reasons.REJECTED_BY_SES
        sender.change(row, lambda current: record_failed(current, attempt=row.attempt, at=now, reason=reason))
        return SendResult.REJECTED
    except SendUnknownError:
        sender.change(row, lambda current: record_unknown(current, attempt=row.attempt, claimed_at=now))
        return SendResult.UNKNOWN
    sender.change(row, lambda current: record_sent(current, step=row.step, at=now, rules=claimed.rules))
    return SendResult.SENT


def _too_late(sender: Sender, claimed: Claimed) -> SendResult:
    """The machine slept between claim and SES: nothing was sent, so the claim may be given back."""
    row, retry_at = claimed.row, claimed.now + RETRY_AFTER_DELAY
    sender.change(row, lambda current: release_claim(current, attempt=row.attempt, retry_at=retry_at))
    return SendResult.LATE


def _asking(sender: Sender, claimed: Claimed) -> Asking:
    """What an operator asked to send now is held by opt-outs alone; a cap speaks of a request's first e-mail."""
    row, rules, now = claimed.row, claimed.rules, claimed.now
    collection, limited = rules.collection, not row.urgent
    period = collection.cap_period if limited and row.reminder == 0 and row.step == 0 else None
    return Asking(
        website_id=row.website_id,
        email_hash=sender.identities.email_hash(row.customer_email),
        review_request_id=row.review_request_id,
        step=row.step,
        now=now,
        day=rules.local_day(now, country=row.country) if limited and collection.one_email_a_day else None,
        capped_since=now - period if period else None,
    )


def _held_back(sender: Sender, claimed: Claimed, admission: Admission) -> SendResult:
    row, now = claimed.row, claimed.now
    if admission.opt_out:
        return _opted_out(sender, claimed, admission.opt_out.wish)
    collection = claimed.rules.collection
    if admission.capped_by_first_at and collection.cap and collection.cap.action is CapAction.DROP:
        return _cancel(sender, claimed, Fact(now, FactKind.CANCELLED, row.step, reasons.CAPPED), SendResult.CANCELLED)
    until, because = _later(claimed, admission)
    sender.change(row, lambda current: release_claim(current, attempt=row.attempt, retry_at=until, because=because))
    return SendResult.LIMITED


def _opted_out(sender: Sender, claimed: Claimed, wish: OptOutWish) -> SendResult:
    """A person's wish is for good; an address that failed can be corrected, so this e-mail failed and no more."""
    row, now = claimed.row, claimed.now
    if not wish.is_of_the_address:
        return _cancel(sender, claimed, Fact(now, FactKind.OPTED_OUT, reason=wish.reason), SendResult.OPTED_OUT)
    sender.change(row, lambda current: record_failed(current, attempt=row.attempt, at=now, reason=wish.reason))
    return SendResult.SUPPRESSED


def _cancel(sender: Sender, claimed: Claimed, fact: Fact, result: SendResult) -> SendResult:
    row = claimed.row
    sender.change(row, lambda current: cancel_claim(current, attempt=row.attempt, fact=fact))
    return result


def _later(claimed: Claimed, admission: Admission) -> tuple[datetime, Because]:
    """When the limit ends, inside the send window, and the limit's name."""
    row, rules, period = claimed.row, claimed.rules, claimed.rules.collection.cap_period
    if admission.capped_by_first_at and period:
        ends = admission.capped_by_first_at + period
        return rules.opening(ends, country=row.country), Because(
            explanation.CAPPED, (explanation.instant(admission.capped_by_first_at),)
        )
    return rules.opening(_next_day(claimed), country=row.country), Because(explanation.ONE_A_DAY)


def _next_day(claimed: Claimed) -> datetime:
    """The same time of the customer's next day: 24 h later, or 25 where a clock change makes the day that long."""
    today = claimed.rules.local_day(claimed.now, country=claimed.row.country)
    later = (claimed.now + timedelta(hours=hours) for hours in (24, 25))
    return next(at for at in later if claimed.rules.local_day(at, country=claimed.row.country) != today)
