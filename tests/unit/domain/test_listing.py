"""The filter of the tracking table."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from chalicelib.domain.listing import ReviewRequestFilter
from chalicelib.domain.proof import ReviewType
from chalicelib.domain.status import Status
from tests.builders import a_review_request

PARIS = ZoneInfo("Europe/Paris")


def test_days_are_those_of_the_website_s_zone() -> None:
    row = a_review_request(experience_at=datetime(2026, 3, 3, 23, 30, tzinfo=UTC))  # 4 March in Paris
    assert ReviewRequestFilter(first_day=date(2026, 3, 4), last_day=date(2026, 3, 4)).matches(row, PARIS)
    assert not ReviewRequestFilter(last_day=date(2026, 3, 3)).matches(row, PARIS)


def test_brand_and_product_both_match_the_combined_request() -> None:
    both = a_review_request(review_type=ReviewType.BRAND_AND_PRODUCT)
    brand = a_review_request(review_type=ReviewType.BRAND)
    wants_brand = ReviewRequestFilter(review_types=frozenset({ReviewType.BRAND}))
    wants_product = ReviewRequestFilter(review_types=frozenset({ReviewType.PRODUCT}))
    assert wants_brand.matches(both, PARIS)
    assert wants_product.matches(both, PARIS)
    assert wants_brand.matches(brand, PARIS)
    assert not wants_product.matches(brand, PARIS)


def test_statuses_are_alternatives() -> None:
    row = a_review_request()
    assert ReviewRequestFilter(statuses=frozenset({Status.SCHEDULED, Status.SENT})).matches(row, PARIS)
    assert not ReviewRequestFilter(statuses=frozenset({Status.SENT})).matches(row, PARIS)


def test_a_fingerprint_tells_filters_apart() -> None:
    filters = [
        ReviewRequestFilter(),
        ReviewRequestFilter(first_day=date(2026, 3, 4)),
        ReviewRequestFilter(last_day=date(2026, 3, 4)),
        ReviewRequestFilter(statuses=frozenset({Status.SENT})),
        ReviewRequestFilter(review_types=frozenset({ReviewType.BRAND})),
    ]
    assert len({wanted.fingerprint for wanted in filters}) == len(filters)
