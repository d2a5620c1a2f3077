"""An operation run over a real table: pages, journal and progress together, killed and delivered again."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.listing import ReviewRequestFilter
from chalicelib.domain.operation_record import OperationKind, OperationState, Order, Selection
from chalicelib.domain.status import Status
from chalicelib.usecases import run_operation as running
from chalicelib.usecases.operation_ports import Desk, Journal
from chalicelib.usecases.ports import ReviewRequests
from chalicelib.usecases.run_operation import run_operation
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
    no_holidays,
)
from tests.fakes import (
    FakeJournal,
    FakeOperations,
    FakeOperationsQueue,
    FakeReferences,
    FakeReviewRequests,
    FakeWebsites,
)

SCHEDULED = ReviewRequestFilter(statuses=frozenset({Status.SCHEDULED}))


@pytest.fixture
def desk(store: ReviewRequests, request: pytest.FixtureRequest) -> Desk:
    """All on fakes, or all on the table; the queue only keeps messages."""
    websites, queue = FakeWebsites(a_collection()), FakeOperationsQueue()
    if isinstance(store, FakeReviewRequests):
        outside = (FakeJournal(store), FakeOperations(), queue, websites, no_holidays, FakeReferences(store))
        return Desk(store, *outside, IDENTITIES)
    from chalicelib.adapters.dynamodb_journal import DynamoDBJournal
    from chalicelib.adapters.dynamodb_operations import DynamoDBOperations
    from chalicelib.adapters.dynamodb_references import DynamoDBReferences

    name = request.getfixturevalue("table_name")
    operations, journal = DynamoDBOperations(name), DynamoDBJournal(name)
    return Desk(store, journal, operations, queue, websites, no_holidays, DynamoDBReferences(name), IDENTITIES)


class DeathError(Exception):
    """The process ends here."""


class Dying:
    """A journal that dies after the third entry it wrote."""

    def __init__(self, journal: Journal) -> None:
        self._journal, self._written = journal, 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._journal, name)

    def add(self, *args: Any) -> bool:
        result = self._journal.add(*args)
        self._written += 1
        if self._written == 3:
            raise DeathError
        return result


def test_a_run_that_dies_and_is_delivered_again_does_everything_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "PAGE_SIZE", 5)
    for number in range(12):
        proof = a_proof(experience_reference=f"R{number}", experience_at=NOW - timedelta(days=number))
        row = a_review_request(proof=proof)
        desk.store.add(a_stored_proof(proof), [row], locks_of(proof, row))
    order = Order(WEBSITE_ID, OperationKind.CANCEL, Selection(wanted=SCHEDULED), "Recalled", "person")
    operation = start_operation(desk, order, now=NOW)
    dying = replace(desk, journal=Dying(desk.journal))
    with pytest.raises(DeathError):
        run_operation(dying, WEBSITE_ID, operation.operation_id, now=NOW, has_time=lambda: True)
    half = desk.operations.get(WEBSITE_ID, operation.operation_id)
    assert half is not None
    assert (half.state, len(half.pending), half.counts.done) == (OperationState.RUNNING, 5, 0)

    done = run_operation(desk, WEBSITE_ID, operation.operation_id, now=NOW, has_time=lambda: True)

    assert (done.state, done.counts.matching, done.counts.done) == (OperationState.DONE, 12, 12)
    page = desk.store.page(WEBSITE_ID, ReviewRequestFilter(), "Europe/Paris", size=50, after=None)
    assert [row.current.status for row in page.rows] == [Status.CANCELLED] * 12
    assert {row.version for row in page.rows} == {1}
    assert [len(desk.journal.entries(WEBSITE_ID, row.proof_id)) for row in page.rows] == [1] * 12
