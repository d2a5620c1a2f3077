"""Send one released e-mail: claim, then read the opt-out strongly, then one attempt at SES, then record.

At most one acceptance by SES per request and step, none after an opt-out (reliability.md 2.3). Everything that can be
prepared or can fail harmlessly comes before the claim; between claim and record stands nothing but the opt-out and SES.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.domain import reasons
from chalicelib.domain.collection import Collection
from chalicelib.domain.errors import SendRefusedError, SendRejectedError, SendUnknownError
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.identity import Identities
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.send_protocol import (
    cancel_claim,
    claim,
    record_failed,
    record_sent,
    record_unknown,
    release_claim,
)
from chalicelib.usecases.ports import Composer, DueRow, Mail, Mailer, OptOuts, ReviewRequests, Transition, Websites

RETRY_AFTER_REFUSAL = timedelta(minutes=2)


class SendResult(StrEnum):
    """What became of one released e-mail."""

    SENT = "sent"
    NOT_OURS = "not_ours"
    OPTED_OUT = "opted_out"
    REFUSED = "refused"
    REJECTED = "rejected"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Sender:
    """The ports the send protocol needs."""

    store: ReviewRequests
    opt_outs: OptOuts
    websites: Websites
    composer: Composer
    mailer: Mailer
    identities: Identities


def send_review_request(sender: Sender, due: DueRow, *, now: datetime) -> SendResult:
    """Send the e-mail of one request and step, if the door is still open.

    Repeating it is harmless: only the holder of a fresh claim reaches SES. Raises what the store raises before the
    claim (nothing was sent) or while recording (the watchdog and SES's events settle the row).
    """
    row = sender.store.get(due.website_id, due.review_request_id)
    if row is None or claim(row, step=due.step, now=now) is None:
        return SendResult.NOT_OURS
    collection = sender.websites.collection(due.website_id)
    mail = _prepare(sender, row, collection, now)
    claimed = sender.store.change(
        due.website_id, due.review_request_id, lambda current: claim(current, step=due.step, now=now)
    )
    if claimed is None:
        return SendResult.NOT_OURS
    opt_out = sender.opt_outs.covering(claimed.website_id, sender.identities.email_hash(claimed.customer_email))
    if opt_out is not None:
        fact = Fact(now, FactKind.OPTED_OUT, reason=reasons.OPTED_OUT)
        _change(sender, claimed, lambda current: cancel_claim(current, attempt=claimed.attempt, fact=fact))
        return SendResult.OPTED_OUT
    return _send_claimed(sender, claimed, mail, collection, now)


def _prepare(sender: Sender, row: ReviewRequest, collection: Collection, now: datetime) -> Mail:
    stored = sender.store.proof(row.website_id, row.proof_id)
    if stored is None:
        raise LookupError("the proof of a review request is missing")  # one transaction writes both
    return sender.composer.compose(row, stored, collection, now=now)


def _send_claimed(sender: Sender, row: ReviewRequest, mail: Mail, collection: Collection, now: datetime) -> SendResult:
    """The one call site of SES, and the transition each outcome gives."""
    attempt = row.attempt
    try:
        sender.mailer.send(mail)
    except SendRefusedError:
        retry_at = now + RETRY_AFTER_REFUSAL
        _change(sender, row, lambda current: release_claim(current, attempt=attempt, retry_at=retry_at))
        return SendResult.REFUSED
    except SendRejectedError:
        reason = reasons.REJECTED_BY_SES
        _change(sender, row, lambda current: record_failed(current, attempt=attempt, at=now, reason=reason))
        return SendResult.REJECTED
    except SendUnknownError:
        _change(sender, row, lambda current: record_unknown(current, attempt=attempt, claimed_at=now))
        return SendResult.UNKNOWN
    _change(sender, row, lambda current: record_sent(current, step=row.step, at=now, collection=collection))
    return SendResult.SENT


def _change(sender: Sender, row: ReviewRequest, transition: Transition) -> None:
    sender.store.change(row.website_id, row.review_request_id, transition)
