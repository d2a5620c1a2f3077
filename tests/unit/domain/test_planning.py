"""Which requests a proof gives and when they leave (domain.md 4.1, 11.2, 11.11)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from chalicelib.domain import reasons
from chalicelib.domain.delays import Delay, DelayRule
from chalicelib.domain.explanation import Because, to_text
from chalicelib.domain.planning import Planned, plan
from chalicelib.domain.proof import Channel, Proof, ReviewType
from chalicelib.domain.rules import Rules
from chalicelib.domain.send_window import SendWindow
from tests.builders import a_collection, a_customer, a_product, a_proof, a_rules
from tests.fakes import FakeHolidays

RECEIVED = datetime(2026, 3, 4, 7, 8, tzinfo=UTC)
"""A Wednesday, 08:08 in Paris."""

WORKING = SendWindow(weekdays=(1, 2, 3, 4, 5), opens=9 * 60, closes=18 * 60)
BOUGHT = RECEIVED - timedelta(days=10)


def requests(proof: Proof, **settings: object) -> tuple[Planned, ...]:
    return plan(proof, a_rules(**settings), received_at=RECEIVED)


def explanations(proof: Proof, **settings: object) -> list[str]:
    return [to_text(one.explanation) for one in requests(proof, **settings)]


def paris(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)


def planned(proof: Proof, **settings: object) -> dict[ReviewType, int]:
    """Days from reception by type."""
    return {one.review_type: (one.due_at - RECEIVED).days for one in requests(proof, **settings)}


def test_no_product_asks_for_the_brand_only() -> None:
    assert planned(a_proof(products=())) == {ReviewType.BRAND: 0}


def test_the_delay_counts_from_reception_to_the_minute() -> None:
    proof = a_proof(products=(), brand_delay_days=26)
    (only,) = requests(proof)
    assert only == Planned(ReviewType.BRAND, RECEIVED + timedelta(days=26), (Because("feed", ("P26DT0H",)),))


def test_both_types_due_together_are_one_request() -> None:
    proof = a_proof(products=(a_product(),), brand_delay_days=5, product_delay_days=5)
    assert planned(proof) == {ReviewType.BRAND_AND_PRODUCT: 5}


def test_a_postponed_product_request_is_a_second_one() -> None:
    proof = a_proof(products=(a_product(),), brand_delay_days=3, product_delay_days=10)
    assert planned(proof) == {ReviewType.BRAND: 3, ReviewType.PRODUCT: 10}


def test_the_feed_overrides_the_website_and_the_product_follows_the_brand() -> None:
    proof = a_proof(products=(a_product(),), brand_delay_days=2)
    assert planned(proof, brand_delay=Delay(9)) == {ReviewType.BRAND_AND_PRODUCT: 2}
    assert planned(a_proof(products=(a_product(),)), brand_delay=Delay(9)) == {ReviewType.BRAND_AND_PRODUCT: 9}


def test_the_website_s_product_delay_counts_when_the_feed_is_silent() -> None:
    proof = a_proof(products=(a_product(),), brand_delay_days=1)
    assert planned(proof, product_delay=Delay(14)) == {ReviewType.BRAND: 1, ReviewType.PRODUCT: 14}


def test_a_product_s_own_delay_comes_before_the_website_s() -> None:
    proof = a_proof(products=(a_product(delay_days=12), a_product(product_ref="2", delay_days=3)), brand_delay_days=5)
    assert planned(proof, product_delay=Delay(20)) == {ReviewType.BRAND: 5, ReviewType.PRODUCT: 12}


def test_only_what_the_merchant_asks_and_the_website_collects() -> None:
    products = (a_product(),)
    assert planned(a_proof(products=products, review_types=frozenset({ReviewType.BRAND}))) == {ReviewType.BRAND: 0}
    assert planned(a_proof(products=products, review_types=frozenset({ReviewType.PRODUCT}))) == {ReviewType.PRODUCT: 0}
    assert planned(a_proof(products=products), collects_product=False) == {ReviewType.BRAND: 0}
    assert planned(a_proof(products=()), collects_brand=False) == {}


LILLE = DelayRule(ReviewType.BRAND, Delay(4), shop_id="lille")
STORES = DelayRule(ReviewType.PRODUCT, Delay(5), channel=Channel.OFFLINE)


@pytest.mark.parametrize(
    ("proof", "settings", "explained"),
    [
        (a_proof(brand_delay_days=1, product_delay_days=2), {}, ["feed;P1DT0H", "feed;P2DT0H"]),
        (a_proof(products=(), brand_delay_days=0, shop_id="lille"), {"delay_rules": (LILLE,)}, ["feed;P0DT0H"]),
        (a_proof(products=(), shop_id="lille"), {"delay_rules": (LILLE,)}, ["shop;P4DT0H;lille"]),
        (a_proof(products=(), shop_id="lyon"), {"delay_rules": (LILLE,)}, ["account;P0DT0H"]),
        (
            a_proof(products=(), customer=a_customer(country="BE")),
            {"delay_rules": (DelayRule(ReviewType.BRAND, Delay(hours=36), country="BE"),)},
            ["country;P0DT36H;BE"],
        ),
        (a_proof(products=()), {"delay_rules": (DelayRule(ReviewType.BRAND, Delay(2)),)}, ["rule;P2DT0H"]),
        (
            a_proof(channel=Channel.OFFLINE),
            {"delay_rules": (STORES,), "product_delay": Delay(9)},
            ["account;P0DT0H", "channel;P5DT0H;offline"],
        ),
        (
            a_proof(channel=Channel.OFFLINE, products=(a_product(delay_days=3),)),
            {"delay_rules": (STORES,), "product_delay": Delay(9)},
            ["account;P0DT0H", "products;P3DT0H"],
        ),
        (
            a_proof(product_delay_days=2, products=(a_product(delay_days=3),)),
            {},
            ["account;P0DT0H", "feed;P2DT0H"],
        ),
        (a_proof(), {"product_delay": Delay(9, 12)}, ["account;P0DT0H", "account;P9DT12H"]),
    ],
)
def test_every_delay_names_where_it_comes_from(proof: Proof, settings: dict[str, object], explained: list[str]) -> None:
    """The feed comes first, then the products, the most precise rule and the settings."""
    assert [text.partition("|")[0] for text in explanations(proof, **settings)] == explained


def test_a_long_shop_name_is_cut_in_the_explanation() -> None:
    rule = DelayRule(ReviewType.BRAND, Delay(1), shop_id="s" * 200)
    assert explanations(a_proof(products=(), shop_id="s" * 200), delay_rules=(rule,)) == ["shop;P1DT0H;" + "s" * 40]


def test_products_without_a_delay_of_their_own_go_with_the_brand() -> None:
    assert explanations(a_proof(brand_delay_days=2)) == ["feed;P2DT0H|with_brand"]
    product_only = a_proof(brand_delay_days=2, review_types=frozenset({ReviewType.PRODUCT}))
    assert explanations(product_only) == ["feed;P2DT0H|with_brand"]


def test_a_product_request_of_another_day_is_announced_on_the_brand_s() -> None:
    brand, product = requests(a_proof(brand_delay_days=3, product_delay_days=10))
    assert to_text(brand.explanation) == "feed;P3DT0H|product_later;2026-03-14T07:08:00Z"
    assert (brand.has_deferred_product, product.has_deferred_product) == (True, False)


def test_a_product_request_before_the_brand_s_is_not_a_deferred_one() -> None:
    brand, product = requests(a_proof(brand_delay_days=10, product_delay_days=3))
    assert (brand.has_deferred_product, product.due_at) == (False, RECEIVED + timedelta(days=3))
    assert to_text(brand.explanation) == "feed;P10DT0H"


def test_hours_apart_on_one_day_of_the_customer_are_one_request_at_the_brand_s_instant() -> None:
    settings = {"brand_delay": Delay(1, 2), "product_delay": Delay(1, 9)}
    (only,) = requests(a_proof(), **settings)
    assert (only.review_type, only.due_at) == (ReviewType.BRAND_AND_PRODUCT, RECEIVED + timedelta(days=1, hours=2))
    assert to_text(only.explanation) == "account;P1DT2H|joined;2026-03-05T16:08:00Z"
    tokyo = a_proof(customer=a_customer(country="JP"))
    assert len(requests(tokyo, **settings)) == 2


def test_the_window_moves_what_falls_outside_and_says_so() -> None:
    (only,) = requests(a_proof(products=(), brand_delay_days=3), send_window=WORKING)
    assert only.due_at == paris("2026-03-09T09:00:00")
    assert to_text(only.explanation) == "feed;P3DT0H|window;2026-03-07T07:08:00Z"


def test_what_falls_inside_the_window_keeps_its_minute() -> None:
    (only,) = requests(a_proof(products=()), send_window=WORKING, brand_delay=Delay(hours=3))
    assert (only.due_at, to_text(only.explanation)) == (RECEIVED + timedelta(hours=3), "account;P0DT3H")


def test_the_customer_s_country_tells_the_clock() -> None:
    lisbon = a_proof(products=(), customer=a_customer(country="PT"))
    (only,) = requests(lisbon, send_window=WORKING)
    assert only.due_at == datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


def test_two_days_that_the_window_makes_one_are_one_request() -> None:
    (only,) = requests(a_proof(brand_delay_days=3, product_delay_days=4), send_window=WORKING)
    assert (only.review_type, only.due_at) == (ReviewType.BRAND_AND_PRODUCT, paris("2026-03-09T09:00:00"))


def test_a_holiday_moves_and_is_named() -> None:
    holidays = FakeHolidays(FR={date(2026, 3, 5)})
    settings = a_collection(send_window=SendWindow(opens=480, closes=1080, skips_holidays=True))
    (only,) = plan(a_proof(products=(), brand_delay_days=1), Rules(settings, holidays), received_at=RECEIVED)
    assert only.due_at == paris("2026-03-06T08:00:00")
    assert to_text(only.explanation) == "feed;P1DT0H|holiday;2026-03-05T07:08:00Z"


def test_an_experience_too_old_when_due_is_planned_and_refused() -> None:
    young, old = (
        requests(a_proof(products=(), experience_at=BOUGHT, brand_delay_days=days), max_age_days=15) for days in (5, 6)
    )
    assert young[0].refused is None
    assert (old[0].refused, old[0].due_at) == (reasons.TOO_OLD, RECEIVED + timedelta(days=6))
    assert to_text(old[0].explanation) == "feed;P6DT0H|too_old;15"


def test_a_product_request_that_will_be_too_old_does_not_count_as_deferred() -> None:
    proof = a_proof(experience_at=BOUGHT, brand_delay_days=1, product_delay_days=20)
    brand, product = requests(proof, max_age_days=15)
    assert (brand.refused, brand.has_deferred_product, product.refused) == (None, False, reasons.TOO_OLD)


def test_a_forbidden_domain_is_planned_and_refused() -> None:
    (only,) = requests(a_proof(customer=a_customer(email="x7@marketplace.amazon.de")))
    assert (only.review_type, only.refused) == (ReviewType.BRAND_AND_PRODUCT, reasons.FORBIDDEN_DOMAIN)
    assert to_text(only.explanation) == "account;P0DT0H|forbidden_domain|with_brand"
    own_list = requests(a_proof(customer=a_customer(email="x7@marketplace.amazon.de")), forbidden_domains=())
    assert own_list[0].refused is None


def test_what_was_asked_before_is_not_planned_again() -> None:
    proof = a_proof(brand_delay_days=3, product_delay_days=10)
    (product,) = plan(proof, a_rules(), received_at=RECEIVED, asked_before={ReviewType.BRAND})
    (brand,) = plan(proof, a_rules(), received_at=RECEIVED, asked_before={ReviewType.PRODUCT})
    assert (product.review_type, brand.review_type) == (ReviewType.PRODUCT, ReviewType.BRAND)
    assert not brand.has_deferred_product
