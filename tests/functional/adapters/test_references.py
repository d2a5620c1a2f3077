"""References and their withdrawal: the fake and the adapter, one after the other."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.proof import Proof, ReviewType
from chalicelib.domain.withdrawal import WithdrawalCause, WithdrawalMark
from chalicelib.usecases.ports import AddResult, ReviewRequests
from chalicelib.usecases.reference_ports import Reference, References
from tests.builders import (
    IDENTITIES,
    NOW,
    OTHER_WEBSITE_ID,
    WEBSITE_ID,
    a_proof,
    a_review_request,
    a_stored_proof,
    locks_of,
)
from tests.fakes import FakeReferences, FakeReviewRequests

MARK = WithdrawalMark("mark-1", WithdrawalCause.REFUNDED, NOW + timedelta(microseconds=7))
OTHER_MARK = WithdrawalMark("mark-2", WithdrawalCause.RETURNED, NOW)


@pytest.fixture
def references(store: ReviewRequests, request: pytest.FixtureRequest) -> References:
    """References over the store's table."""
    if isinstance(store, FakeReviewRequests):
        return FakeReferences(store)
    from chalicelib.adapters.dynamodb_references import DynamoDBReferences

    return DynamoDBReferences(request.getfixturevalue("table_name"))


def added(store: ReviewRequests, proof: Proof, review_type: ReviewType = ReviewType.BRAND) -> tuple[str, Reference]:
    """The proof's identifier, and the reference as it must be found."""
    row = a_review_request(proof=proof, review_type=review_type)
    locks = locks_of(proof, row)
    assert store.add(a_stored_proof(proof), [row], locks).result is AddResult.ADDED
    return row.proof_id, Reference(tuple(locks))


def test_what_is_known_is_found_and_nothing_else(store: ReviewRequests, references: References) -> None:
    proof_id, reference = added(store, a_proof())
    unknown = IDENTITIES.proof_id_of(WEBSITE_ID, "unknown")
    assert references.find(WEBSITE_ID, [proof_id, unknown, proof_id]) == {proof_id: reference}
    assert references.find(OTHER_WEBSITE_ID, [proof_id]) == {}
    assert references.find(WEBSITE_ID, []) == {}


def test_a_withdrawal_takes_what_is_free_and_stands(store: ReviewRequests, references: References) -> None:
    proof_id, reference = added(store, a_proof())
    after = references.withdraw(WEBSITE_ID, proof_id, MARK, known=reference)
    assert after.withdrawn == MARK
    assert after.review_request_ids == reference.review_request_ids
    assert (after.free, after.locks[1].source_mark) == ((), MARK.source_mark)
    assert references.find(WEBSITE_ID, [proof_id]) == {proof_id: after}


def test_the_first_withdrawal_stands(store: ReviewRequests, references: References) -> None:
    proof_id, reference = added(store, a_proof(), ReviewType.BRAND_AND_PRODUCT)
    first = references.withdraw(WEBSITE_ID, proof_id, MARK, known=reference)
    assert first == replace(reference, withdrawn=MARK)
    assert references.withdraw(WEBSITE_ID, proof_id, OTHER_MARK, known=reference) == first
    assert references.withdraw(WEBSITE_ID, proof_id, OTHER_MARK, known=first) == first


def test_what_was_asked_meanwhile_keeps_its_lock(store: ReviewRequests, references: References) -> None:
    proof = a_proof()
    proof_id, stale = added(store, proof)
    added(store, proof, ReviewType.PRODUCT)
    after = references.withdraw(WEBSITE_ID, proof_id, MARK, known=stale)
    assert len(after.review_request_ids) == 2
    assert references.find(WEBSITE_ID, [proof_id]) == {proof_id: after}


def test_nothing_more_is_asked_for_a_withdrawn_reference(store: ReviewRequests, references: References) -> None:
    proof = a_proof()
    proof_id, reference = added(store, proof)
    after = references.withdraw(WEBSITE_ID, proof_id, MARK, known=reference)
    row = a_review_request(proof=proof, review_type=ReviewType.PRODUCT)
    refused = store.add(a_stored_proof(proof), [row], locks_of(proof, row))
    assert (refused.result, refused.locks) == (AddResult.LOCKED, after.locks[1:])
    assert store.get(WEBSITE_ID, row.review_request_id) is None


def test_a_hundred_are_read_by_one_call(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    from chalicelib.adapters import dynamodb_batch_reads, dynamodb_references
    from chalicelib.adapters.dynamodb_references import DynamoDBReferences
    from chalicelib.adapters.dynamodb_review_requests import DynamoDBReviewRequests

    name = request.getfixturevalue("table_name")
    store, references, sizes = DynamoDBReviewRequests(name), DynamoDBReferences(name), list[int]()
    proof_id, reference = added(store, a_proof())
    read = dynamodb_batch_reads.read_items

    def counted(table: Any, wanted: Any, **more: Any) -> Any:
        sizes.append(len(wanted))
        return read(table, wanted, **more)

    monkeypatch.setattr(dynamodb_references, "read_items", counted)
    unknown = [
        IDENTITIES.proof_id_of(WEBSITE_ID, f"unknown-{number}") for number in range(dynamodb_batch_reads.MOST_READ)
    ]
    assert references.find(WEBSITE_ID, [*unknown, proof_id]) == {proof_id: reference}
    assert sizes == [dynamodb_batch_reads.MOST_READ, 1]
