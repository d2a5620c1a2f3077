"""Receiving proofs: each thing is asked once per reference, whatever comes in which order."""

from dataclasses import replace
from datetime import timedelta

from chalicelib.domain.collection import Collection
from chalicelib.domain.listing import ReviewRequestFilter
from chalicelib.domain.proof import Proof, ReviewType, Source
from chalicelib.domain.proof_outcome import ProofOutcome, ProofResult
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.usecases.receive_proofs import receive_proofs
from tests.builders import IDENTITIES, NOW, WEBSITE_ID, a_collection, a_customer, a_product, a_proof
from tests.fakes import FakeReviewRequests


def receive(store: FakeReviewRequests, *proofs: Proof, collection: Collection | None = None) -> list[ProofOutcome]:
    return receive_proofs(store, IDENTITIES, collection or a_collection(), proofs, now=NOW)


def rows(store: FakeReviewRequests) -> list[ReviewRequest]:
    return list(store.page(WEBSITE_ID, ReviewRequestFilter(), "Europe/Paris", size=100, after=None).rows)


def from_another_call(proof: Proof) -> Proof:
    return replace(proof, source=Source("call-2"))


def test_a_proof_is_stored_with_its_planned_request() -> None:
    store = FakeReviewRequests()
    (outcome,) = receive(store, a_proof(brand_delay_days=3))
    (row,) = rows(store)
    assert outcome.result is ProofResult.ACCEPTED
    assert outcome.review_request_ids == (row.review_request_id,)
    assert (row.review_type, row.due_at) == (ReviewType.BRAND_AND_PRODUCT, NOW + timedelta(days=3))
    assert (row.current.status.value, row.current.at) == ("scheduled", NOW + timedelta(days=3))
    stored = store.proof(WEBSITE_ID, row.proof_id)
    assert stored is not None
    assert stored.proof.customer.first_name == "Camille"


def test_the_same_purchase_again_is_a_duplicate_and_changes_nothing() -> None:
    store = FakeReviewRequests()
    receive(store, a_proof())
    before = rows(store)
    (outcome,) = receive(store, from_another_call(a_proof()))
    assert outcome.result is ProofResult.DUPLICATE
    assert outcome.review_request_ids == (before[0].review_request_id,)
    assert rows(store) == before


def test_the_same_source_again_closes_the_books_as_the_first_time() -> None:
    store = FakeReviewRequests()
    first = receive(store, a_proof(), a_proof(experience_reference="B"))
    assert receive(store, a_proof(), a_proof(experience_reference="B")) == first


def test_another_customer_under_a_known_reference_is_a_conflict() -> None:
    store = FakeReviewRequests()
    receive(store, a_proof())
    other = from_another_call(a_proof(customer=a_customer(email="someone.else@example.com")))
    assert receive(store, other)[0].result is ProofResult.CONFLICT
    assert len(rows(store)) == 1


def test_a_conflict_asks_for_nothing_more() -> None:
    store = FakeReviewRequests()
    receive(store, a_proof(products=()))
    other = from_another_call(a_proof(customer=a_customer(email="someone.else@example.com"), products=(a_product(),)))
    assert receive(store, other)[0].result is ProofResult.CONFLICT
    assert [row.review_type for row in rows(store)] == [ReviewType.BRAND]


def test_products_that_come_later_ask_only_for_the_product_review() -> None:
    store = FakeReviewRequests()
    receive(store, a_proof(products=()))
    (outcome,) = receive(store, from_another_call(a_proof(products=(a_product(),))))
    assert outcome.result is ProofResult.ACCEPTED
    assert {row.review_type for row in rows(store)} == {ReviewType.BRAND, ReviewType.PRODUCT}


def test_a_postponed_product_request_is_a_second_row_of_one_proof() -> None:
    store = FakeReviewRequests()
    receive(store, a_proof(brand_delay_days=3, product_delay_days=10))
    due = {row.review_type: row.due_at for row in rows(store)}
    assert due == {ReviewType.BRAND: NOW + timedelta(days=3), ReviewType.PRODUCT: NOW + timedelta(days=10)}
    assert len({row.proof_id for row in rows(store)}) == 1


def test_nothing_to_ask_is_said_and_nothing_is_stored() -> None:
    store = FakeReviewRequests()
    (outcome,) = receive(store, a_proof(products=()), collection=a_collection(collects_brand=False))
    assert outcome.result is ProofResult.NOTHING_TO_ASK
    assert rows(store) == []


def test_the_language_falls_back_to_the_website_s() -> None:
    store = FakeReviewRequests()
    receive(store, a_proof(customer=a_customer(language=None)), collection=a_collection(locale="es"))
    assert rows(store)[0].language == "es"
