"""What the table's stream tells: one write to one review request or to one transmission, before and after."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.status import Status
from chalicelib.domain.transmission import Transmission
from chalicelib.usecases.recount_ports import Checkpoint


@dataclass(frozen=True)
class RowChange:
    """One write to a row, in the order in which the stream tells them.

    Attributes:
        sequence_number: the stream's, 40 digits with leading zeros, so that it compares as text. It grows from write to
            write of the same partition (DynamoDB orders a stream by item; all of a partition stand in one shard).
        before: the row as it stood; None when it is new.
        after: the row as it stands; None when it was removed.
        written_before, written_after: the status as written in the item, which the list's filter reads and the counts
            count: a later version of the rules may compute another one from the same facts.
    """

    website_id: str
    review_request_id: str
    sequence_number: str
    before: ReviewRequest | None
    after: ReviewRequest | None
    written_before: Status | None = None
    written_after: Status | None = None

    @property
    def status_before(self) -> Status | None:
        """The status as written before; None when the row is new."""
        return self.written_before or (self.before.current.status if self.before else None)

    @property
    def status_after(self) -> Status | None:
        """The status as written now; None when the row was removed."""
        return self.written_after or (self.after.current.status if self.after else None)


@dataclass(frozen=True)
class TransmissionChange:
    """One write to a transmission, in the order in which the stream tells them.

    Attributes:
        sequence_number: as in `RowChange`.
        before: None when it is new.
        after: None when it was removed.
    """

    sequence_number: str
    before: Transmission | None
    after: Transmission | None


StreamRecord = Mapping[str, Any]
"""A record of the table's stream as Lambda hands it over."""


class ChangeReader(Protocol):
    """Understands the table's stream."""

    def change(self, record: StreamRecord) -> RowChange | None:
        """What happened to a row; None when the record tells of another kind of item.

        Raises ValueError, KeyError or TypeError for a row that cannot be read (written by a later version of us).
        """

    def transmission_change(self, record: StreamRecord) -> TransmissionChange | None:
        """What happened to a transmission; None when the record tells of another kind of item. Raises likewise."""

    def checkpoint(self, record: StreamRecord) -> Checkpoint | None:
        """The checkpoint of the counts that a record tells; None for everything else."""

    def sequence_number(self, record: StreamRecord) -> str:
        """The record's place in its partition, as in `RowChange`."""
