"""The operations queue: an operation begins, or goes on where the time of another invocation ended."""

from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from chalicelib.bootstrap import wiring
from chalicelib.observability import logger, metrics
from chalicelib.triggers.batches import Answer, each_record
from chalicelib.usecases.run_operation import give_up_operation, run_operation

TIME_FOR_ONE_PAGE_MS = 60_000
GIVEN_UP_AT = 5
"""Deliveries of a message before its queue lets it go to the dead letters (infra/template.yaml)."""


def on_operations(event: Any) -> Answer:
    """Run each operation that is due."""
    context = event.context

    def has_time() -> bool:
        return bool(context.get_remaining_time_in_millis() > TIME_FOR_ONE_PAGE_MS)

    def run(record: SQSRecord) -> None:
        try:
            _run(record, has_time)
        except Exception:
            if int(record.attributes.approximate_receive_count or 1) >= GIVEN_UP_AT:
                _give_up(record)
            raise

    return each_record(event, run)


def _run(record: SQSRecord, has_time: Callable[[], bool]) -> None:
    message = record.json_body
    operation = run_operation(
        wiring.desk, message["website_id"], message["operation_id"], now=wiring.clock.now(), has_time=has_time
    )
    if operation.is_over:
        metrics.add_metric("OperationEnded", "Count", 1)
    logger.info(
        "Operation ran",
        operation_id=operation.operation_id,
        kind=operation.order.kind.value,
        state=operation.state.value,
        matching=operation.counts.matching,
        done=operation.counts.done,
    )


def _give_up(record: SQSRecord) -> None:
    """The dead letters' alarm calls a person; the operation says meanwhile that it failed."""
    message = record.json_body
    metrics.add_metric("OperationFailed", "Count", 1)
    give_up_operation(wiring.desk, message["website_id"], message["operation_id"], now=wiring.clock.now())
