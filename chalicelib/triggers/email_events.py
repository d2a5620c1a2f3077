"""What SES tells, through SNS and SQS: one JSON in another in another."""

import json
from datetime import datetime
from typing import Any

from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from chalicelib.bootstrap import wiring
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.sandbox import is_sandbox
from chalicelib.domain.unknown_event import UnknownEvent
from chalicelib.intake.ses_notifications import EmailEvent, EmailEventFormatError, parse_ses_event
from chalicelib.observability import logger, metrics
from chalicelib.triggers.batches import Answer, each_record
from chalicelib.usecases.keep_unknown_event import keep_unknown_event
from chalicelib.usecases.record_email_event import OPENINGS, Recorded, record_email_event
from chalicelib.usecases.record_opening import Opening, record_opening
from chalicelib.usecases.watch_reputation import watch_reputation

TOPIC_VALIDATION = "Successfully validated SNS topic"
"""What SES publishes once, in plain text, when an event destination is created."""

_NO_SUCH_REQUEST = "an e-mail event speaks of a review request that does not exist"


def on_email_events(event: Any) -> Answer:
    """Add what SES told to each request."""
    return each_record(event, _record)


def _record(record: SQSRecord) -> None:
    """One SES event. One that teaches nothing is counted; one that cannot be read or has no row ends in the
    dead-letter queue, because every e-mail we send belongs to a row.
    """
    message = json.loads(record.body)["Message"]
    if message.startswith(TOPIC_VALIDATION):
        return
    try:
        told = parse_ses_event(message)
    except EmailEventFormatError as error:
        metrics.add_metric("EmailEventUnreadable", "Count", 1)
        logger.warning("E-mail event unreadable", code=error.code)
        raise
    metrics.add_metric("EmailEventReceived", "Count", 1)
    if told.unknown:
        _keep(told, told.unknown)
    if told.fact:
        _learn(told, told.fact)
    elif not told.unknown:
        logger.info("E-mail event teaches nothing", event_type=told.event_type, message_id=told.ses_message_id)


def _keep(told: EmailEvent, event: UnknownEvent) -> None:
    """SES told something new: kept with the request, and counted once, so that somebody looks."""
    is_new = keep_unknown_event(
        wiring.review_requests,
        wiring.unknown_events,
        website_id=told.website_id,
        review_request_id=told.review_request_id,
        event=event,
    )
    if is_new is None:
        raise LookupError(_NO_SUCH_REQUEST)
    if is_new:
        metrics.add_metric("EmailEventUnknown", "Count", 1)
        logger.warning("E-mail event of an unknown kind kept", kind=event.kind, message_id=told.ses_message_id)


def _learn(told: EmailEvent, fact: Fact) -> None:
    now = wiring.clock.now()
    recorded = _opened(told, fact, now) if fact.kind in OPENINGS else _recorded(told, fact, now)
    if recorded is None:
        raise LookupError(_NO_SUCH_REQUEST)
    if recorded.dropped:
        metrics.add_metric("EmailOpeningDropped", "Count", 1)
    _watch(told.website_id, fact.kind, recorded, now)


def _recorded(told: EmailEvent, fact: Fact, now: datetime) -> Recorded | None:
    return record_email_event(
        wiring.tracking,
        website_id=told.website_id,
        review_request_id=told.review_request_id,
        fact=fact,
        now=now,
    )


def _opened(told: EmailEvent, fact: Fact, now: datetime) -> Recorded | None:
    is_click = told.event_type == "Click"
    opening = Opening(told.website_id, told.review_request_id, fact, told.opens, told.mailed_at, is_click)
    return record_opening(wiring.tracking, wiring.open_counts, opening, now=now)


def _watch(website_id: str, kind: FactKind, recorded: Recorded, now: datetime) -> None:
    """Too many bounces or complaints stop a website, or all, by themselves; an operator is told.

    What the simulator plays for the sandbox speaks against nobody.
    """
    if is_sandbox(recorded.row.experience_reference):
        return
    stopped = watch_reputation(wiring.governor, website_id=website_id, kind=kind, taught=recorded.taught, now=now)
    for stopped_id, bad in stopped.items():
        metrics.add_metric("SendingPausedAutomatically", "Count", 1)
        logger.error("Sending paused by itself", website_id=stopped_id, reason=bad.value)
