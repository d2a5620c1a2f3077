"""Operations, their journal and their queue: the fakes and the adapters, one after the other."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import boto3
import pytest

from chalicelib.adapters.sqs_operations import SQSOperationsQueue
from chalicelib.domain import operations as transitions
from chalicelib.domain.errors import BusyError, VersionConflictError
from chalicelib.domain.journal import JournalEntry, entry_of
from chalicelib.domain.listing import ReviewRequestFilter
from chalicelib.domain.operation_record import Counts, Operation, OperationKind, OperationState, Order, Selection
from chalicelib.domain.proof import ReviewType
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.status import Status
from chalicelib.usecases.operation_ports import Journal, Operations
from chalicelib.usecases.ports import ReviewRequests
from tests.builders import NOW, OTHER_WEBSITE_ID, WEBSITE_ID, a_proof, a_review_request, a_stored_proof, locks_of
from tests.fakes import FakeReviewRequests
from tests.fakes.operations import FakeJournal, FakeOperations

WANTED = ReviewRequestFilter(
    date(2026, 11, 1), None, frozenset({Status.SCHEDULED, Status.ERROR}), frozenset({ReviewType.BRAND})
)


@pytest.fixture(params=["fake", "dynamodb"])
def operations(request: pytest.FixtureRequest) -> Operations:
    """No operations."""
    if request.param == "fake":
        return FakeOperations()
    from chalicelib.adapters.dynamodb_operations import DynamoDBOperations

    return DynamoDBOperations(request.getfixturevalue("table_name"))


@pytest.fixture
def journal(store: ReviewRequests, request: pytest.FixtureRequest) -> Journal:
    """An empty journal over the store's table."""
    if isinstance(store, FakeReviewRequests):
        return FakeJournal(store)
    from chalicelib.adapters.dynamodb_journal import DynamoDBJournal

    return DynamoDBJournal(request.getfixturevalue("table_name"))


def an_operation(number: int = 1, *, website_id: str = WEBSITE_ID, email: str | None = None) -> Operation:
    kind = OperationKind.CORRECT_ADDRESS if email else OperationKind.RESCHEDULE
    order = Order(
        website_id, kind, Selection(wanted=WANTED), "Soldes d'été", "person", at=NOW + timedelta(days=2), email=email
    )
    return Operation(f"{number:013d}0123456789", order, created_at=NOW, starts_at=NOW + timedelta(seconds=30))


def test_an_operation_is_kept_as_it_is(operations: Operations) -> None:
    by_ids = Order(
        WEBSITE_ID, OperationKind.CORRECT_ADDRESS, Selection(ids=("a", "b")), "why", "x", email="é@example.com"
    )
    full = replace(
        an_operation(2),
        order=by_ids,
        state=OperationState.DONE,
        counts=Counts(3, 1, {"nothing_planned": 2}, retry_at=NOW),
        pending=("a",),
        after="b",
        is_read=True,
        ended_at=NOW,
    )
    for one in (an_operation(1), full):
        operations.add(one)
        assert operations.get(WEBSITE_ID, one.operation_id) == one
    assert operations.get(WEBSITE_ID, "nothing") is None
    assert operations.get(OTHER_WEBSITE_ID, full.operation_id) is None


def test_only_the_version_that_was_read_is_written_over(operations: Operations) -> None:
    operation = an_operation()
    operations.add(operation)
    saved = operations.save(replace(operation, state=OperationState.RUNNING))
    assert saved == replace(operation, state=OperationState.RUNNING, version=1)
    with pytest.raises(VersionConflictError):
        operations.save(replace(operation, state=OperationState.UNDONE))
    assert operations.get(WEBSITE_ID, operation.operation_id) == saved
    with pytest.raises(VersionConflictError):
        operations.save(an_operation(9))


def test_a_long_life_never_mixes_up_versions(operations: Operations) -> None:
    """Version 1 must not pass for version 10."""
    operation = an_operation()
    operations.add(operation)
    versions = [operation]
    for _ in range(11):
        versions.append(operations.save(versions[-1]))
    for old in versions[:-1]:
        with pytest.raises(VersionConflictError):
            operations.save(old)


def test_the_newest_operations_come_first_page_by_page(operations: Operations) -> None:
    for number in (3, 1, 4, 2, 5):
        operations.add(an_operation(number))
    operations.add(an_operation(6, website_id=OTHER_WEBSITE_ID))
    seen, after = [], None
    while True:
        page = operations.recent(WEBSITE_ID, size=2, after=after)
        seen += [one.operation_id[:13] for one in page.operations]
        after = page.next_after
        if after is None:
            break
    assert [int(one) for one in seen] == [5, 4, 3, 2, 1]


def added(store: ReviewRequests) -> ReviewRequest:
    proof = a_proof()
    row = a_review_request(proof=proof)
    store.add(a_stored_proof(proof), [row], locks_of(proof, row))
    return row


def corrected(row: ReviewRequest, number: int = 1) -> tuple[JournalEntry, ReviewRequest]:
    after = transitions.correct_address(row, email=f"new{number}@example.com", now=NOW)
    assert isinstance(after, ReviewRequest)
    return entry_of(an_operation(number, email=after.customer_email), row, after, now=NOW), after


def test_an_entry_and_its_row_are_written_together(store: ReviewRequests, journal: Journal) -> None:
    row = added(store)
    entry, after = corrected(row)
    assert not journal.has(entry)
    assert journal.add(entry, row, after)
    assert store.get(WEBSITE_ID, row.review_request_id) == replace(after, version=1)
    assert journal.entries(WEBSITE_ID, row.proof_id) == [entry]
    assert journal.has(entry)
    (change,) = entry.changes
    assert (change.field, change.before, change.after) == ("customer_email", row.customer_email, "new1@example.com")


def test_an_operation_does_something_to_a_row_once(store: ReviewRequests, journal: Journal) -> None:
    row = added(store)
    entry, after = corrected(row)
    journal.add(entry, row, after)
    now = store.get(WEBSITE_ID, row.review_request_id)
    assert now is not None
    assert not journal.add(entry, now, replace(now, step=7))
    assert store.get(WEBSITE_ID, row.review_request_id) == now
    assert not journal.add(entry, row, after), "the entry is told before the version"


def test_a_row_that_moved_is_left_alone_without_an_entry(store: ReviewRequests, journal: Journal) -> None:
    row = added(store)
    store.change(WEBSITE_ID, row.review_request_id, lambda now: replace(now, attempt=1))
    entry, after = corrected(row)
    with pytest.raises(VersionConflictError):
        journal.add(entry, row, after)
    assert journal.entries(WEBSITE_ID, row.proof_id) == []


def test_entries_are_told_in_time_order(store: ReviewRequests, journal: Journal) -> None:
    row = added(store)
    for number in (1, 2, 3):
        current = store.get(WEBSITE_ID, row.review_request_id)
        assert current is not None
        entry, after = corrected(current, number)
        journal.add(entry, current, after)
    assert [one.changes[0].after for one in journal.entries(WEBSITE_ID, row.proof_id)] == [
        f"new{number}@example.com" for number in (1, 2, 3)
    ]
    assert journal.entries(OTHER_WEBSITE_ID, row.proof_id) == []


def test_a_rescheduled_row_is_found_by_the_sweeper(store: ReviewRequests, journal: Journal) -> None:
    """Its new day is announced in the due index's directory."""
    row = added(store)
    at = datetime(2027, 3, 4, 9, 0, tzinfo=UTC)
    after = transitions.reschedule(row, at=at, now=NOW)
    assert isinstance(after, ReviewRequest)
    journal.add(entry_of(an_operation(), row, after, now=NOW), row, after)
    assert at.date() in store.due_days(until=at.date())
    stored = store.get(WEBSITE_ID, row.review_request_id)
    assert stored is not None
    assert transitions.keeps_operators_date(stored)


def test_the_undo_window_is_the_messages_delay(queue_url: str) -> None:
    queue = SQSOperationsQueue(queue_url)
    queue.put(WEBSITE_ID, "now")
    queue.put(WEBSITE_ID, "later", delay=timedelta(seconds=900))
    sqs = boto3.client("sqs")
    (message,) = sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10)["Messages"]
    assert json.loads(message["Body"]) == {"website_id": WEBSITE_ID, "operation_id": "now"}
    told = sqs.get_queue_attributes(QueueUrl=queue_url, AttributeNames=["ApproximateNumberOfMessagesDelayed"])
    assert told["Attributes"]["ApproximateNumberOfMessagesDelayed"] == "1"


def test_a_queue_that_does_not_take_the_message_is_busy(queue_url: str) -> None:
    with pytest.raises(BusyError):
        SQSOperationsQueue(f"{queue_url}-gone").put(WEBSITE_ID, "one")
