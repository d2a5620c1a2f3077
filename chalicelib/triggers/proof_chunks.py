"""The queue of chunks: each message is one part of a large file, worked through on its own."""

from datetime import timedelta
from typing import Any

from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from chalicelib.bootstrap import wiring
from chalicelib.domain.errors import BusyError
from chalicelib.observability import logger, metrics
from chalicelib.triggers.batches import Answer, each_record_or_give_up
from chalicelib.usecases.receive_chunk import receive_chunk

PAUSE_WHEN_BUSY = timedelta(seconds=30)


def on_proof_chunks(event: Any) -> Answer:
    """Work through the chunks that are told."""
    return each_record_or_give_up(event, _receive, _give_up)


def _receive(record: SQSRecord) -> None:
    website_id, transmission_id, number = _named(record)
    try:
        receive_chunk(wiring.intake, website_id, transmission_id, number, now=wiring.clock.now())
    except BusyError:
        logger.warning("Chunk goes on in a moment", transmission_id=transmission_id, number=number)
        wiring.intake_queue.put_chunks(website_id, transmission_id, [number], delay=PAUSE_WHEN_BUSY)
        return
    logger.info("Chunk worked through", website_id=website_id, transmission_id=transmission_id, number=number)


def _give_up(record: SQSRecord) -> None:
    """It waits among the dead letters for a person; the others of its file go on, and the file stays `running`."""
    website_id, transmission_id, number = _named(record)
    metrics.add_metric("ProofChunkGivenUp", "Count", 1)
    logger.error("Chunk given up", website_id=website_id, transmission_id=transmission_id, number=number)


def _named(record: SQSRecord) -> tuple[str, str, int]:
    message = record.json_body
    return message["website_id"], message["transmission_id"], message["number"]
