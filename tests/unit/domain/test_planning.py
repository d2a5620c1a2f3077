"""Which requests a proof gives and when they leave (domain.md 4.1, 11.2, 11.11)."""

from datetime import UTC, datetime, timedelta

from chalicelib.domain.planning import Planned, plan
from chalicelib.domain.proof import Proof, ReviewType
from tests.builders import a_collection, a_product, a_proof

RECEIVED = datetime(2026, 3, 4, 7, 8, tzinfo=UTC)


def planned(proof: Proof, **settings: object) -> dict[ReviewType, int]:
    """Days from reception by type."""
    result = plan(proof, a_collection(**settings), received_at=RECEIVED)
    return {one.review_type: (one.due_at - RECEIVED).days for one in result}


def test_no_product_asks_for_the_brand_only() -> None:
    assert planned(a_proof(products=())) == {ReviewType.BRAND: 0}


def test_the_delay_counts_from_reception_to_the_minute() -> None:
    proof = a_proof(products=(), brand_delay_days=26)
    (only,) = plan(proof, a_collection(), received_at=RECEIVED)
    assert only == Planned(ReviewType.BRAND, RECEIVED + timedelta(days=26))


def test_both_types_due_together_are_one_request() -> None:
    proof = a_proof(products=(a_product(),), brand_delay_days=5, product_delay_days=5)
    assert planned(proof) == {ReviewType.BRAND_AND_PRODUCT: 5}


def test_a_postponed_product_request_is_a_second_one() -> None:
    proof = a_proof(products=(a_product(),), brand_delay_days=3, product_delay_days=10)
    assert planned(proof) == {ReviewType.BRAND: 3, ReviewType.PRODUCT: 10}


def test_the_feed_overrides_the_website_and_the_product_follows_the_brand() -> None:
    proof = a_proof(products=(a_product(),), brand_delay_days=2)
    assert planned(proof, brand_delay_days=9) == {ReviewType.BRAND_AND_PRODUCT: 2}
    assert planned(a_proof(products=(a_product(),)), brand_delay_days=9) == {ReviewType.BRAND_AND_PRODUCT: 9}


def test_the_website_s_product_delay_counts_when_the_feed_is_silent() -> None:
    proof = a_proof(products=(a_product(),), brand_delay_days=1)
    assert planned(proof, product_delay_days=14) == {ReviewType.BRAND: 1, ReviewType.PRODUCT: 14}


def test_a_product_s_own_delay_comes_before_the_website_s() -> None:
    proof = a_proof(products=(a_product(delay_days=12), a_product(product_ref="2", delay_days=3)), brand_delay_days=5)
    assert planned(proof, product_delay_days=20) == {ReviewType.BRAND: 5, ReviewType.PRODUCT: 12}


def test_only_what_the_merchant_asks_and_the_website_collects() -> None:
    products = (a_product(),)
    assert planned(a_proof(products=products, review_types=frozenset({ReviewType.BRAND}))) == {ReviewType.BRAND: 0}
    assert planned(a_proof(products=products, review_types=frozenset({ReviewType.PRODUCT}))) == {ReviewType.PRODUCT: 0}
    assert planned(a_proof(products=products), collects_product=False) == {ReviewType.BRAND: 0}
    assert planned(a_proof(products=()), collects_brand=False) == {}
