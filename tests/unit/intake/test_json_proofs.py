"""Events of the purchase API: the bodies of domain.md 11.6 to 11.8 and what clients get wrong."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.call_errors import EventsFormatError
from chalicelib.domain.proof import Proof, ReviewType
from chalicelib.intake.json_proofs import MAX_EVENTS
from chalicelib.intake.rejects import Reject, RejectCode
from tests.unit.intake.doors import event, json_sample, only_proof, only_reject, read_events


def test_minimal_sample() -> None:
    proof = only_proof(read_events(json_sample("api_minimal.json")).entries)
    assert (proof.experience_reference, proof.review_types) == ("CMD-1001", frozenset({ReviewType.BRAND}))
    assert proof.experience_at == datetime(2024, 3, 4, 10, 15, tzinfo=UTC)
    assert (proof.customer.country, proof.customer.language, proof.brand_delay_days) == ("FR", "fr", 7)
    assert (proof.source.source_id, proof.source.line, proof.lines) == ("call-1", 1, (1,))


def test_prestashop_sample() -> None:
    proof = only_proof(read_events(json_sample("api_prestashop.json")).entries)
    assert proof.experience_at == datetime(2024, 3, 4, 9, 15, tzinfo=UTC)
    assert (proof.customer.language, str(proof.price)) == (None, "49.9")
    assert proof.review_types == frozenset({ReviewType.BRAND, ReviewType.PRODUCT})
    assert (proof.brand_delay_days, proof.product_delay_days) == (5, 12)
    screen, cable = proof.products
    assert (screen.product_ref, screen.name, screen.delay_days) == ("87", 'Écran 24" mat', 12)
    assert screen.identifiers == {"ean": "3012345678900", "sku": "SCR-24"}
    assert (cable.product_ref, cable.product_url, cable.image_url, cable.category) == ("88", None, None, None)


def test_retroactive_sample() -> None:
    proof = only_proof(read_events(json_sample("api_prestashop_retroactive.json")).entries)
    assert (proof.experience_reference, proof.products) == ("1043", ())
    assert (proof.brand_delay_days, proof.product_delay_days) == (0, 0)


def test_partial_failure_sample_keeps_the_order_of_the_body() -> None:
    parsed = read_events(json_sample("api_partial_failure.json"))
    kept, no_shop, no_type = parsed.entries
    assert isinstance(kept, Proof)
    assert isinstance(no_shop, Reject)
    assert isinstance(no_type, Reject)
    assert parsed.proofs == (kept,)
    assert parsed.rejects == (no_shop, no_type)
    assert (no_shop.code, no_shop.field, no_shop.experience_reference, no_shop.line) == (
        RejectCode.SHOP_REQUIRED,
        "sales_channel.shop_id",
        "CMD-2002",
        2,
    )
    assert (no_type.code, no_type.field, no_type.value) == (
        RejectCode.INVALID_REVIEW_TYPE,
        "solicitation_parameters.purchase_event_type",
        "BRAND",
    )


@pytest.mark.parametrize("body", [None, {}, event(), "[]", 3])
def test_a_body_must_be_an_array(body: object) -> None:
    with pytest.raises(EventsFormatError) as refused:
        read_events(body)
    assert refused.value.code == "invalid_body"


def test_a_body_is_bounded() -> None:
    assert len(read_events([event()] * MAX_EVENTS).entries) == 50
    with pytest.raises(EventsFormatError, match="51"):
        read_events([event()] * 51)
    with pytest.raises(EventsFormatError):
        read_events([event()] * 3, limit=2)


def test_an_empty_body_is_no_mistake() -> None:
    assert read_events([]).entries == ()


@pytest.mark.parametrize("element", [None, 3, "x", [], [event()], {"orderData": None}])
def test_an_element_must_be_an_object(element: object) -> None:
    reject = only_reject(read_events([element]).entries)
    assert (reject.code, reject.line) == (RejectCode.UNREADABLE_EVENT, 1)


def test_an_event_of_another_website_is_refused() -> None:
    stray = event(sales_channel={"website_id": "11111111-bbbb-cccc-dddd-eeeeeeeeeeee"})
    reject = only_reject(read_events([stray]).entries)
    assert (reject.code, reject.field) == (RejectCode.WRONG_WEBSITE, "sales_channel.website_id")
    assert reject.experience_reference == "CMD-1"


@pytest.mark.parametrize("website_id", [None, "", "AAAAAAAA-BBBB-CCCC-DDDD-EEEEEEEEEEEE"])
def test_the_same_website_is_recognised(website_id: str | None) -> None:
    only_proof(read_events([event(sales_channel={"website_id": website_id})]).entries)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"purchase_reference": None}, "purchase_reference"),
        ({"consumer": {"email": ""}}, "consumer.email"),
        ({"consumer": None}, "consumer.first_name"),
        ({"consumer": ["Marie"]}, "consumer.first_name"),
    ],
)
def test_missing_values_are_named_by_their_place(changes: dict[str, object], field: str) -> None:
    reject = only_reject(read_events([event(**changes)]).entries)
    assert (reject.code, reject.field) == (RejectCode.MISSING_VALUE, field)


def lamp(**changes: object) -> dict[str, object]:
    return {"product_ref": {"reference": "87"}, "name": "Lampe", **changes}


@pytest.mark.parametrize("empty", [[], None, {}, {"product_ref": {}}, {"product_ref": None, "name": ""}])
def test_empty_elements_among_products_are_skipped(empty: object) -> None:
    proof = only_proof(read_events([event(products=[empty, lamp()])]).entries)
    assert [product.product_ref for product in proof.products] == ["87"]


@pytest.mark.parametrize(
    ("product", "code", "field"),
    [
        ({"name": "Câble"}, RejectCode.MISSING_VALUE, "products[2].product_ref.reference"),
        ({"product_ref": {"reference": 88}}, RejectCode.MISSING_VALUE, "products[2].name"),
        (lamp(delay="soon"), RejectCode.INVALID_DELAY, "products[2].delay"),
        (lamp(product_ref={"reference": "1", "sku": "x" * 101}), RejectCode.TOO_LONG, "products[2].product_ref.sku"),
        ("Câble", RejectCode.INVALID_VALUE, "products[2]"),
    ],
)
def test_a_wrong_product_is_named_by_its_place_in_the_body(product: object, code: RejectCode, field: str) -> None:
    reject = only_reject(read_events([event(products=[lamp(), [], product])]).entries)
    assert (reject.code, reject.field) == (code, field)


def test_products_that_are_no_list_are_refused_not_lost() -> None:
    for products in ("Lampe", {"0": lamp()}, 3):
        reject = only_reject(read_events([event(products=products)]).entries)
        assert (reject.code, reject.field) == (RejectCode.INVALID_VALUE, "products")


@pytest.mark.parametrize("name", ["ean", "ean13"])
def test_both_names_of_the_ean(name: str) -> None:
    proof = only_proof(read_events([event(products=[lamp(product_ref={"reference": 1, name: 3012345678900})])]).entries)
    assert proof.products[0].identifiers == {"ean": "3012345678900"}


def test_a_request_for_products_only_needs_one() -> None:
    asked = {"purchase_event_type": "PRODUCT_ONLY"}
    reject = only_reject(read_events([event(solicitation_parameters=asked, products=[[]])]).entries)
    assert (reject.code, reject.field) == (RejectCode.PRODUCT_REQUIRED, "products")
    only_proof(read_events([event(solicitation_parameters=asked, products=[lamp()])]).entries)


def test_nothing_to_ask_is_said() -> None:
    reject = only_reject(read_events([event(solicitation_parameters={"purchase_event_type": "NOTHING"})]).entries)
    assert reject.code is RejectCode.NOTHING_TO_ASK


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*event(), *lamp(), "orderData", "reference"]), inner)
    ),
    max_leaves=12,
)


@given(st.lists(JSON, max_size=4), st.sampled_from([*event(), "products", "price"]), JSON)
def test_every_element_becomes_a_proof_or_a_reject(body: list[object], name: str, value: object) -> None:
    entries = read_events([*body, {**event(), name: value}]).entries
    assert len(entries) == len(body) + 1
    for position, entry in enumerate(entries, start=1):
        assert (entry.source.line if isinstance(entry, Proof) else entry.line) == position
