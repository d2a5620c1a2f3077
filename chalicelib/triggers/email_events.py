"""What SES tells, through SNS and SQS: one JSON in another in another."""

import json
from datetime import datetime
from typing import Any

from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from chalicelib.bootstrap import wiring
from chalicelib.domain.facts import FactKind
from chalicelib.intake.ses_notifications import EmailEventFormatError, parse_ses_event
from chalicelib.observability import logger, metrics
from chalicelib.triggers.batches import Answer, each_record
from chalicelib.usecases.record_email_event import Recorded, record_email_event
from chalicelib.usecases.watch_reputation import watch_reputation

TOPIC_VALIDATION = "Successfully validated SNS topic"
"""What SES publishes once, in plain text, when an event destination is created."""


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
    if told.fact is None:
        logger.info("E-mail event teaches nothing", event_type=told.event_type, message_id=told.ses_message_id)
        return
    now = wiring.clock.now()
    recorded = record_email_event(
        wiring.tracking,
        website_id=told.website_id,
        review_request_id=told.review_request_id,
        fact=told.fact,
        now=now,
    )
    if recorded is None:
        raise LookupError("an e-mail event speaks of a review request that does not exist")
    _watch(told.website_id, told.fact.kind, recorded, now)


def _watch(website_id: str, kind: FactKind, recorded: Recorded, now: datetime) -> None:
    """Too many bounces or complaints stop a website, or all, by themselves; an operator is told."""
    stopped = watch_reputation(wiring.governor, website_id=website_id, kind=kind, taught=recorded.taught, now=now)
    for stopped_id, bad in stopped.items():
        metrics.add_metric("SendingPausedAutomatically", "Count", 1)
        logger.error("Sending paused by itself", website_id=stopped_id, reason=bad.value)
