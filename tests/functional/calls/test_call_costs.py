"""What a call costs, counted where it leaves the SDK: the figures of decision 37."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest

from chalicelib.bootstrap import wiring
from chalicelib.domain.webservice_signature import SIGNED, webservice_signature
from chalicelib.usecases.keep_webservice_key import set_webservice_key
from tests.bench.sdk_counter import Usage
from tests.builders import WEBSITE_ID
from tests.functional.calls.conftest import Door
from tests.functional.calls.events import a_typical_event

UNITS_OF_A_PROOF = 6
"""Of three products asked about in one e-mail: a transaction of two items of a kilobyte, and two indexes."""


def usage_of(door: Door, name: str, count: int, **headers: str) -> Usage:
    """Of a call of an instance that has worked before: settings are known, the month is there."""
    door.post("bulk_sync_insert", [a_typical_event(0)])
    body = [a_typical_event(number) for number in range(1, count + 1)]
    with door.installation.counter.counting() as usage:
        answer = door.post(name, body, **headers)
    assert answer.status_code in (200, 202), answer.json_body
    return usage


def test_a_call_writes_its_books_once(door: Door) -> None:
    one, fifty = (usage_of(door, "bulk_sync_insert", count).calls for count in (1, 50))
    assert one == {"dynamodb.TransactWriteItems": 1, "dynamodb.PutItem": 1, "dynamodb.UpdateItem": 1}
    assert fifty == {"dynamodb.TransactWriteItems": 50, "dynamodb.PutItem": 1, "dynamodb.UpdateItem": 1}


@pytest.mark.parametrize(("count", "books"), [(1, 1), (50, 2)])
def test_what_the_call_adds_to_its_proofs(door: Door, count: int, books: int) -> None:
    """One unit for the rate, one for each kilobyte of the books, whatever the number of events."""
    usage = usage_of(door, "bulk_sync_insert", count)
    assert usage.write_units == UNITS_OF_A_PROOF * count + 1 + books
    assert usage.reads == 0.0


def test_a_key_costs_one_write(door: Door) -> None:
    without = usage_of(door, "bulk_insert", 50)
    with_key = usage_of(door, "bulk_insert", 50, Idempotency_Key="k-1")
    assert with_key.calls - without.calls == {"dynamodb.PutItem": 1}
    assert with_key.write_units - without.write_units == 1.0
    assert without.write_units == 2.0


def test_an_order_of_the_historical_webservice_costs_a_look_at_its_key_more(door: Door) -> None:
    secret = "11111111-2222-3333-4444-555555555555"
    set_webservice_key(wiring.webservice_safe, WEBSITE_ID, secret, by="camille", now=wiring.clock.now())
    post_order(door, "CMD-0", secret)
    with door.installation.counter.counting() as usage:
        assert post_order(door, "CMD-1", secret).json_body == {"return": 1}
    one_call = {"dynamodb.TransactWriteItems": 1, "dynamodb.PutItem": 1, "dynamodb.UpdateItem": 1}
    assert usage.calls == {"dynamodb.GetItem": 1, **one_call}
    assert (usage.reads, usage.write_units) == (1.0, UNITS_OF_A_PROOF + 2)


def test_a_stranger_costs_a_look(door: Door) -> None:
    post_order(door, "CMD-0", "nobody's")
    with door.installation.counter.counting() as usage:
        assert post_order(door, "CMD-0", "nobody's").json_body["return"] == 5
    assert usage.calls == {"dynamodb.GetItem": 1}


def post_order(door: Door, reference: str, secret: str) -> Any:
    values = ["pushCommandeSHA1", reference, "camille.durand@example.com", "Durand", "Camille", "2026-11-20", "7"]
    order = {**dict(zip(SIGNED, values, strict=True)), "sign": webservice_signature("".join(values), secret)}
    body = urlencode({"idWebsite": WEBSITE_ID, "message": json.dumps(order)}).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    path = "/index.php?action=act_api_notification_sha1&type=json2"
    return door.client.http.post(path, headers=headers, body=body)
