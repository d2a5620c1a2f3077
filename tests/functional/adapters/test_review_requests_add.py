"""Adding review requests: all or nothing, each thing asked once per reference."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.errors import ReviewRequestNotFoundError, WebsiteNotFoundError
from chalicelib.domain.explanation import Because
from chalicelib.domain.facts import Fact, FactKind, Facts
from chalicelib.domain.proof import Channel, ReviewType, Source
from chalicelib.domain.review_request import SendState
from chalicelib.usecases.ports import Added, AddResult, ReviewRequests
from tests.builders import (
    NOW,
    OTHER_WEBSITE_ID,
    WEBSITE_ID,
    a_customer,
    a_product,
    a_proof,
    a_review_request,
    a_stored_proof,
    locks_of,
)

ADDED = Added(AddResult.ADDED)


def test_what_was_added_is_read_back_as_it_was(store: ReviewRequests) -> None:
    proof = a_proof(
        customer=a_customer(phone="+33612345678", hide_personal_data=True),
        products=(a_product(), a_product(product_ref="B", price=None, not_received=True, delay_days=3)),
        review_types=frozenset({ReviewType.BRAND, ReviewType.PRODUCT}),
        channel=Channel.OFFLINE,
        shop_id="PARIS-11",
        lines=(2, 3),
        source=Source("file-1", "orders.csv", 2),
    )
    facts = Facts.of(
        Fact(NOW, FactKind.CREATED),
        Fact(NOW + timedelta(milliseconds=5), FactKind.SENT, 1),
        Fact(NOW, FactKind.FAILED, 0, "rejected_by_ses"),
        Fact(NOW, FactKind.BOUNCED, 2, "hard_bounce"),
    )
    row = a_review_request(
        proof=proof,
        review_type=ReviewType.BRAND_AND_PRODUCT,
        facts=facts,
        shop_id="PARIS-11",
        channel=Channel.OFFLINE,
        send_state=SendState.FAILED,
        step=2,
        reminder=1,
        attempt=3,
        claimed_at=NOW,
        due_at=None,
        country="BE",
        explanation=(Because("feed", ("P7DT0H",)), Because("shop", ("P1DT2H", "Paris; 11|e"))),
        has_deferred_product=True,
        urgent=True,
    )
    stored = a_stored_proof(proof)

    assert store.add(stored, [row], locks_of(proof, row)) == ADDED
    assert store.get(WEBSITE_ID, row.review_request_id) == row
    assert store.proof(WEBSITE_ID, row.proof_id) == stored


def test_a_reference_asked_before_gives_its_lock_and_writes_nothing(store: ReviewRequests) -> None:
    proof = a_proof()
    first = a_review_request(proof=proof)
    store.add(a_stored_proof(proof), [first], locks_of(proof, first))
    changed = a_proof(experience_at=proof.experience_at + timedelta(days=40), source=Source("call-2"))
    second = a_review_request(proof=changed)

    added = store.add(a_stored_proof(changed), [second], locks_of(changed, second))

    assert added == Added(AddResult.LOCKED, tuple(locks_of(proof, first)))
    assert store.get(WEBSITE_ID, second.review_request_id) is None
    assert store.proof(WEBSITE_ID, second.proof_id) == a_stored_proof(proof)  # the first stands


def test_only_the_locks_in_place_are_given(store: ReviewRequests) -> None:
    proof = a_proof()
    brand = a_review_request(proof=proof)
    store.add(a_stored_proof(proof), [brand], locks_of(proof, brand))
    both = a_review_request(proof=proof, review_type=ReviewType.BRAND_AND_PRODUCT)

    assert store.add(a_stored_proof(proof), [both], locks_of(proof, both)).locks == tuple(locks_of(proof, brand))

    product = a_review_request(proof=proof, review_type=ReviewType.PRODUCT)
    assert store.add(a_stored_proof(proof), [product], locks_of(proof, product)) == ADDED
    assert store.add(a_stored_proof(proof), [both], locks_of(proof, both)).locks == tuple(
        locks_of(proof, brand, product)
    )


def test_two_postponed_requests_are_added_together(store: ReviewRequests) -> None:
    proof = a_proof()
    rows = [a_review_request(proof=proof, review_type=one) for one in (ReviewType.BRAND, ReviewType.PRODUCT)]

    assert store.add(a_stored_proof(proof), rows, locks_of(proof, *rows)) == ADDED
    assert [store.get(WEBSITE_ID, row.review_request_id) for row in rows] == rows


def test_the_same_reference_at_another_website_is_another_purchase(store: ReviewRequests) -> None:
    for website_id in (WEBSITE_ID, OTHER_WEBSITE_ID):
        proof = a_proof()
        row = a_review_request(proof=proof, website_id=website_id)
        assert store.add(a_stored_proof(proof, website_id=website_id), [row], locks_of(proof, row)) == ADDED
        assert store.get(website_id, row.review_request_id) == row


def test_the_same_call_made_again_finds_its_own_locks(store: ReviewRequests) -> None:
    proof = a_proof()
    row = a_review_request(proof=proof)
    store.add(a_stored_proof(proof), [row], locks_of(proof, row))

    again = store.add(a_stored_proof(proof), [row], locks_of(proof, row))

    assert again == Added(AddResult.LOCKED, tuple(locks_of(proof, row)))


def test_twenty_at_once_give_one_request(store: ReviewRequests) -> None:
    proof = a_proof()
    row = a_review_request(proof=proof)

    def add(call: int) -> Added:
        sent = replace(proof, source=Source(f"call-{call}"))
        return store.add(a_stored_proof(sent), [row], locks_of(sent, row))

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(add, range(20)))

    winners = [answer for answer in answers if answer.result is AddResult.ADDED]
    locks = {answer.locks for answer in answers if answer.result is AddResult.LOCKED}
    assert len(winners) == 1
    assert len(locks) == 1


def test_a_request_without_its_lock_is_a_broken_table(store: ReviewRequests) -> None:
    proof, other = a_proof(), a_proof(experience_reference="OTHER")
    row = a_review_request(proof=proof)
    store.add(a_stored_proof(proof), [row], locks_of(proof, row))

    with pytest.raises(LookupError):
        store.add(a_stored_proof(other), [row], locks_of(other, row))
    assert store.proof(WEBSITE_ID, a_stored_proof(other).proof_id) is None


def test_an_impossible_identifier_is_said_to_be_one(store: ReviewRequests) -> None:
    with pytest.raises(ReviewRequestNotFoundError):
        store.get(WEBSITE_ID, "../../etc")


def test_a_row_of_another_website_does_not_exist(store: ReviewRequests) -> None:
    proof = a_proof()
    row = a_review_request(proof=proof)
    store.add(a_stored_proof(proof), [row], locks_of(proof, row))

    assert store.get(OTHER_WEBSITE_ID, row.review_request_id) is None
    assert store.proof(OTHER_WEBSITE_ID, row.proof_id) is None


@pytest.mark.parametrize("store", ["dynamodb"], indirect=True)
@pytest.mark.parametrize("website_id", ["", "w1", f"{WEBSITE_ID}#S", WEBSITE_ID.upper(), f"{WEBSITE_ID}\n"])
def test_no_website_can_step_into_anothers_keys(store: ReviewRequests, website_id: str) -> None:
    with pytest.raises(WebsiteNotFoundError):
        store.get(website_id, a_review_request().review_request_id)
