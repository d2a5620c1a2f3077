"""The rules that join fields: channel and shop, what is asked and its products, and no value ever raises."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.proof import Channel, ReviewType
from chalicelib.intake.proof_schema import MAX_PRODUCTS, ProofFields, Refused, proof_of, read_fields
from chalicelib.intake.rejects import RejectCode
from tests.unit.intake.doors import ARRIVAL
from tests.unit.intake.fields import USUAL, accepted, refused


def test_channels() -> None:
    assert accepted(channel="").channel is Channel.ONLINE
    assert accepted(channel="ONLINE").channel is Channel.ONLINE
    assert accepted(channel="offline", shop_id=12).shop_id == "12"
    assert accepted(channel="online", shop_id="WEB").shop_id == "WEB"
    assert refused(channel="phone") == (RejectCode.UNKNOWN_CHANNEL, "channel", "phone")
    assert refused(channel="offline") == (RejectCode.SHOP_REQUIRED, "shop_id", None)
    assert refused(channel="offline", shop_id=" ") == (RejectCode.SHOP_REQUIRED, "shop_id", None)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("BRAND_AND_PRODUCT", {ReviewType.BRAND, ReviewType.PRODUCT}),
        ("PURCHASE_ONLY", {ReviewType.BRAND}),
        ("PRODUCT_ONLY", {ReviewType.PRODUCT}),
        (None, None),
    ],
)
def test_review_types(written: str | None, expected: set[ReviewType] | None) -> None:
    fields = accepted(purchase_event_type=written, products=[{"product_ref": "P", "name": "Lampe"}])
    assert fields.purchase_event_type == expected


def test_review_types_refused() -> None:
    for word in ("BRAND", "purchase_only", 3, ["PURCHASE_ONLY"]):
        assert refused(purchase_event_type=word)[0] is RejectCode.INVALID_REVIEW_TYPE
    assert refused(purchase_event_type="NOTHING")[0] is RejectCode.NOTHING_TO_ASK
    assert refused(purchase_event_type="PRODUCT_ONLY")[:2] == (RejectCode.PRODUCT_REQUIRED, "products")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://shop.example.com/p?a=1#b", True),
        ("http://shop.example.com", True),
        ("javascript:alert(1)", False),
        ("//shop.example.com/p", False),
        ("/p/1", False),
        ("https://", False),
        ("http://[", False),
        ("https://shop.example.com/a b", False),
        ("https://shop.example.com/\x00", False),
        ("https://shop.example.com/" + "x" * 1024, False),
        (12, False),
        (None, False),
    ],
)
def test_a_bad_url_is_left_out_and_the_proof_stands(written: Any, kept: bool) -> None:
    [product] = accepted(products=[{"product_ref": "P", "name": "Lampe", "product_url": written}]).products
    assert product.product_url == (written if kept else None)


def test_a_country_that_is_no_code_is_left_out() -> None:
    assert accepted(country="fr").country == "FR"
    assert accepted(country="France").country is None


def test_a_product_needs_its_reference_and_its_name() -> None:
    assert refused(products=[{"product_ref": "P"}])[:2] == (RejectCode.MISSING_VALUE, "name")
    assert refused(products=[{"name": "Lampe"}])[:2] == (RejectCode.MISSING_VALUE, "product_ref")


def test_a_product_bought_twice_is_asked_about_once_and_a_form_stays_answerable() -> None:
    products = [{"product_ref": f"P{n // 2}", "name": f"Produit {n}"} for n in range(4 * MAX_PRODUCTS)]
    fields = accepted(products=products)
    proof = proof_of(fields, fields.products, ARRIVAL, lines=(1,))
    assert [p.product_ref for p in proof.products] == [f"P{n}" for n in range(MAX_PRODUCTS)]
    assert proof.products[1].name == "Produit 2"


def test_the_first_error_is_told_with_the_reference() -> None:
    fields = read_fields({**USUAL, "email": "x", "channel": "phone"}, ARRIVAL)
    assert isinstance(fields, Refused)
    assert (fields.reject.code, fields.reject.experience_reference) == (RejectCode.UNKNOWN_CHANNEL, "A-1")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(field=st.sampled_from(sorted(ProofFields.model_fields)), value=JSON)
def test_no_value_of_any_field_raises_and_what_is_kept_can_be_stored(field: str, value: object) -> None:
    fields = read_fields({**USUAL, field: value}, ARRIVAL)
    if isinstance(fields, ProofFields):
        proof = proof_of(fields, fields.products, ARRIVAL, lines=(1,))
        repr(proof).encode()
