"""The Python client against the real API, in this process."""

from collections.abc import Iterator
from datetime import date, timedelta

import httpx
import pytest

from suivi_client import (
    Cause,
    Customer,
    InvalidCallError,
    NotAuthenticatedError,
    NotFoundError,
    Patience,
    Product,
    Proof,
    Result,
    SuiviClient,
)
from tests.builders import NOW, WEBSITE_ID
from tests.functional.api.chalice_wsgi import ChaliceWsgi
from tests.functional.api.test_api_clients import make
from tests.functional.wired import Suivi

MARIE = Customer(email="marie.durand@example.com", first_name="Marie", last_name="Durand", language="fr")


def connect(suivi: Suivi, client_id: str, secret: str) -> SuiviClient:
    transport = httpx.WSGITransport(app=ChaliceWsgi(suivi.client))
    return SuiviClient("https://suivi.example", client_id, secret, patience=Patience(attempts=1), transport=transport)


@pytest.fixture
def shop(suivi: Suivi) -> Iterator[SuiviClient]:
    """The client of a merchant's own system."""
    with connect(suivi, suivi.demo.client_id, suivi.demo.client_secret) as client:
        yield client


def proof(reference: str, **changes: object) -> Proof:
    values = {"reference": reference, "date": "2026-11-20", "customer": MARIE, **changes}
    return Proof(**values)  # type: ignore[arg-type]  # names vary by test


def test_proofs_are_sent_and_each_is_answered(suivi: Suivi, shop: SuiviClient) -> None:
    lamp = Product(product_ref="SKU-1", name="Lampe", price=24.9, ean="3012345678900")
    results = shop.send([proof("A-1", products=(lamp,)), proof("A-2", date="soon")])
    assert [one.result for one in results] == [Result.ACCEPTED, Result.REJECTED]
    assert [one.result for one in shop.send([proof("A-1", products=(lamp,))])] == [Result.DUPLICATE]
    assert (results[1].reference, results[1].error_code, results[1].value) == ("A-2", "invalid_date", "soon")
    row = suivi.row(results[0].review_request_ids[0])
    assert (row.experience_reference, row.customer_email) == ("A-1", MARIE.email)


def test_more_than_a_call_takes(suivi: Suivi, shop: SuiviClient) -> None:
    results = shop.send(proof(f"B-{number}") for number in range(120))
    assert [one.reference for one in results] == [f"B-{number}" for number in range(120)]
    assert {one.result for one in results} == {Result.ACCEPTED}


def test_what_was_sent_is_found_again_with_its_books_and_lines(shop: SuiviClient) -> None:
    shop.send([proof("A-1"), proof("A-2", date="soon")])
    (call,) = shop.transmissions("calls")
    assert (call.books.received, call.books.accepted, call.books.rejected, call.in_error) == (2, 1, 1, True)
    found = shop.transmission(call.transmission_id)
    assert (found.is_over, found.method, found.books) == (True, "api", call.books)
    (line,) = shop.lines(call.transmission_id, Result.REJECTED)
    assert (line.line, line.reference, line.error_code) == (2, "A-2", "invalid_date")
    assert set(line.sentence or {}) == set(line.remedy or {}) == {"fr", "en"}
    assert [one.reference for one in shop.lines(call.transmission_id)] == ["A-1", "A-2"]
    assert isinstance(shop.books(date(2026, 11, 1), date(2026, 11, 30)), list)


def test_what_is_sent_for_later_is_a_transmission_at_once(shop: SuiviClient) -> None:
    taken = shop.send_later([proof("A-1"), proof("A-2")], idempotency_key="orders-1")
    assert taken.received == 2
    assert shop.send_later([proof("A-1"), proof("A-2")], idempotency_key="orders-1") == taken
    found = shop.transmission(taken.transmission_id)
    assert (found.is_over, found.state) == (False, "received")
    with pytest.raises(InvalidCallError, match="idempotency_key_reused"):
        shop.send_later([proof("A-3")], idempotency_key="orders-1")


def test_a_named_sending_that_starts_over_is_answered_as_the_first_time(shop: SuiviClient) -> None:
    once, again = (shop.send([proof("A-1")], idempotency_key="today") for _ in range(2))
    assert once == again
    assert once[0].result is Result.ACCEPTED


def test_what_is_taken_back_is_no_longer_planned(suivi: Suivi, shop: SuiviClient) -> None:
    (sent,) = shop.send([proof("A-1")])
    done, unknown = shop.withdraw(["A-1", "A-9"], Cause.REFUNDED)
    assert (done.kept, done.withdrawal, done.review_request_ids) == (True, "withdrawn", sent.review_request_ids)
    assert (unknown.kept, unknown.reference) == (False, "A-9")
    assert not suivi.row(sent.review_request_ids[0]).may_be_sent


def test_what_would_become_of_a_proof_is_told_and_nothing_is_kept(suivi: Suivi, shop: SuiviClient) -> None:
    told = shop.simulate(proof("A-1", delay=7))
    (wanted,) = told.requests
    assert (told.result, told.error, wanted.refused) == (Result.ACCEPTED, None, None)
    assert (wanted.review_type, wanted.due_at) == ("brand", NOW + timedelta(days=7))
    assert set(wanted.explanation[0].sentence) == {"fr", "en"}
    refused = shop.simulate(proof("A-2", date="soon"))
    assert refused.error is not None
    assert (refused.result, refused.error.code, refused.requests) == (Result.REJECTED, "invalid_date", ())
    assert suivi.store.rows == {}


def test_what_does_not_exist_is_told(shop: SuiviClient) -> None:
    with pytest.raises(NotFoundError):
        shop.transmission("c" + "0" * 25)


def test_a_sandbox_client_tries_it_out(suivi: Suivi) -> None:
    made = make(suivi, name="sandbox", sandbox=True)
    played = Customer(email="success+1@simulator.amazonses.com", first_name="Marie", last_name="Durand")
    with connect(suivi, made["client_id"], made["secret"]) as sandbox:
        tried, refused = sandbox.send([proof("A-1", customer=played), proof("A-1")])
    assert (tried.reference, tried.kept) == ("sandbox:A-1", True)
    assert (refused.error_code, refused.field) == ("sandbox_address", "consumer.email")


def test_a_wrong_secret_is_told(suivi: Suivi) -> None:
    with pytest.raises(NotAuthenticatedError, match="invalid_client"):
        connect(suivi, f"{WEBSITE_ID}.api", "wrong").send([proof("A-1")])
