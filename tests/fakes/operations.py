"""Operations, their journal and their queue in memory."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from threading import Lock

from chalicelib.domain.errors import VersionConflictError
from chalicelib.domain.journal import JournalEntry
from chalicelib.domain.operation_record import Operation
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.usecases.operation_ports import OperationPage
from chalicelib.usecases.ports import ReviewRequests


class FakeOperations:
    """Fits the port `Operations`."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], Operation] = {}

    def add(self, operation: Operation) -> None:
        """Keep it."""
        self.kept[operation.order.website_id, operation.operation_id] = operation

    def get(self, website_id: str, operation_id: str) -> Operation | None:
        """As it stands."""
        return self.kept.get((website_id, operation_id))

    def save(self, operation: Operation) -> Operation:
        """Over the same version alone."""
        key = (operation.order.website_id, operation.operation_id)
        if key not in self.kept or self.kept[key].version != operation.version:
            raise VersionConflictError("Somebody else changed the operation; read it and decide again.")
        self.kept[key] = replace(operation, version=operation.version + 1)
        return self.kept[key]

    def recent(self, website_id: str, *, size: int, after: str | None = None) -> OperationPage:
        """Newest first."""
        ids = sorted((one for website, one in self.kept if website == website_id), reverse=True)
        older = [one for one in ids if after is None or one < after]
        found = tuple(self.kept[website_id, one] for one in older[:size])
        return OperationPage(found, found[-1].operation_id if len(older) > size else None)


class FakeJournal:
    """Fits the port `Journal` over the rows of a store; an entry and its row are written together."""

    def __init__(self, store: ReviewRequests) -> None:
        self.kept: dict[tuple[str, str, str], JournalEntry] = {}
        self._store = store
        self._transaction = Lock()

    def add(self, entry: JournalEntry, row: ReviewRequest, after: ReviewRequest) -> bool:
        """Both or none."""
        with self._transaction:
            if self.has(entry):
                return False
            written = self._store.change(
                row.website_id, row.review_request_id, lambda now: after if now.version == row.version else None
            )
            if written is None:
                raise VersionConflictError("The review request changed meanwhile; read it and decide again.")
            self.kept[_key(entry)] = entry
        return True

    def has(self, entry: JournalEntry) -> bool:
        """Whether it was kept."""
        return _key(entry) in self.kept

    def entries(self, website_id: str, proof_id: str) -> list[JournalEntry]:
        """Oldest first."""
        found = [one for one in self.kept.values() if (one.website_id, one.proof_id) == (website_id, proof_id)]
        return sorted(found, key=lambda one: (one.asked_at, one.operation_id, one.review_request_id))


def _key(entry: JournalEntry) -> tuple[str, str, str]:
    return (entry.website_id, entry.operation_id, entry.review_request_id)


@dataclass
class FakeOperationsQueue:
    """Fits the port `OperationsQueue`; `messages` holds (website, operation, delay), oldest first.

    `refusal` is raised instead of taking the next messages.
    """

    messages: list[tuple[str, str, timedelta]] = field(default_factory=list)
    refusal: Exception | None = None

    def put(self, website_id: str, operation_id: str, *, delay: timedelta = timedelta()) -> None:
        """Keep the message."""
        if self.refusal:
            raise self.refusal
        self.messages.append((website_id, operation_id, delay))
