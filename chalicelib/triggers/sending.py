"""The send queue and the ticks that feed it."""

from typing import Any

from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from chalicelib.bootstrap import wiring
from chalicelib.observability import logger, metrics
from chalicelib.triggers.batches import Answer, each_record
from chalicelib.usecases.ports import DueRow
from chalicelib.usecases.release_due_requests import release_due_requests
from chalicelib.usecases.send_review_request import send_review_request


def on_send_queue(event: Any) -> Answer:
    """Send each released e-mail. Old sockets are dropped first: one that died while the sandbox was frozen would look
    like an unknown outcome (reliability.md 2.3).
    """
    wiring.mailer.begin_invocation()
    return each_record(event, _send)


def _send(record: SQSRecord) -> None:
    message = record.json_body
    due = DueRow(message["website_id"], message["review_request_id"], int(message["step"]))
    result = send_review_request(wiring.sender, due, now=wiring.clock.now())
    metrics.add_metric("ReviewRequest" + result.name.title().replace("_", ""), "Count", 1)
    logger.info("Released e-mail handled", review_request_id=due.review_request_id, step=due.step, result=result.value)


def on_tick() -> dict[str, int]:
    """Release what is due. The tick's own time is not read: two schedulers write it differently, the clock is one."""
    sweep = release_due_requests(
        wiring.review_requests, wiring.websites, wiring.send_queue, wiring.mailer, now=wiring.clock.now()
    )
    metrics.add_metric("ReviewRequestReleased", "Count", sweep.released)
    logger.info(
        "Due requests released", released=sweep.released, settled=sweep.settled, more_waiting=sweep.more_waiting
    )
    return {"released": sweep.released, "settled": sweep.settled}
