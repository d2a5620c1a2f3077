"""Orders of the historical webservice (domain.md 2.4, 11.9): names of every age, products of every shape."""

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.call_errors import OrderFormatError
from chalicelib.domain.proof import Channel, Proof, TransmissionMethod
from chalicelib.intake.rejects import Reject, RejectCode
from tests.unit.intake.doors import DATA, WEBSITE_ID, read_webservice

SAMPLE = json.loads((DATA / "webservice_order.json").read_bytes())
LAMP = SAMPLE["PRODUCTS"][0]


def read(order: object) -> Proof | Reject | OrderFormatError:
    return read_webservice(urlencode({"idWebsite": WEBSITE_ID, "message": json.dumps(order)}).encode())


def proof(**changes: Any) -> Proof:
    found = read({**SAMPLE, **changes})
    assert isinstance(found, Proof), found
    return found


def reject(**changes: Any) -> Reject:
    found = read({**SAMPLE, **changes})
    assert isinstance(found, Reject), found
    return found


def test_the_sample() -> None:
    found = proof()
    assert (found.experience_reference, found.transmission_method) == ("CMD-1001", TransmissionMethod.WEBSERVICE)
    assert found.experience_at == datetime(2024, 3, 4, 9, 15, tzinfo=UTC)
    assert (found.customer.first_name, found.customer.last_name) == ("Marie", "Durand")
    assert (found.brand_delay_days, found.product_delay_days, found.lines) == (7, None, (1,))
    (lamp,) = found.products
    assert (lamp.product_ref, lamp.name) == ("SKU-1", "Lampe LED")
    assert lamp.identifiers == {"ean": "3012345678900", "sku": "SKU-1"}
    assert (lamp.product_url, lamp.image_url) == ("https://shop.example.com/p/1", "https://shop.example.com/i/1.jpg")


def test_every_further_field() -> None:
    everything = {
        **LAMP,
        "GTIN_UPC": "1",
        "GTIN_JAN": "2",
        "GTIN_ISBN": "3",
        "MPN": "4",
        "brand_name": "MaMarque",
    }
    found = proof(phone="33607080910", canal="offline", id_shop=12, delay_product=10, PRODUCTS=[everything])
    assert (found.customer.phone, found.channel, found.shop_id) == ("33607080910", Channel.OFFLINE, "12")
    assert (found.product_delay_days, found.products[0].brand) == (10, "MaMarque")
    assert set(found.products[0].identifiers) == {"ean", "upc", "jan", "isbn", "mpn", "sku"}


def test_the_oldest_names() -> None:
    older = {
        "query": "pushCommandeSHA1",
        "refCommande": 1001,
        "email": "marie.durand@example.com",
        "nom": "O'Brien",
        "prenom": "Zoé",
        "dateCommande": "2024-03-04",
        "delaiSendAvis": 0,
        "PRODUITS": [{"RefProduit": 87, "description": "Lampe"}],
        "sign": "x",
    }
    found = read(older)
    assert isinstance(found, Proof)
    assert (found.experience_reference, found.customer.last_name, found.brand_delay_days) == ("1001", "O'Brien", 0)
    assert [(one.product_ref, one.name) for one in found.products] == [("87", "Lampe")]


@pytest.mark.parametrize("name", ["PRODUCTS", "products", "produtos"])
@pytest.mark.parametrize(
    "products",
    [[LAMP], {"0": LAMP, "1": {**LAMP, "id_product": "SKU-1"}}, LAMP, [LAMP, [], {}, {"id_product": ""}, None]],
)
def test_products_in_every_shape_seen(name: str, products: object) -> None:
    order = {key: value for key, value in SAMPLE.items() if key != "PRODUCTS"}
    found = read({**order, name: products})
    assert isinstance(found, Proof)
    assert [one.product_ref for one in found.products] == ["SKU-1"]


@pytest.mark.parametrize("products", [None, [], {}, "", [[]], {"0": []}])
def test_an_order_without_products_asks_about_the_merchant_alone(products: object) -> None:
    assert proof(PRODUCTS=products).products == ()


@pytest.mark.parametrize(
    ("channel", "read_as"),
    [("clickncollect", Channel.ONLINE), ("", Channel.ONLINE), ("Online", Channel.ONLINE), (3, Channel.ONLINE)],
)
def test_the_channel_was_free_text(channel: object, read_as: Channel) -> None:
    assert proof(canal=channel).channel is read_as
    assert proof(channel=channel).channel is read_as


def test_of_two_names_for_one_field_the_one_that_says_something_counts() -> None:
    assert proof(canal="", channel="offline", id_shop="PARIS").channel is Channel.OFFLINE


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"order_ref": " "}, RejectCode.MISSING_VALUE, "order_ref"),
        ({"email": "marie(at)example.com"}, RejectCode.INVALID_EMAIL, "email"),
        ({"order_date": "03-04-2024"}, RejectCode.AMBIGUOUS_DATE, "order_date"),
        ({"delay": "soon"}, RejectCode.INVALID_DELAY, "delay"),
        ({"canal": "offline"}, RejectCode.SHOP_REQUIRED, "id_shop"),
        ({"lastname": None, "nom": ""}, RejectCode.MISSING_VALUE, "lastname"),
        ({"PRODUCTS": [[], {"id_product": "1"}]}, RejectCode.MISSING_VALUE, "PRODUCTS[1].name_product"),
        ({"PRODUCTS": {"7": {**LAMP, "name_product": 3 * [1]}}}, RejectCode.INVALID_VALUE, "PRODUCTS[7].name_product"),
        ({"PRODUCTS": "SKU-1"}, RejectCode.INVALID_VALUE, "PRODUCTS[0]"),
    ],
)
def test_a_refusal_bears_the_orders_own_name(changes: dict[str, Any], code: RejectCode, field: str) -> None:
    found = reject(**changes)
    assert (found.code, found.field, found.line) == (code, field, 1)


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*SAMPLE, *LAMP, "0"]), inner, max_size=4)
    ),
    max_leaves=10,
)


@given(st.sampled_from([*SAMPLE, "products", "canal", "id_shop"]), ANY)
def test_whatever_an_order_holds_it_becomes_a_proof_or_is_refused(name: str, value: object) -> None:
    assert isinstance(read({**SAMPLE, name: value}), Proof | Reject | OrderFormatError)


@given(st.binary(max_size=200), st.sampled_from(["json", "json2", ""]))
def test_any_bytes_are_answered(content: bytes, dialect: str) -> None:
    for body in (content, urlencode({"idWebsite": WEBSITE_ID, "message": content}).encode()):
        assert isinstance(read_webservice(body, dialect), Proof | Reject | OrderFormatError)
