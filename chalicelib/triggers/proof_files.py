"""Files and asynchronous calls to be cut and worked through, and the tick that finds files nobody told of.

Their queue holds S3's notifications (any number in one record, keys URL-encoded) and our own messages of transmissions.
"""

import json
from datetime import timedelta
from typing import Any
from urllib.parse import unquote_plus

from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from chalicelib.bootstrap import wiring
from chalicelib.domain.errors import BusyError, WebsiteNotFoundError
from chalicelib.observability import logger, metrics
from chalicelib.triggers.batches import Answer, each_record
from chalicelib.usecases.advance_transmission import advance_transmission
from chalicelib.usecases.sweep_dropped_files import sweep_dropped_files
from chalicelib.usecases.take_in_proof_file import take_in_proof_file

PAUSE_WHEN_BUSY = timedelta(seconds=30)


def on_proof_files(event: Any) -> Answer:
    """Bring every file that is notified and every transmission that is named further."""
    return each_record(event, _receive)


def _receive(record: SQSRecord) -> None:
    """One message. S3's own test message has no records; what was not dropped by a merchant is passed over."""
    message = json.loads(record.body)
    if "transmission_id" in message:
        _advance(message["website_id"], message["transmission_id"])
    for notified in message.get("Records", []):
        _receive_file(unquote_plus(notified["s3"]["object"]["key"]))


def _receive_file(key: str) -> None:
    try:
        taken = take_in_proof_file(wiring.drop_desk, key, now=wiring.clock.now())
    except WebsiteNotFoundError:
        logger.error("File dropped in a folder that is no website's")
        raise
    if taken is None:
        return
    whole, is_new = taken
    if is_new:
        metrics.add_metric("ProofFileReceived", "Count", 1)
    _advance(whole.website_id, whole.transmission_id)


def _advance(website_id: str, transmission_id: str) -> None:
    """A store that asks to slow down is asked again in a moment, not after the queue's long visibility timeout."""
    try:
        whole = advance_transmission(wiring.intake, website_id, transmission_id, now=wiring.clock.now())
    except BusyError:
        logger.warning("Transmission goes on in a moment", transmission_id=transmission_id)
        wiring.intake_queue.put_transmission(website_id, transmission_id, delay=PAUSE_WHEN_BUSY)
        return
    if whole.is_over:
        metrics.add_metric("ProofReceived", "Count", whole.books.received)
    logger.info(
        "Transmission advanced",
        website_id=website_id,
        transmission_id=transmission_id,
        state=whole.state.value,
        chunks=whole.chunks,
        chunks_done=whole.chunks_done,
        received=whole.books.received,
    )


def on_sweep() -> dict[str, int]:
    """Find what lies in drop folders although nobody works on it."""
    swept = sweep_dropped_files(wiring.drop_desk, now=wiring.clock.now())
    if swept.found:
        metrics.add_metric("DroppedFileFound", "Count", swept.found)
        logger.warning("Dropped files found whose notification never came", found=swept.found)
    if swept.resumed:
        logger.warning("Files that stood still go on", resumed=swept.resumed)
    if swept.strays:
        logger.error("Files lie in a folder that is no website's", strays=swept.strays)
    return {"found": swept.found, "resumed": swept.resumed, "strays": swept.strays}
