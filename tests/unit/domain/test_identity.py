"""Identifiers: the same for the same purchase, sortable by experience, and telling where the row lives."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.errors import ReviewRequestNotFoundError
from chalicelib.domain.identity import Identities, canonical_reference, id_bounds, location_of, month_of
from chalicelib.domain.proof import ReviewType
from tests.builders import a_customer, a_proof

WEBSITE = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
IDENTITIES = Identities(b"k" * 32)
INSTANTS = st.integers(946_684_800, 4_102_444_800).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


def identifier(**proof: object) -> str:
    return IDENTITIES.review_request_id(WEBSITE, a_proof(**proof), ReviewType.BRAND, 4)


def test_two_doors_give_the_same_identifier() -> None:
    assert identifier(experience_reference="#1855") == identifier(experience_reference=" #1855 ", products=())
    assert identifier(experience_reference="#1855") != identifier(experience_reference="#1856")


def test_website_type_and_reference_all_count() -> None:
    proof = a_proof()
    ids = {
        IDENTITIES.review_request_id(website, proof, review_type)
        for website in (WEBSITE, "b" + WEBSITE[1:])
        for review_type in ReviewType
    }
    assert len(ids) == 6


@given(INSTANTS, INSTANTS)
def test_identifiers_sort_by_experience(one: datetime, other: datetime) -> None:
    first, second = identifier(experience_at=one), identifier(experience_at=other)
    if one != other:
        assert (first < second) == (one < other)


@given(INSTANTS)
def test_an_identifier_tells_its_month(at: datetime) -> None:
    assert location_of(identifier(experience_at=at)).month == month_of(at)
    assert 0 <= location_of(identifier(experience_at=at)).shard < 4


@given(INSTANTS, st.integers(0, 10**7))
def test_bounds_hold_exactly_the_instants_between(at: datetime, seconds: int) -> None:
    low, high = id_bounds(at, at + timedelta(seconds=seconds))
    assert low < identifier(experience_at=at) < high
    assert low < identifier(experience_at=at + timedelta(seconds=seconds)) < high
    assert not low < identifier(experience_at=at - timedelta(seconds=1)) < high
    assert not low < identifier(experience_at=at + timedelta(seconds=seconds + 1)) < high


@pytest.mark.parametrize("text", ["", "x", "0" * 24, "0" * 26, "W" * 25, "z" * 25, "#" * 25, "v" * 25])
def test_an_impossible_identifier_is_not_found(text: str) -> None:
    with pytest.raises(ReviewRequestNotFoundError):
        location_of(text)


def test_references_a_person_cannot_tell_apart_are_one() -> None:
    assert canonical_reference(" e\u0301te\u0301  1 ") == canonical_reference("\u00e9t\u00e9 1")
    assert canonical_reference("a") != canonical_reference("A")


def test_a_fingerprint_ignores_the_hour_and_the_case_of_the_address() -> None:
    proof = a_proof(experience_day="2026-03-04")
    later = a_proof(experience_day="2026-03-04", experience_at=proof.experience_at + timedelta(hours=3))
    shouted = a_proof(experience_day="2026-03-04", customer=a_customer(email=proof.customer.email.upper()))
    assert IDENTITIES.fingerprint(proof) == IDENTITIES.fingerprint(later) == IDENTITIES.fingerprint(shouted)
    assert IDENTITIES.fingerprint(proof) != IDENTITIES.fingerprint(a_proof(experience_day="2026-03-05"))
