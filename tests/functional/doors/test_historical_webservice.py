"""The example and the vectors of domain.md 11.9, byte by byte, at the door of the historical webservice."""

import json
from typing import Any

import pytest
from chalice.test import Client

from tests.functional.doors.installation import open_door
from tests.functional.doors.merchant import CALL_FACTS, WEBSITE_ID, due, sample, told


@pytest.mark.parametrize(
    ("letter", "changes", "sign", "days"),
    [
        ("a", {}, "5be5382035874cb2d716c94a8a7f0d081264d82e", 7),
        ("b", {"delay": None}, "8f1c63541be2120e4b9b5774a0b9c76635e2b6f7", 0),
        ("c", {"lastname": "Été"}, "4c43ebb40532f918e613cd73d812bb71b42fbb68", 7),
    ],
)
def test_11_9_a_signed_order(http: Client, letter: str, changes: dict[str, Any], sign: str, days: int) -> None:
    """The website is no part of what is signed, so each vector has one of its own."""
    merchant = open_door(http, WEBSITE_ID.replace("a", letter))
    message = sample("webservice_order.json").decode()
    if changes:
        order = {**json.loads(message), **changes, "sign": sign}
        message = json.dumps({name: value for name, value in order.items() if value is not None})
    answer = merchant.order(message)
    assert (answer.status_code, answer.json_body) == (200, {"return": 1})
    (row,) = merchant.rows()
    assert told(row, *CALL_FACTS) == ("brand_and_product", "scheduled", due(days), "fr", "webservice")
    assert row["experience_date"] == "2024-03-04T10:15:00+01:00"
    details = merchant.details("CMD-1001")
    assert details["customer"]["last_name"] == changes.get("lastname", "Durand")
    (lamp,) = details["products"]
    assert told(lamp, "product_ref", "name", "ean") == ("SKU-1", "Lampe LED", "3012345678900")
    (call,) = merchant.transmissions("calls")
    assert told(call["books"], "received", "accepted", "requests") == (1, 1, 1)


def test_11_9_a_wrong_signature_is_answered_and_kept_nowhere(http: Client) -> None:
    merchant = open_door(http, WEBSITE_ID.replace("a", "d"))
    wrong = sample("webservice_order.json").decode().replace("Durand", "Dupond")
    assert merchant.order(wrong).json_body["return"] != 1
    assert merchant.rows() == []
    assert merchant.transmissions("calls") == []
