"""Receiving proofs: each thing is asked once per reference, whatever comes in which order."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.collection import Collection
from chalicelib.domain.explanation import Because
from chalicelib.domain.listing import ReviewRequestFilter
from chalicelib.domain.proof import Proof, ReviewType, Source
from chalicelib.domain.proof_outcome import ProofOutcome, ProofResult
from chalicelib.domain.review_request import ReviewRequest, SendState
from chalicelib.domain.rules import Rules
from chalicelib.domain.send_window import SendWindow
from chalicelib.domain.status import Status
from chalicelib.usecases.receive_proofs import receive_proofs
from tests.builders import IDENTITIES, NOW, WEBSITE_ID, a_collection, a_customer, a_product, a_proof
from tests.fakes import FakeHolidays, FakeReviewRequests


def receive(store: FakeReviewRequests, *proofs: Proof, collection: Collection | None = None) -> list[ProofOutcome]:
    rules = Rules(collection or a_collection(), FakeHolidays())
    return receive_proofs(store, IDENTITIES, rules, proofs, now=NOW)


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


@pytest.mark.parametrize(
    ("language", "languages", "locale", "written"),
    [
        (None, (), "es", "es"),
        ("de", (), "fr", "de"),
        ("nl", (), "fr", "en"),
        ("de", ("fr", "de"), "fr", "de"),
        ("es", ("fr", "de"), "fr", "fr"),
        ("nl", ("fr", "de"), "de", "de"),
        ("nl", ("fr", "en"), "fr", "en"),
        (None, ("fr", "de"), "de", "de"),
    ],
)
def test_the_language_is_the_customer_s_if_the_merchant_writes_it(
    language: str | None, languages: tuple[str, ...], locale: str, written: str
) -> None:
    store = FakeReviewRequests()
    collection = a_collection(locale=locale, languages=languages)
    receive(store, a_proof(customer=a_customer(language=language)), collection=collection)
    assert rows(store)[0].language == written


def test_a_row_knows_why_it_stands_for_its_date_and_whose_clock_counts() -> None:
    store = FakeReviewRequests()
    window = SendWindow(opens=600, closes=660)
    receive(
        store,
        a_proof(products=(), customer=a_customer(country="PT")),
        collection=a_collection(send_window=window),
    )
    (row,) = rows(store)
    assert row.country == "PT"
    assert row.explanation == (Because("account", ("P0DT0H",)),)
    assert row.due_at == row.planned_at == NOW


def test_only_the_brand_request_knows_of_the_deferred_product_request() -> None:
    store = FakeReviewRequests()
    receive(store, a_proof(brand_delay_days=3, product_delay_days=10))
    deferred = {row.review_type: row.has_deferred_product for row in rows(store)}
    assert deferred == {ReviewType.BRAND: True, ReviewType.PRODUCT: False}


@pytest.mark.parametrize(
    ("email", "max_age_days", "reason"),
    [("x7@marketplace.amazon.fr", None, "forbidden_domain"), ("camille@example.com", 2, "too_old")],
)
def test_what_the_rules_refuse_is_a_cancelled_row_with_its_reason(
    email: str, max_age_days: int | None, reason: str
) -> None:
    store = FakeReviewRequests()
    collection = a_collection(max_age_days=max_age_days)
    (outcome,) = receive(store, a_proof(customer=a_customer(email=email)), collection=collection)
    (row,) = rows(store)
    assert outcome.result is ProofResult.ACCEPTED
    assert (row.send_state, row.due_at, row.planned_at) == (SendState.CANCELLED, None, NOW)
    assert (row.current.status, row.current.at, row.current.reason) == (Status.CANCELLED, NOW, reason)


def test_a_refused_purchase_again_is_a_duplicate() -> None:
    store = FakeReviewRequests()
    refused = a_proof(customer=a_customer(email="x7@cdiscount.com"))
    first = receive(store, refused)
    assert receive(store, refused) == first
    assert receive(store, from_another_call(refused))[0].result is ProofResult.DUPLICATE
    assert len(rows(store)) == 1


def test_a_product_that_comes_later_waits_for_its_own_delay() -> None:
    store = FakeReviewRequests()
    receive(store, a_proof(products=(), brand_delay_days=3))
    receive(store, from_another_call(a_proof(brand_delay_days=3, product_delay_days=10)))
    due = {row.review_type: row.due_at for row in rows(store)}
    assert due == {ReviewType.BRAND: NOW + timedelta(days=3), ReviewType.PRODUCT: NOW + timedelta(days=10)}
