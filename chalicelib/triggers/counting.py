"""What is counted from the table's stream."""

from typing import Any

from chalicelib.bootstrap import wiring
from chalicelib.observability import logger, metrics
from chalicelib.triggers.batches import Answer
from chalicelib.triggers.table_stream import StreamBatch
from chalicelib.usecases.count_changes import count_changes
from chalicelib.usecases.count_statistics import count_statistics


def on_table_changes(event: Any) -> Answer:
    """Count what changed; what could not be counted is told again, from the oldest failure on."""
    batch = StreamBatch(event)
    failed = {
        **count_changes(wiring.counting, batch.changes),
        **count_statistics(wiring.statistics_store, wiring.counting, batch.changes),
    }
    for number, error in failed.items():
        logger.error("Counting failed", sequence_number=number, exc_info=error)
    metrics.add_metric("CountingFailed", "Count", len(failed))
    return batch.answer(failed)
