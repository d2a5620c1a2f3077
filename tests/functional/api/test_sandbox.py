"""Sandbox credentials: what they transmit reaches the simulator alone, and they touch nothing real."""

from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.bootstrap import wiring
from chalicelib.domain.sandbox import is_sandbox, is_simulated
from chalicelib.usecases.open_website import OpenedWebsite
from tests.builders import WEBSITE_ID
from tests.functional.api.test_api_clients import make
from tests.functional.api.test_purchase_events import PATH, event
from tests.functional.wired import Suivi

LIST = f"/v1/websites/{WEBSITE_ID}/review-requests"
SIMULATED = {"first_name": "Marie", "last_name": "Durand", "email": "bounce+1@simulator.amazonses.com"}


@pytest.fixture
def sandbox(suivi: Suivi) -> Iterator[str]:
    """The token of a sandbox client; whatever it did, no row of the website's sandbox has another address."""
    made = make(suivi, name="sandbox", sandbox=True)
    yield suivi.token(OpenedWebsite(WEBSITE_ID, made["client_id"], made["secret"]))
    for row in suivi.store.rows.values():
        assert is_simulated(row.customer_email) or not is_sandbox(row.experience_reference)


def items(suivi: Suivi) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = suivi.get(LIST, suivi.token()).json_body["items"]
    return found


def test_a_test_blocks_no_purchase_of_the_same_reference(suivi: Suivi, sandbox: str) -> None:
    tried = suivi.post_json(PATH, [event(consumer=SIMULATED)], sandbox)
    real = suivi.post_json(PATH, [event()], suivi.token())
    assert (tried.status_code, real.status_code) == (200, 200)
    assert tried.json_body[0]["purchase_reference"] == "sandbox:CMD-1001"
    assert {answer.json_body[0]["result"] for answer in (tried, real)} == {"accepted"}
    assert {item["experience_reference"] for item in items(suivi)} == {"CMD-1001", "sandbox:CMD-1001"}


def test_a_real_address_is_refused_with_the_addresses_that_are_not(suivi: Suivi, sandbox: str) -> None:
    answer = suivi.post_json(PATH, [event()], sandbox)
    assert (answer.status_code, answer.json_body[0]["error_code"]) == (206, "sandbox_address")
    assert "success@, bounce@" in answer.json_body[0]["error_description"]
    assert items(suivi) == []


def test_nothing_real_can_be_cancelled(suivi: Suivi, sandbox: str) -> None:
    (real,) = suivi.post_json(PATH, [event()], suivi.token()).json_body
    (tried,) = suivi.post_json(PATH, [event(consumer=SIMULATED)], sandbox).json_body
    ways = [f"{LIST}/{told['review_request_ids'][0]}/cancel" for told in (real, tried)]
    assert [suivi.post_json(way, {}, sandbox).status_code for way in ways] == [404, 200]
    assert suivi.row(real["review_request_ids"][0]).may_be_sent


def test_a_corrected_address_stays_with_the_simulator(suivi: Suivi, sandbox: str) -> None:
    (tried,) = suivi.post_json(PATH, [event(consumer=SIMULATED)], sandbox).json_body
    (review_request_id,) = tried["review_request_ids"]
    order = {
        "kind": "correct_address",
        "review_request_ids": [review_request_id],
        "email": "marie@example.com",
        "reason": "A slip",
        "undo_seconds": 0,
    }
    answer = suivi.post_json(f"/v1/websites/{WEBSITE_ID}/operations", order, suivi.token())
    assert "sandbox_address" in str(answer.json_body)
    assert suivi.row(review_request_id).customer_email == SIMULATED["email"]


def test_what_is_tried_out_follows_the_same_rule(suivi: Suivi, sandbox: str) -> None:
    way = f"/v1/websites/{WEBSITE_ID}/simulate"
    assert suivi.post_json(way, event(), sandbox).json_body["error"]["code"] == "sandbox_address"
    assert suivi.post_json(way, event(consumer=SIMULATED), sandbox).json_body["result"] == "accepted"


def test_nothing_real_can_be_withdrawn(suivi: Suivi, sandbox: str) -> None:
    (real,) = suivi.post_json(PATH, [event()], suivi.token()).json_body
    way = f"/v1/websites/{WEBSITE_ID}/withdrawals"
    (told,) = suivi.post_json(way, {"purchase_reference": "CMD-1001"}, sandbox).json_body
    assert (told["purchase_reference"], told["withdrawal"]) == ("sandbox:CMD-1001", "unknown")
    assert suivi.row(real["review_request_ids"][0]).may_be_sent


@pytest.mark.parametrize(
    "way",
    [
        f"/purchase-event/websites/{WEBSITE_ID}/purchase_events/bulk_insert",
        f"/connectors/prestashop/websites/{WEBSITE_ID}/orders",
    ],
)
def test_what_is_worked_through_later_is_of_the_sandbox_as_well(suivi: Suivi, sandbox: str, way: str) -> None:
    taken = suivi.post_json(way, [event(), event("CMD-2", consumer=SIMULATED)], sandbox)
    assert taken.status_code == 202
    received = wiring.transmissions.get(WEBSITE_ID, taken.json_body["transmission_id"])
    assert received is not None
    assert received.sandbox
