"""What is counted from the table's stream."""

from typing import Any

from chalicelib.observability import logger
from chalicelib.triggers.batches import Answer
from chalicelib.triggers.table_stream import StreamBatch


def on_table_changes(event: Any) -> Answer:
    """Count what changed."""
    batch = StreamBatch(event)
    logger.debug("Stream read", changes=len(batch.changes))
    return batch.answer()
