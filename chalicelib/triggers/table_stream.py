"""A batch of the table's stream: the changes of rows in order, and the answer that names where to begin again.

The stream's contract is not the queues': Lambda delivers again everything from the oldest failure on, whatever was done
behind it, so that who handles changes must take the same ones twice (docs/decisions/0017-counts-of-the-stream.md).
"""

from collections.abc import Collection
from typing import Any

from chalicelib.bootstrap import wiring
from chalicelib.observability import logger, metrics
from chalicelib.triggers.batches import Answer
from chalicelib.usecases.change_ports import RowChange, TransmissionChange
from chalicelib.usecases.recount_ports import Checkpoint

UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)


class StreamBatchError(Exception):
    """The first record of a batch failed: only an error makes Lambda halve the batch and so single the record out."""


class StreamBatch:
    """What one invocation was given.

    Attributes:
        changes: those of rows, in order, up to the first record that could not be read: what stands behind it may be
            of the same partition, and must not be done before it.
        transmissions: those of transmissions, likewise.
        checkpoints: those of the counts, among the same records.
    """

    def __init__(self, event: Any) -> None:
        self._numbers: list[str] = []
        self._names: dict[str, str] = {}
        self._unreadable: str | None = None
        self.changes: list[RowChange] = []
        self.transmissions: list[TransmissionChange] = []
        self.checkpoints: list[Checkpoint] = []
        for record in event.to_dict()["Records"]:
            number = wiring.change_reader.sequence_number(record)
            self._numbers.append(number)
            self._names[number] = record["dynamodb"]["SequenceNumber"]
            if not self._read(number, record):
                break

    @property
    def is_whole(self) -> bool:
        """Whether every record could be read."""
        return self._unreadable is None

    def _read(self, number: str, record: dict[str, Any]) -> bool:
        try:
            change = wiring.change_reader.change(record)
            transmission = wiring.change_reader.transmission_change(record)
            checkpoint = wiring.change_reader.checkpoint(record)
        except UNREADABLE:
            logger.exception("Stream record unreadable", sequence_number=number)
            metrics.add_metric("StreamRecordUnreadable", "Count", 1)
            self._unreadable = number
            return False
        if change is not None:
            self.changes.append(change)
        if transmission is not None:
            self.transmissions.append(transmission)
        if checkpoint is not None:
            self.checkpoints.append(checkpoint)
        return True

    def answer(self, failed: Collection[str] = ()) -> Answer:
        """Where Lambda begins again; `failed` are sequence numbers of changes.

        Raises StreamBatchError when nothing stands before the oldest failure.
        """
        all_failed = {*failed, *([self._unreadable] if self._unreadable else ())}
        if not all_failed:
            return {"batchItemFailures": []}
        oldest = next(number for number in self._numbers if number in all_failed)
        if oldest == self._numbers[0]:
            raise StreamBatchError(f"stream record {self._names[oldest]} failed")
        return {"batchItemFailures": [{"itemIdentifier": self._names[oldest]}]}
