"""Searches by proof and by address, by the fake and in DynamoDB."""

from datetime import timedelta

import pytest

from chalicelib.adapters.dynamodb_request_list import DynamoDBRequestList
from chalicelib.adapters.dynamodb_review_requests import DynamoDBReviewRequests
from chalicelib.domain.errors import ReviewRequestNotFoundError
from chalicelib.domain.listing import Cut
from chalicelib.domain.proof import ReviewType
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.usecases.list_ports import RequestList
from chalicelib.usecases.ports import ReviewRequests
from tests.builders import (
    IDENTITIES,
    NOW,
    OTHER_WEBSITE_ID,
    WEBSITE_ID,
    a_customer,
    a_proof,
    a_review_request,
    a_stored_proof,
    locks_of,
)
from tests.functional.adapters.conftest import Listed


def put(
    store: ReviewRequests, email: str, days_ago: int = 0, *, website_id: str = WEBSITE_ID, reference: str | None = None
) -> ReviewRequest:
    reference = reference or f"{email}-{days_ago}"
    at = NOW - timedelta(days=days_ago)
    proof = a_proof(experience_reference=reference, experience_at=at, customer=a_customer(email=email))
    row = a_review_request(proof=proof, website_id=website_id)
    store.add(a_stored_proof(proof, website_id=website_id), [row], locks_of(proof, row))
    return row


def found(requests: RequestList, start: str, *, exact: bool = False, size: int = 10) -> list[ReviewRequest]:
    rows: list[ReviewRequest] = []
    after = None
    while True:
        page = requests.of_address(WEBSITE_ID, start, Cut(size, after), exact=exact)
        assert len(page.rows) <= size
        rows += page.rows
        after = page.next_after
        if after is None:
            return rows


def test_the_requests_of_a_reference_are_found_through_its_proof(listed: Listed) -> None:
    proof = a_proof(experience_reference="CMD 1")
    brand = a_review_request(proof=proof)
    product = a_review_request(proof=proof, review_type=ReviewType.PRODUCT)
    listed.store.add(a_stored_proof(proof), [brand, product], locks_of(proof, brand, product))
    both = a_proof(experience_reference="CMD 2")
    together = a_review_request(proof=both, review_type=ReviewType.BRAND_AND_PRODUCT)
    listed.store.add(a_stored_proof(both), [together], locks_of(both, together))

    by_id = sorted([brand, product], key=lambda row: row.review_request_id, reverse=True)
    assert listed.requests.of_proof(WEBSITE_ID, brand.proof_id) == by_id
    assert listed.requests.of_proof(WEBSITE_ID, together.proof_id) == [together]
    assert listed.requests.of_proof(OTHER_WEBSITE_ID, brand.proof_id) == []
    assert listed.requests.of_proof(WEBSITE_ID, IDENTITIES.proof_id_of(WEBSITE_ID, "CMD 3")) == []
    assert IDENTITIES.proof_id_of(WEBSITE_ID, " CMD  1 ") == brand.proof_id


def test_an_exact_address_finds_its_requests_newest_first(listed: Listed) -> None:
    rows = [put(listed.store, "Marie.Durand@example.com", days) for days in range(5)]
    put(listed.store, "marie.durand@example.com.au")
    put(listed.store, "marie.durand@example.com", 9, website_id=OTHER_WEBSITE_ID)

    assert found(listed.requests, "marie.durand@EXAMPLE.com", exact=True) == rows
    assert found(listed.requests, "marie.durand@example.com", exact=True, size=2) == rows
    assert found(listed.requests, "marie.durand@example", exact=True) == []


def test_a_beginning_finds_every_address_in_order(listed: Listed) -> None:
    b = [put(listed.store, "marie.b@example.com", days) for days in range(3)]
    a = [put(listed.store, "marie.a@example.com", days) for days in range(3)]
    put(listed.store, "mark@example.com")

    for size in (1, 4, 10):
        assert found(listed.requests, "marie", size=size) == [*a, *b]
    assert len(found(listed.requests, "mar")) == 7
    assert found(listed.requests, "marie.b@") == b


def test_a_place_that_is_not_among_the_found_is_refused(listed: Listed) -> None:
    mark = put(listed.store, "mark@example.com")
    put(listed.store, "marie@example.com")
    unknown = a_review_request(proof=a_proof(experience_reference="UNKNOWN"))

    for after in (mark.review_request_id, unknown.review_request_id, "no identifier"):
        with pytest.raises(ReviewRequestNotFoundError):
            listed.requests.of_address(WEBSITE_ID, "marie", Cut(10, after), exact=False)


def test_an_entry_that_is_late_is_judged_by_its_row(table_name: str) -> None:
    """After an address was corrected, the index may tell the old one for a moment."""
    store, requests = DynamoDBReviewRequests(table_name), DynamoDBRequestList(table_name)
    kept = put(store, "marie.b@example.com")
    corrected = put(store, "marie.a@example.com")
    (item,) = [
        item
        for item in store._table.requests.query(f"W#{WEBSITE_ID}#M#202611#0")
        if item.sk == corrected.review_request_id
    ]
    item.em = "paul@example.com"
    item.save()

    assert found(requests, "marie", size=1) == [kept]
