"""Batches of SQS records: each handled alone, the failed ones reported, so that one never spoils the others."""

from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

Answer = dict[str, Any]


def each_record(event: Any, handle: Callable[[SQSRecord], Any]) -> Answer:
    """Call `handle` for every record of a Chalice SQS event; the answer names the records to deliver again.

    Raises BatchProcessingError when every record failed, which delivers all of them again.
    """
    processor = BatchProcessor(event_type=EventType.SQS)
    answer = process_partial_response(
        event=event.to_dict(), record_handler=handle, processor=processor, context=event.context
    )
    return dict(answer)
