"""Batches of SQS records: each handled alone, the failed ones reported, so that one never spoils the others."""

from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from chalicelib.observability import logger

Answer = dict[str, Any]


def each_record(event: Any, handle: Callable[[SQSRecord], Any]) -> Answer:
    """Call `handle` for every record of a Chalice SQS event; the answer names the records to deliver again.

    Also when all of them failed: raising would end the sandbox and cost the next batch a cold start.
    """

    def handle_and_tell(record: SQSRecord) -> None:
        try:
            handle(record)
        except Exception:
            logger.exception("Record failed and will be delivered again", message_id=record.message_id)
            raise

    processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
    answer = process_partial_response(
        event=event.to_dict(), record_handler=handle_and_tell, processor=processor, context=event.context
    )
    return dict(answer)
