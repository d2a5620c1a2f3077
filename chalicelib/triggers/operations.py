"""The operations queue: an operation begins, or goes on where the time of another invocation ended."""

from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from chalicelib.bootstrap import wiring
from chalicelib.observability import logger, metrics
from chalicelib.triggers.batches import Answer, each_record_or_give_up
from chalicelib.usecases.run_operation import give_up_operation, run_operation

TIME_FOR_ONE_PAGE_MS = 60_000


def on_operations(event: Any) -> Answer:
    """Run each operation that is due."""
    context = event.context

    def has_time() -> bool:
        return bool(context.get_remaining_time_in_millis() > TIME_FOR_ONE_PAGE_MS)

    return each_record_or_give_up(event, lambda record: _run(record, has_time), _give_up)


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
