"""The send queue and the ticks that feed it."""

import json
from dataclasses import asdict
from typing import Any

from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from chalicelib.bootstrap import wiring
from chalicelib.observability import logger, metrics
from chalicelib.triggers.batches import Answer, each_record
from chalicelib.usecases.ports import DueRow, Released
from chalicelib.usecases.release_due_requests import release_due_requests
from chalicelib.usecases.send_review_request import send_review_request

TIME_FOR_ONE_MAIL_MS = 15_000
"""SES may take ten seconds to answer, and the answer must be recorded."""


def on_send_queue(event: Any) -> Answer:
    """Send each released e-mail; rows and proofs of the whole batch are read in one call.

    Old sockets are dropped first: one that died while the sandbox was frozen would look like an unknown outcome
    (reliability.md 2.3).
    """
    wiring.mailer.begin_invocation()
    batch = ReleasedBatch(event)
    return each_record(event, batch.send)


class ReleasedBatch:
    """The e-mails of one invocation."""

    def __init__(self, event: Any) -> None:
        self._context = event.context
        readable = {due for record in event.to_dict()["Records"] if (due := _due_row(record["body"]))}
        self._released = {one.due: one for one in wiring.review_requests.released(tuple(readable))}

    def send(self, record: SQSRecord) -> None:
        """One e-mail. What cannot be finished in the time left is delivered again (reliability.md 5.2)."""
        if self._context.get_remaining_time_in_millis() < TIME_FOR_ONE_MAIL_MS:
            raise TimeoutError("no time left for another e-mail in this invocation")
        due = _due_row(record.body)
        if due is None:
            raise ValueError("this message names no e-mail")
        _send(self._released[due])


def _due_row(body: str) -> DueRow | None:
    """None for a message that is not ours: it fails alone and ends in the dead-letter queue."""
    try:
        message = json.loads(body)
        return DueRow(message["website_id"], message["review_request_id"], int(message["step"]), message["proof_id"])
    except (ValueError, KeyError, TypeError):
        return None


def _send(released: Released) -> None:
    due = released.due
    result = send_review_request(wiring.sender, released, now=wiring.clock.now())
    metrics.add_metric("ReviewRequest" + result.name.title().replace("_", ""), "Count", 1)
    logger.info("Released e-mail handled", review_request_id=due.review_request_id, step=due.step, result=result.value)


def on_tick() -> dict[str, int]:
    """Release what is due. The tick's own time is not read: two schedulers write it differently, the clock is one."""
    sweep = release_due_requests(wiring.sweeper, now=wiring.clock.now())
    told = asdict(sweep)
    metrics.add_metric("ReviewRequestGranted", "Count", sweep.granted)
    metrics.add_metric("ReviewRequestReleased", "Count", sweep.released)
    metrics.add_metric("ReviewRequestWaiting", "Count", sweep.waiting)
    metrics.add_metric("ReviewRequestLate", "Count", sweep.late)
    logger.info("Due requests released", **told)
    return {name: int(number) for name, number in told.items()}
