"""What customers submit: the first submission stands, together with the row."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.errors import VersionConflictError
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.review import Review, ReviewAnswer
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.usecases.ports import ReviewRequests
from tests.builders import NOW, OTHER_WEBSITE_ID, WEBSITE_ID, a_proof, a_review_request, a_stored_proof, locks_of

BRAND = Review(None, ReviewAnswer(5, "Très bien ✓"), initials_only=True, submitted_at=NOW)
PRODUCT = Review("REF/1 #a", ReviewAnswer(2, "Cassée"), initials_only=False, submitted_at=NOW)
NOT_RECEIVED = Review("B", None, initials_only=False, submitted_at=NOW)
SUBMITTED = Fact(NOW, FactKind.REVIEW_SUBMITTED)


@pytest.fixture
def row(store: ReviewRequests) -> ReviewRequest:
    proof = a_proof()
    row = a_review_request(proof=proof)
    store.add(a_stored_proof(proof), [row], locks_of(proof, row))
    return row


def test_answers_and_row_change_together(store: ReviewRequests, row: ReviewRequest) -> None:
    after = row.learning(SUBMITTED)

    assert store.add_review(row, [BRAND, PRODUCT, NOT_RECEIVED], after)

    kept = store.reviews(WEBSITE_ID, row.proof_id)
    assert kept[0] == BRAND
    assert {review.product_ref: review for review in kept} == {None: BRAND, "REF/1 #a": PRODUCT, "B": NOT_RECEIVED}
    assert store.get(WEBSITE_ID, row.review_request_id) == replace(after, version=row.version + 1)
    assert store.reviews(OTHER_WEBSITE_ID, row.proof_id) == []


def test_the_first_answer_stands(store: ReviewRequests, row: ReviewRequest) -> None:
    store.add_review(row, [BRAND], row.learning(SUBMITTED))
    now = store.get(WEBSITE_ID, row.review_request_id)
    assert now is not None
    second = Review(None, ReviewAnswer(1, "Changed my mind"), initials_only=False, submitted_at=NOW + timedelta(1))

    assert store.add_review(now, [PRODUCT, second], now) is False

    assert store.reviews(WEBSITE_ID, row.proof_id) == [BRAND]
    assert store.get(WEBSITE_ID, row.review_request_id) == now


def test_the_same_submission_twice_at_once_is_one(store: ReviewRequests, row: ReviewRequest) -> None:
    assert store.add_review(row, [BRAND], row.learning(SUBMITTED))
    assert store.add_review(row, [BRAND], row.learning(SUBMITTED)) is False


def test_a_row_that_moved_meanwhile_keeps_everything_as_it_was(store: ReviewRequests, row: ReviewRequest) -> None:
    moved = store.change(WEBSITE_ID, row.review_request_id, lambda current: replace(current, attempt=7))

    with pytest.raises(VersionConflictError):
        store.add_review(row, [BRAND], row.learning(SUBMITTED))

    assert store.reviews(WEBSITE_ID, row.proof_id) == []
    assert store.get(WEBSITE_ID, row.review_request_id) == moved
