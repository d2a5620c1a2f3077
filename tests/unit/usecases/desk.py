"""A desk on fakes, with as many requests as a test asks for."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from chalicelib.domain.facts import Fact, FactKind, Facts
from chalicelib.domain.listing import ReviewRequestFilter
from chalicelib.domain.operation_record import Operation, OperationKind, Order, Selection
from chalicelib.domain.review_request import ReviewRequest, SendState
from chalicelib.domain.status import Status
from chalicelib.usecases.operation_ports import Desk
from chalicelib.usecases.start_operation import start_operation
from tests.builders import (
    IDENTITIES,
    NOW,
    WEBSITE_ID,
    a_collection,
    a_proof,
    a_review_request,
    a_stored_proof,
    locks_of,
)
from tests.fakes import FakeReferences, FakeReviewRequests, FakeWebsites
from tests.fakes.operations import FakeJournal, FakeOperations, FakeOperationsQueue

SCHEDULED = ReviewRequestFilter(statuses=frozenset({Status.SCHEDULED}))
SENT = ReviewRequestFilter(statuses=frozenset({Status.SENT}))


class FakeDesk:
    """`desk` and the fakes it stands on."""

    def __init__(self) -> None:
        self.store, self.operations, self.queue = FakeReviewRequests(), FakeOperations(), FakeOperationsQueue()
        self.journal = FakeJournal(self.store)
        self.desk = Desk(
            self.store,
            self.journal,
            self.operations,
            self.queue,
            FakeWebsites(a_collection()),
            lambda _country, _day: False,
            FakeReferences(self.store),
            IDENTITIES,
        )

    def add(self, number: int, *, created_at: datetime = NOW - timedelta(days=1), sent: bool = False) -> ReviewRequest:
        """One request; the higher the number, the newer the experience."""
        proof = a_proof(experience_reference=f"R{number:04}", experience_at=NOW - timedelta(days=30, minutes=-number))
        facts = [Fact(created_at, FactKind.CREATED)]
        values: dict[str, Any] = {}
        if sent:
            facts.append(Fact(created_at, FactKind.SENT))
            values = {"send_state": SendState.SENT, "due_at": None}
        row = a_review_request(proof=proof, facts=Facts.of(*facts), **values)
        self.store.add(a_stored_proof(proof), [row], locks_of(proof, row))
        return row

    def row(self, row: ReviewRequest) -> ReviewRequest:
        """As it stands now."""
        found = self.store.get(WEBSITE_ID, row.review_request_id)
        assert found is not None
        return found

    def change(self, row: ReviewRequest, **values: Any) -> None:
        """What somebody else does to it."""
        self.store.change(WEBSITE_ID, row.review_request_id, lambda now: replace(now, **values))

    def start(
        self, kind: OperationKind, *ids: str, wanted: ReviewRequestFilter | None = None, **more: Any
    ) -> Operation:
        """An operation that waits."""
        undo = more.pop("undo", timedelta(seconds=30))
        order = Order(WEBSITE_ID, kind, Selection(ids, wanted), more.pop("reason", "as asked"), "person", **more)
        return start_operation(self.desk, order, now=NOW, undo=undo)
