"""Calls of the historical webservice as public clients make them: the form, its dialects, and what is signed."""

import base64
import json
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from chalicelib.domain.call_errors import OrderFormatError
from chalicelib.domain.webservice_signature import is_webservice_signature
from chalicelib.intake.webservice_messages import OrderMessage, read_order_message, read_webservice_form
from tests.unit.intake.doors import DATA, WEBSITE_ID

SECRET = "11111111-2222-3333-4444-555555555555"
SAMPLE = (DATA / "webservice_order.json").read_text("utf-8")


def form(message: str | bytes, website_id: str = WEBSITE_ID) -> bytes:
    return urlencode({"idWebsite": website_id, "message": message}).encode()


def read(body: bytes, dialect: str = "json2") -> OrderMessage:
    return read_order_message(read_webservice_form(body), dialect)


def order(**changes: Any) -> dict[str, Any]:
    return {**json.loads(SAMPLE), **changes}


def test_the_sample_is_signed() -> None:
    message = read(form(SAMPLE))
    assert (message.website_id, message.order["order_ref"]) == (WEBSITE_ID, "CMD-1001")
    assert is_webservice_signature(message.sign, message.signed, SECRET)


@pytest.mark.parametrize(
    ("changes", "sign"),
    [
        ({"delay": None}, "8f1c63541be2120e4b9b5774a0b9c76635e2b6f7"),
        ({"lastname": "Été"}, "4c43ebb40532f918e613cd73d812bb71b42fbb68"),
        ({"delay": 7}, "5be5382035874cb2d716c94a8a7f0d081264d82e"),
        ({"delay": 7.0}, "5be5382035874cb2d716c94a8a7f0d081264d82e"),
    ],
)
@pytest.mark.parametrize("ascii_only", [True, False])
def test_what_is_signed_is_what_was_sent(changes: dict[str, Any], sign: str, ascii_only: bool) -> None:
    message = read(form(json.dumps(order(**changes, sign=sign), ensure_ascii=ascii_only)))
    assert is_webservice_signature(message.sign, message.signed, SECRET)


@pytest.mark.parametrize("delay", [0, "0"])
def test_a_delay_of_nothing_may_be_signed_or_left_out_of_the_signature(delay: object) -> None:
    """NestJS's client signs nothing for a delay of 0, PHP's sign the 0."""
    message = read(form(json.dumps(order(delay=delay))))
    start = "pushCommandeSHA1CMD-1001marie.durand@example.comDurandMarie2024-03-04 10:15:00"
    assert message.signed == (start + "0", start)


def test_the_oldest_names_are_signed_as_well() -> None:
    older = {
        "query": "pushCommandeSHA1",
        "refCommande": 1001,
        "email": "a@b.fr",
        "nom": "Durand",
        "prenom": "Marie",
        "dateCommande": "2024-03-04",
        "delaiSendAvis": "5",
        "sign": "x",
    }
    assert read(form(json.dumps(older))).signed == ("pushCommandeSHA11001a@b.frDurandMarie2024-03-045",)


@pytest.mark.parametrize("padding", [True, False])
@pytest.mark.parametrize("alphabet", [b"-_", b"+/", b"\xe2\x80"])
def test_base64_with_and_without_padding_in_every_alphabet_seen(padding: bool, alphabet: bytes) -> None:
    """`>>>???` gives every special character; the third alphabet is the accident of a public module."""
    encoded = base64.b64encode(json.dumps(order(firstname=">>>???~~~")).encode())
    encoded = encoded.translate(bytes.maketrans(b"+/", alphabet))
    encoded = encoded if padding else encoded.rstrip(b"=")
    assert read(form(encoded), "json").order["firstname"] == ">>>???~~~"


def test_a_byte_order_mark_and_a_website_in_capitals_are_read() -> None:
    message = read(form("\ufeff" + SAMPLE, WEBSITE_ID.upper()))
    assert (message.website_id, message.order["order_ref"]) == (WEBSITE_ID, "CMD-1001")


@pytest.mark.parametrize(
    ("body", "dialect", "named"),
    [
        (b"", "json2", "idWebsite"),
        (form(SAMPLE, "  "), "json2", "idWebsite"),
        (f"idWebsite={WEBSITE_ID}".encode(), "json2", "message"),
        (form(SAMPLE), "", "type"),
        (form(SAMPLE), "php", "type"),
        (form('a:1:{s:5:"query";}'), "json2", "message"),
        (form("[]"), "json2", "message"),
        (form(SAMPLE), "json", "message"),
        (form("{" + '"a":[' * 20_000), "json2", "message"),
        (form('{"delay": ' + "9" * 5000 + "}"), "json2", "message"),
        (form('{"order_ref":"\\ud800","sign":"x"}'), "json2", "message"),
        (form('{"delay":1,"delay":2,"sign":"x"}'), "json2", "message"),
        (form("{}"), "json2", "sign"),
        (form(json.dumps(order(sign=None))), "json2", "sign"),
        (form(json.dumps(order(email=["a@b.fr"]))), "json2", "email"),
        (
            b"idWebsite=x&message=" + quote('{"lastname":"').encode() + b"%C9t%E9" + quote('"}').encode(),
            "json2",
            "UTF-8",
        ),
        (b"&".join([b"a=1"] * 200), "json2", "message"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_send(body: bytes, dialect: str, named: str) -> None:
    with pytest.raises(OrderFormatError, match=named) as refused:
        read(body, dialect)
    assert "Send" in refused.value.message
