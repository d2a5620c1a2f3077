"""The exports queue, where an export begins or goes on, and the hourly tick that starts the nightly feeds."""

from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from chalicelib.bootstrap import wiring
from chalicelib.observability import logger, metrics
from chalicelib.triggers.batches import Answer, each_record_or_give_up
from chalicelib.usecases.run_export import give_up_export, run_export
from chalicelib.usecases.write_feeds import write_feeds

TIME_FOR_ONE_STRETCH_MS = 120_000
TIME_FOR_THE_FILE_MS = 780_000
"""A workbook of a million rows takes minutes: it is begun by a fresh invocation alone (900 s)."""


def on_exports(event: Any) -> Answer:
    """Make each export as far as there is time."""
    context = event.context

    def has_time(is_for_the_file: bool) -> bool:
        needed = TIME_FOR_THE_FILE_MS if is_for_the_file else TIME_FOR_ONE_STRETCH_MS
        return bool(context.get_remaining_time_in_millis() > needed)

    return each_record_or_give_up(event, lambda record: _run(record, has_time), _give_up)


def _run(record: SQSRecord, has_time: Callable[[bool], bool]) -> None:
    message = record.json_body
    export = run_export(
        wiring.export_desk, message["website_id"], message["export_id"], now=wiring.clock.now(), has_time=has_time
    )
    if export.is_over:
        metrics.add_metric("ExportEnded", "Count", 1)
    logger.info(
        "Export ran",
        export_id=export.export_id,
        format=export.order.format.value,
        state=export.state.value,
        rows=export.rows,
    )


def _give_up(record: SQSRecord) -> None:
    """The dead letters' alarm calls a person; the export says meanwhile that it failed."""
    message = record.json_body
    metrics.add_metric("ExportFailed", "Count", 1)
    give_up_export(wiring.export_desk, message["website_id"], message["export_id"], now=wiring.clock.now())


def on_feeds_tick() -> dict[str, int]:
    """Start the feeds that are due."""
    started = write_feeds(wiring.export_desk, now=wiring.clock.now())
    metrics.add_metric("FeedStarted", "Count", started)
    logger.info("Feeds started", started=started)
    return {"started": started}
