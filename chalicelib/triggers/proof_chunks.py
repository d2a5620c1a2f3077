"""The queue of chunks: each message is one part of a large file, worked through on its own."""

from typing import Any

from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from chalicelib.bootstrap import wiring
from chalicelib.domain.errors import BusyError, TransmissionNotFoundError
from chalicelib.triggers.batches import Answer, each_record


def on_proof_chunks(event: Any) -> Answer:
    """Work through the chunks that are told."""
    return each_record(event, _receive)


def _receive(record: SQSRecord) -> None:
    message = record.json_body
    chunk = wiring.transmissions.chunk(message["website_id"], message["transmission_id"], message["number"])
    if chunk is None:
        raise TransmissionNotFoundError("No chunk has this number.")
    if chunk.books is None:
        raise BusyError("Nobody works through chunks yet: the message waits.")
