"""A customer's requests on one website, found by the exact address."""

from datetime import timedelta

import pytest

from chalicelib.domain.proof import Proof
from chalicelib.usecases.ports import ReviewRequests
from tests.builders import (
    EXPERIENCE_AT,
    OTHER_WEBSITE_ID,
    WEBSITE_ID,
    a_customer,
    a_proof,
    a_review_request,
    a_stored_proof,
    locks_of,
)


def asked(number: int, email: str) -> Proof:
    at = EXPERIENCE_AT - timedelta(days=number)
    return a_proof(experience_reference=f"ORDER-{number}", experience_at=at, customer=a_customer(email=email))


def add(store: ReviewRequests, proof: Proof, website_id: str = WEBSITE_ID) -> str:
    row = a_review_request(proof=proof, website_id=website_id)
    store.add(a_stored_proof(proof, website_id=website_id), [row], locks_of(proof, row))
    return row.review_request_id


@pytest.mark.parametrize("spelling", ["camille@example.com", " Camille@EXAMPLE.com "])
def test_an_address_finds_its_own_requests_newest_first(store: ReviewRequests, spelling: str) -> None:
    older, newer = (add(store, asked(number, "Camille@example.com")) for number in (2, 1))
    add(store, asked(3, "camille@example.com.au"))
    add(store, asked(4, "camille@example.com"), OTHER_WEBSITE_ID)

    assert store.of_customer(WEBSITE_ID, spelling) == [newer, older]
    assert store.of_customer(WEBSITE_ID, "nobody@example.com") == []


def test_only_the_latest_are_told(store: ReviewRequests) -> None:
    known = [add(store, asked(number, "camille@example.com")) for number in range(22)]

    assert store.of_customer(WEBSITE_ID, "camille@example.com") == known[:20]
