"""The JSON door (domain.md 11.6 to 11.8)."""

from typing import Any

from chalicelib.bootstrap import wiring
from chalicelib.domain.proof import TransmissionMethod
from chalicelib.domain.transmission import Books, TransmissionState
from tests.builders import OTHER_WEBSITE_ID, WEBSITE_ID
from tests.functional.wired import PERSON_TOKEN, Suivi

PATH = f"/purchase-event/websites/{WEBSITE_ID}/purchase_events/bulk_sync_insert"


def event(reference: str = "CMD-1001", **changes: Any) -> dict[str, Any]:
    return {
        "purchase_reference": reference,
        "purchase_date": "2026-11-20T10:15:00Z",
        "consumer": {"first_name": "Marie", "last_name": "Durand", "email": "marie.durand@example.com"},
        "sales_channel": {"channel": "online", "website_id": WEBSITE_ID},
        "solicitation_parameters": {"delay": 7, "purchase_event_type": "PURCHASE_ONLY"},
        **changes,
    }


def test_a_good_event_is_in_the_table(suivi: Suivi) -> None:
    answer = suivi.post_json(PATH, [event()], suivi.token())
    assert answer.status_code == 200
    (told,) = answer.json_body
    assert (told["row"], told["purchase_reference"], told["result"]) == (1, "CMD-1001", "accepted")
    item = suivi.get(f"/v1/websites/{WEBSITE_ID}/review-requests", suivi.token()).json_body["items"][0]
    assert item["review_request_id"] == told["review_request_ids"][0]
    assert (item["status"], item["status_at"]) == ("scheduled", "2026-11-30T10:00:00Z")  # reception + 7 days


def test_a_partial_failure_names_reference_field_and_remedy(suivi: Suivi) -> None:
    offline = event("B", sales_channel={"channel": "offline", "website_id": WEBSITE_ID})
    wrong = event("C", solicitation_parameters={"purchase_event_type": "BRAND"})
    answer = suivi.post_json(PATH, [event("A"), offline, wrong], suivi.token())
    assert answer.status_code == 206
    refused = {told["purchase_reference"]: told for told in answer.json_body if "error_description" in told}
    assert {reference: told["row"] for reference, told in refused.items()} == {"B": 2, "C": 3}
    assert "shop_id" in refused["B"]["field"]
    assert "PURCHASE_ONLY" in refused["C"]["error_description"]
    assert len(suivi.get(f"/v1/websites/{WEBSITE_ID}/review-requests", suivi.token()).json_body["items"]) == 1


def test_a_repeated_call_is_a_duplicate_not_an_error(suivi: Suivi) -> None:
    suivi.post_json(PATH, [event()], suivi.token())
    answer = suivi.post_json(PATH, [event()], suivi.token())
    assert (answer.status_code, answer.json_body[0]["result"]) == (200, "duplicate")


def test_a_contradiction_is_a_conflict(suivi: Suivi) -> None:
    suivi.post_json(PATH, [event()], suivi.token())
    other = event(consumer={"first_name": "Luc", "last_name": "Martin", "email": "luc@example.com"})
    answer = suivi.post_json(PATH, [other], suivi.token())
    assert (answer.status_code, answer.json_body[0]["result"]) == (206, "conflict")


def test_events_of_one_reference_are_one_purchase_or_contradict_each_other(suivi: Suivi) -> None:
    one, two = ({"first_name": name, "last_name": "A", "email": f"{name}@example.com"} for name in ("eva", "luc"))
    body = [event("A"), event("B", consumer=one), event("A"), event("B", consumer=two)]
    answer = suivi.post_json(PATH, body, suivi.token())
    assert [told["result"] for told in answer.json_body] == ["accepted", "conflict", "accepted", "conflict"]
    first, _, third, _ = answer.json_body
    assert first["review_request_ids"] == third["review_request_ids"]
    assert len(suivi.get(f"/v1/websites/{WEBSITE_ID}/review-requests", suivi.token()).json_body["items"]) == 1


def test_fifty_one_events_and_a_body_that_is_no_array_are_refused_whole(suivi: Suivi) -> None:
    too_many = suivi.post_json(PATH, [event(f"R{i}") for i in range(51)], suivi.token())
    assert too_many.status_code == 400
    assert "50" in too_many.json_body["detail"]
    assert suivi.post_json(PATH, event(), suivi.token()).status_code == 400
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {suivi.token()}"}
    for body in (b"{oops", b"", b"[" * 100_000):
        refused = suivi.client.http.post(PATH, headers=headers, body=body)
        assert (refused.status_code, refused.json_body["code"]) == (400, "invalid_json")
    assert suivi.get(f"/v1/websites/{WEBSITE_ID}/review-requests", suivi.token()).json_body["items"] == []


def test_a_credential_opens_its_own_website_only(suivi: Suivi) -> None:
    foreign = f"/purchase-event/websites/{OTHER_WEBSITE_ID}/purchase_events/bulk_sync_insert"
    assert suivi.post_json(foreign, [event()], suivi.token()).status_code == 404
    assert suivi.post_json(PATH, [event()], suivi.token(suivi.other)).status_code == 404


def test_a_viewer_may_not_transmit(suivi: Suivi) -> None:
    assert suivi.post_json(PATH, [event()], PERSON_TOKEN).status_code == 404


def test_a_call_leads_to_its_books(suivi: Suivi) -> None:
    offline = event("B", sales_channel={"channel": "offline", "website_id": WEBSITE_ID})
    answer = suivi.post_json(PATH, [event("A"), offline], suivi.token())

    transmission_id = answer.headers["Suivi-Transmission"]
    kept = wiring.transmissions.get(WEBSITE_ID, transmission_id)
    assert kept is not None
    assert kept.books == Books(2, accepted=1, rejected=1, requests=1)
    assert (kept.method, kept.by, kept.state) == (TransmissionMethod.API, suivi.demo.client_id, TransmissionState.DONE)
    assert answer.headers["Link"] == f'</v1/websites/{WEBSITE_ID}/transmissions/{transmission_id}>; rel="status"'
    row = suivi.row(answer.json_body[0]["review_request_ids"][0])
    stored = suivi.store.proof(WEBSITE_ID, row.proof_id)
    assert stored is not None
    assert stored.proof.source.source_id == kept.source_id


def test_no_events_are_no_transmission(suivi: Suivi) -> None:
    answer = suivi.post_json(PATH, [], suivi.token())
    assert (answer.status_code, answer.json_body) == (200, [])
    assert "Suivi-Transmission" not in answer.headers
