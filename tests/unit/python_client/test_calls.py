"""What the client asks of the API, and what it makes of the answers."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import httpx
import pytest

from suivi_client import Asked, Cause, Customer, Product, Proof, Result, event_of
from tests.unit.python_client.scripted import WEBSITE, Script, accepted, body_of, client, pages

MARIE = Customer(email="marie@example.com", first_name="Marie", last_name="Durand", language="fr")
EVENTS = f"/purchase-event/websites/{WEBSITE}/purchase_events"
TRANSMISSION: dict[str, Any] = {
    "transmission_id": "c1",
    "state": "received",
    "transmission_method": "api",
    "received_at": "2026-11-26T09:00:00Z",
    "day": "2026-11-26",
    "books": {"received": 3, "accepted": 2, "rejected": 1, "new_figure": 9},
    "in_error": True,
}


def test_a_proof_becomes_a_purchase_event() -> None:
    lamp = Product(product_ref="SKU-1", name="Lampe", price=Decimal("24.90"), ean="3012345678900", delay=12)
    proof = Proof(
        reference="T-991",
        date=datetime(2026, 11, 20, 18, 42, 10, tzinfo=timezone(timedelta(hours=1))),
        customer=MARIE,
        products=(lamp,),
        shop_id="PARIS-01",
        price=Decimal("49.90"),
        asked=Asked.BRAND_AND_PRODUCT,
        delay=3,
    )
    assert event_of(proof) == {
        "purchase_reference": "T-991",
        "purchase_date": "2026-11-20T17:42:10Z",
        "price": "49.90",
        "consumer": {
            "first_name": "Marie",
            "last_name": "Durand",
            "email": "marie@example.com",
            "language": "fr",
            "hide_personal_data": False,
        },
        "products": [
            {
                "name": "Lampe",
                "price": "24.90",
                "delay": 12,
                "product_ref": {"reference": "SKU-1", "ean": "3012345678900"},
                "not_received": False,
            }
        ],
        "sales_channel": {"channel": "offline", "shop_id": "PARIS-01"},
        "solicitation_parameters": {"delay": 3, "purchase_event_type": "BRAND_AND_PRODUCT"},
    }


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        (date(2026, 11, 20), "2026-11-20"),
        (datetime(2026, 11, 20, 9, 30), "2026-11-20 09:30:00"),  # noqa: DTZ001 -- read on the website's own clock
        (datetime(2026, 11, 20, 9, 30, tzinfo=UTC), "2026-11-20T09:30:00Z"),
        ("20/11/2026", "20/11/2026"),
    ],
)
def test_dates_keep_their_meaning(given: date | str, sent: str) -> None:
    assert event_of(Proof(reference="1", date=given, customer=MARIE))["purchase_date"] == sent


def test_many_proofs_go_fifty_a_call_and_come_back_in_order() -> None:
    script = Script(accepted)
    results = client(script).send({"purchase_reference": str(number)} for number in range(101))
    assert [len(body_of(call)) for call in script.calls] == [50, 50, 1]
    assert [(one.position, one.reference) for one in results] == [(n, str(n)) for n in range(101)]
    assert len(set(script.header("Idempotency-Key"))) == 3


def test_a_named_sending_has_the_same_keys_when_it_starts_over() -> None:
    script = Script(accepted)
    for _ in range(2):
        client(script).send(({"purchase_reference": str(n)} for n in range(60)), idempotency_key="orders-2026-11-26")
    assert script.header("Idempotency-Key") == ["orders-2026-11-26-0", "orders-2026-11-26-1"] * 2


def test_each_refusal_says_why() -> None:
    refusal = {
        "purchase_reference": "B",
        "result": "rejected",
        "error_code": "invalid_email",
        "error_description": "Not valid.",
        "field": "consumer.email",
        "value": "tom(at)example.com",
    }
    kept = {"purchase_reference": "A", "result": "duplicate", "review_request_ids": ["r1"]}
    first, second = client(Script(httpx.Response(206, json=[kept, refusal]))).send([{}, {}])
    assert (first.kept, first.result, first.review_request_ids) == (True, Result.DUPLICATE, ("r1",))
    assert (second.kept, second.error_code, second.field) == (False, "invalid_email", "consumer.email")


def test_later_means_in_one_call() -> None:
    script = Script(httpx.Response(202, json={"transmission_id": "c1", "received": 300}))
    taken = client(script).send_later([{"purchase_reference": str(n)} for n in range(300)])
    assert (script.calls[0].url.path, len(body_of(script.calls[0]))) == (f"{EVENTS}/bulk_insert", 300)
    assert (taken.transmission_id, taken.received) == ("c1", 300)
    assert script.header("Idempotency-Key") != [None]
    for count in (0, 5_001):
        with pytest.raises(ValueError, match="1 to 5000"):
            client(script).send_later([{}] * count)


def test_pages_are_followed_to_the_end() -> None:
    line = {"line": 1, "result": "rejected", "purchase_reference": "A", "sentence": {"fr": "Non.", "en": "No."}}
    script = Script(*pages("lines", [line, line], [], [line]))
    found = list(client(script).lines("c1", Result.REJECTED))
    assert len(found) == 3
    assert found[0].sentence == {"fr": "Non.", "en": "No."}
    asked = [dict(call.url.params) for call in script.calls]
    assert asked == [{"result": "rejected"} | more for more in ({}, {"page_token": "p1"}, {"page_token": "p2"})]


def test_nothing_is_read_ahead() -> None:
    script = Script(*pages("transmissions", [TRANSMISSION], [TRANSMISSION]))
    found = client(script).transmissions("calls", first=date(2026, 11, 1))
    assert next(found).transmission_id == "c1"
    assert [dict(call.url.params) for call in script.calls] == [{"kind": "calls", "from": "2026-11-01"}]


def test_one_transmission_with_its_books() -> None:
    script = Script(httpx.Response(200, json={**TRANSMISSION, "state": "done", "requests_by_status": {"sent": 2}}))
    found = client(script).transmission("c1")
    assert (found.is_over, found.in_error, found.requests_by_status) == (True, True, {"sent": 2})
    assert script.calls[0].url.path == f"/v1/websites/{WEBSITE}/transmissions/c1"
    assert found.raw["books"]["new_figure"] == 9
    assert (found.day, found.received_at) == (date(2026, 11, 26), datetime(2026, 11, 26, 9, tzinfo=UTC))
    assert (found.books.received, found.books.rejected) == (3, 1)


def test_proofs_are_withdrawn_fifty_a_call() -> None:
    def taken_back(http_request: httpx.Request) -> httpx.Response:
        references = body_of(http_request)["purchase_references"]
        told = [{"purchase_reference": one, "result": "accepted"} for one in references]
        return httpx.Response(200, json=told)

    script = Script(taken_back)
    results = client(script).withdraw([str(number) for number in range(51)], Cause.REFUNDED)
    assert [one.reference for one in results] == [str(number) for number in range(51)]
    assert [body_of(call)["cause"] for call in script.calls] == ["refunded", "refunded"]
