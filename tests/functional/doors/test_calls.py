"""The examples of domain.md 11.5 to 11.8, byte by byte, at the doors of merchants' own systems."""

import json

import pytest

from tests.functional.doors.merchant import CALL_FACTS, EVENTS, TOKEN_PATHS, Merchant, due, sample, told


@pytest.mark.parametrize("path", TOKEN_PATHS)
def test_11_5_a_token_at_both_addresses(merchant: Merchant, path: str) -> None:
    answer = merchant.get_token(path)
    assert (answer.status_code, answer.json_body["expires_in"], answer.json_body["token_type"]) == (200, 300, "Bearer")
    merchant.token = answer.json_body["access_token"]
    assert merchant.rows("nobody's") == []
    assert merchant.get_token(path, "demo-client:demo-secret").status_code == 401


def test_11_6_a_minimal_client(merchant: Merchant) -> None:
    answer = merchant.post(f"{EVENTS}/bulk_sync_insert", sample("api_minimal.json"))
    assert answer.status_code == 200
    (row,) = merchant.rows("CMD-1001")
    assert told(row, *CALL_FACTS) == ("brand", "scheduled", due(days=7), "fr", "api")
    assert row["experience_date"] == "2024-03-04T11:15:00+01:00"
    customer = merchant.details("CMD-1001")["customer"]
    assert told(customer, "first_name", "last_name", "country") == ("Marie", "Durand", "FR")
    assert told(merchant.call(answer)["books"], "received", "accepted", "requests") == (1, 1, 1)


def test_11_7_taken_in_for_later(merchant: Merchant) -> None:
    answer = merchant.post(f"{EVENTS}/bulk_insert", sample("api_prestashop.json"))
    assert (answer.status_code, merchant.rows("1042")) == (202, [])
    merchant.work()
    brand, product = merchant.rows("1042")
    assert told(brand, *CALL_FACTS) == ("brand", "scheduled", due(days=5), "fr", "api")
    assert told(product, *CALL_FACTS) == ("product", "scheduled", due(days=12), "fr", "api")
    assert told(merchant.call(answer)["books"], "received", "accepted", "requests") == (1, 1, 2)


def test_11_8_a_partial_failure(merchant: Merchant) -> None:
    answer = merchant.post(f"{EVENTS}/bulk_sync_insert", sample("api_partial_failure.json"))
    assert answer.status_code == 206
    kept, *refused = answer.json_body
    assert [told(one, "purchase_reference", "field") for one in refused] == [
        ("CMD-2002", "sales_channel.shop_id"),
        ("CMD-2003", "solicitation_parameters.purchase_event_type"),
    ]
    assert all(one["error_description"] for one in refused)
    assert [row["experience_reference"] for row in merchant.rows("CMD-2001", "CMD-2002", "CMD-2003")] == ["CMD-2001"]
    assert kept["purchase_reference"] == "CMD-2001"
    assert told(merchant.call(answer)["books"], "received", "accepted", "rejected") == (3, 1, 2)


def test_11_8_fifty_one_events_are_refused_whole(merchant: Merchant) -> None:
    known = len(merchant.transmissions("calls"))
    (event,) = json.loads(sample("api_minimal.json"))
    events = [{**event, "purchase_reference": f"CMD-{number}"} for number in range(51)]
    answer = merchant.post(f"{EVENTS}/bulk_sync_insert", json.dumps(events).encode())
    assert (answer.status_code, answer.json_body["code"]) == (400, "invalid_body")
    assert merchant.rows("CMD-0") == []
    assert len(merchant.transmissions("calls")) == known
