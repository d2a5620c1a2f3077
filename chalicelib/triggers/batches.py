"""Batches of SQS records: each handled alone, the failed ones reported, so that one never spoils the others."""

from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from chalicelib.observability import logger

Answer = dict[str, Any]

GIVEN_UP_AT = 5
"""Deliveries of a message before its queue lets it go to the dead letters (infra/template.yaml)."""


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


def each_record_or_give_up(
    event: Any, handle: Callable[[SQSRecord], Any], give_up: Callable[[SQSRecord], Any]
) -> Answer:
    """The same for long work that somebody watches: on the last delivery that fails, `give_up` says so to them.

    The dead letters' alarm calls a person, whose redrive lets the work go on.
    """

    def handle_or_give_up(record: SQSRecord) -> None:
        try:
            handle(record)
        except Exception:
            if int(record.attributes.approximate_receive_count or 1) >= GIVEN_UP_AT:
                give_up(record)
            raise

    return each_record(event, handle_or_give_up)
