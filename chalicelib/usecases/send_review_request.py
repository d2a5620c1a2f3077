"""Send one released e-mail: claim, then ask the contact strongly, then one attempt at SES, then record.

At most one acceptance by SES per request and step, none after an opt-out (reliability.md 2.3). Everything that can be
prepared or can fail harmlessly stands here, before the claim; what follows the claim stands in `send_claimed.py`.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.rules import Rules
from chalicelib.domain.send_decision import Leave, Skip, Wait, decide
from chalicelib.domain.send_protocol import claim, postpone, settle_overdue_claim, skip_reminder, stop
from chalicelib.domain.sent_mail import SentMail, remembering
from chalicelib.usecases.ports import Mail, Released
from chalicelib.usecases.send_claimed import Claimed, send_claimed
from chalicelib.usecases.sender import Sender, SendResult


def send_review_request(sender: Sender, released: Released, *, now: datetime) -> SendResult:
    """Send the e-mail of one request and step, if the door is still open; settle a claim that nobody ended.

    Repeating it is harmless: only the holder of a fresh claim reaches SES. Raises what the store raises before the
    claim (nothing was sent) or while recording (the watchdog and SES's events settle the row).
    """
    started = sender.clock.elapsed()
    row = released.row
    if row is None:
        return SendResult.NOT_OURS
    rules = sender.rules(row.website_id)
    overdue = partial(settle_overdue_claim, now=now, rules=rules)
    if overdue(row) is not None:
        return SendResult.SETTLED if sender.change(row, overdue) else SendResult.NOT_OURS
    if claim(row, step=released.due.step, now=now) is None:
        return SendResult.NOT_OURS
    if sender.governor.pause_of(row.website_id, now=now):
        return SendResult.PAUSED
    if not isinstance(decide(row, rules, now=now), Leave):
        return _hold(sender, row, rules, now)
    return _claim_and_send(sender, released, rules, now=now, started=started)


def _hold(sender: Sender, row: ReviewRequest, rules: Rules, now: datetime) -> SendResult:
    """Decided on the row that is written over: what an earlier look said may no longer hold."""
    result = SendResult.NOT_OURS

    def transition(current: ReviewRequest) -> ReviewRequest | None:
        nonlocal result
        decision = decide(current, rules, now=now)
        if not current.may_be_sent or current.step != row.step or isinstance(decision, Leave):
            result = SendResult.NOT_OURS
            return None
        if isinstance(decision, Wait):
            result = SendResult.POSTPONED
            return postpone(current, step=row.step, until=decision.until, because=decision.because)
        if isinstance(decision, Skip):
            result = SendResult.SKIPPED
            return skip_reminder(current, step=row.step, now=now, rules=rules)
        result = SendResult.CANCELLED
        return stop(current, Fact(now, FactKind.CANCELLED, current.step, decision.reason))

    sender.change(row, transition)
    return result


def _claim_and_send(sender: Sender, released: Released, rules: Rules, *, now: datetime, started: float) -> SendResult:
    """`started` is when `now` was true: a machine may have slept since, and the window may have closed."""
    row = released.row
    if row is None or released.stored is None:
        raise LookupError("the proof of a review request is missing")  # one transaction writes both
    mail: Mail = sender.composer.compose(row, released.stored, rules.collection, now=now)

    began = sender.clock.elapsed()
    now += timedelta(seconds=began - started)

    def claim_as_composed(current: ReviewRequest) -> ReviewRequest | None:
        """What changed since the mail was composed may have changed the mail: the next tick takes it up again."""
        same = (current.customer_email, current.reminder) == (row.customer_email, row.reminder)
        leaves = isinstance(decide(current, rules, now=now), Leave)
        mine = claim(current, step=released.due.step, now=now) if same and leaves else None
        return _remembering(mine, mail, rules) if mine else None

    claimed = sender.change(row, claim_as_composed)
    if claimed is None:
        return SendResult.NOT_OURS
    return send_claimed(sender, Claimed(claimed, mail, rules, now, began))


def _remembering(row: ReviewRequest, mail: Mail, rules: Rules) -> ReviewRequest:
    """The claim is a write anyway: it says what is about to leave, so that it can be shown again (decision 23)."""
    sent = SentMail(row.step, row.reminder, rules.collection.version, mail.template, mail.digest)
    return replace(row, mails=remembering(row.mails, sent))
