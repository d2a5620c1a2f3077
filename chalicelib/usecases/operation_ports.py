"""What operations need from outside: where they and their journal are kept, and the queue that starts them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from chalicelib.domain.identity import Identities
from chalicelib.domain.journal import JournalEntry
from chalicelib.domain.operation_record import Operation
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.rules import Rules
from chalicelib.domain.send_window import Holidays
from chalicelib.usecases.ports import ReviewRequests
from chalicelib.usecases.reference_ports import References
from chalicelib.usecases.website_ports import Websites


@dataclass(frozen=True)
class OperationPage:
    """Some operations, newest first, and the identifier of the last one when there may be more."""

    operations: tuple[Operation, ...]
    next_after: str | None = None


class Operations(Protocol):
    """Operations and their progress."""

    def add(self, operation: Operation) -> None:
        """Keep a new operation."""

    def get(self, website_id: str, operation_id: str) -> Operation | None:
        """The operation as it is now (read strongly), or None."""

    def save(self, operation: Operation) -> Operation:
        """Write over the version `operation` was read as; returns it with its new version.

        Raises VersionConflictError when somebody else wrote meanwhile.
        """

    def recent(self, website_id: str, *, size: int, after: str | None = None) -> OperationPage:
        """Newest first, strictly older than `after`."""


class Journal(Protocol):
    """What people did to requests."""

    def add(self, entry: JournalEntry, row: ReviewRequest, after: ReviewRequest) -> bool:
        """One transaction: the entry and the row `after`, on condition that `row`'s version still stands.

        False when this operation already did it to this request: nothing was written. That is what makes a
        redelivered operation harmless, also for a row that has moved on since.
        Raises VersionConflictError when the row moved: read and decide again.
        """

    def has(self, entry: JournalEntry) -> bool:
        """Whether this entry's operation already did it to this entry's request (read strongly)."""

    def entries(self, website_id: str, proof_id: str) -> list[JournalEntry]:
        """All entries of the requests of a proof, oldest operation first."""


class OperationsQueue(Protocol):
    """What starts operations, and lets them go on."""

    def put(self, website_id: str, operation_id: str, *, delay: timedelta = timedelta()) -> None:
        """Have the operation run after `delay` (whole seconds, at most 900). Raises BusyError when it was not taken."""


@dataclass(frozen=True)
class Desk:
    """The ports of everything a merchant's people and systems do to requests that are there."""

    store: ReviewRequests
    journal: Journal
    operations: Operations
    queue: OperationsQueue
    websites: Websites
    holidays: Holidays
    references: References
    identities: Identities

    def rules(self, website_id: str, *, version: int = 0) -> Rules:
        """What decides about this website's e-mails, from settings of this version or later.

        Raises WebsiteNotFoundError.
        """
        collection = self.websites.collection(website_id)
        if collection.version < version:
            collection = self.websites.current_settings(website_id).collection
        return Rules(collection, self.holidays)
