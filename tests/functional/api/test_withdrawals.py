"""The door of withdrawals."""

from typing import Any

import pytest

from chalicelib.bootstrap import wiring
from chalicelib.domain.status import Status
from chalicelib.domain.transmission import Books, TransmissionKind, kind_of
from tests.builders import OTHER_WEBSITE_ID, WEBSITE_ID
from tests.functional.api.test_purchase_events import PATH as EVENTS
from tests.functional.api.test_purchase_events import event
from tests.functional.wired import PERSON_TOKEN, Suivi

PATH = f"/v1/websites/{WEBSITE_ID}/withdrawals"


def withdraw(suivi: Suivi, *references: object, **more: Any) -> Any:
    headers = more.pop("headers", {})
    return suivi.post_json(PATH, {"purchase_references": list(references), **more}, suivi.token(), **headers)


def told(answer: Any) -> list[tuple[str, str | None]]:
    return [(one["result"], one["withdrawal"]) for one in answer.json_body]


@pytest.fixture
def known(suivi: Suivi) -> str:
    """A purchase, and the review request it has."""
    answer = suivi.post_json(EVENTS, [event("CMD-1")], suivi.token())
    return str(answer.json_body[0]["review_request_ids"][0])


def test_a_withdrawn_purchase_says_why_in_the_table_and_in_its_history(suivi: Suivi, known: str) -> None:
    answer = suivi.post_json(PATH, {"purchase_reference": "CMD-1", "cause": "returned"}, suivi.token())
    assert answer.status_code == 200
    assert answer.json_body == [
        {
            "row": 1,
            "purchase_reference": "CMD-1",
            "result": "accepted",
            "withdrawal": "withdrawn",
            "review_request_ids": [known],
        }
    ]
    details = suivi.get(f"/v1/websites/{WEBSITE_ID}/review-requests/{known}", suivi.token()).json_body
    assert (details["status"], details["reason"], details["next_step"]) == ("cancelled", "withdrawn_returned", None)
    history = [one for one in details["history"] if one["fact"] == "cancelled"]
    assert [(one["reason"], one["actor"]["kind"], one["actor"]["subject"]) for one in history] == [
        ("withdrawn_returned", "merchant", suivi.demo.client_id)
    ]
    assert [(one["kind"], one["reason"]) for one in details["journal"]] == [("withdraw", "returned")]


def test_some_are_done_and_the_others_say_what_is_wrong(suivi: Suivi, known: str) -> None:
    answer = withdraw(suivi, "CMD-1", "CMD-2", "", " CMD-1", 7, cause="refunded")
    assert answer.status_code == 206
    assert told(answer) == [
        ("accepted", "withdrawn"),
        ("rejected", "unknown"),
        ("rejected", None),
        ("accepted", "withdrawn"),
        ("rejected", "unknown"),
    ]
    unknown, blank = answer.json_body[1:3]
    assert (unknown["error_code"], unknown["field"], unknown["value"]) == (
        "unknown_proof",
        "purchase_reference",
        "CMD-2",
    )
    assert "after the purchase" in unknown["error_description"]
    assert (blank["error_code"], blank["purchase_reference"]) == ("missing_value", None)
    assert suivi.row(known).current.reason == "withdrawn_refunded"


def test_a_call_leads_to_its_books(suivi: Suivi, known: str) -> None:
    answer = withdraw(suivi, "CMD-1", "CMD-2")
    transmission_id = answer.headers["Suivi-Transmission"]
    kept = wiring.transmissions.get(WEBSITE_ID, transmission_id)
    assert kept is not None
    assert (kind_of(transmission_id), kept.by) == (TransmissionKind.CALL, suivi.demo.client_id)
    assert kept.books == Books(2, accepted=1, rejected=1, withdrawn=1)
    lines = wiring.transmissions.lines(WEBSITE_ID, transmission_id)
    assert [(line.withdraws, line.review_request_ids) for line in lines] == [(True, (known,)), (True, ())]


def test_another_call_is_told_that_it_is_withdrawn_already(suivi: Suivi, known: str) -> None:
    withdraw(suivi, "CMD-1")
    again = withdraw(suivi, "CMD-1", cause="returned")
    assert (again.status_code, told(again)) == (200, [("duplicate", "already")])
    assert suivi.row(known).current.reason == "withdrawn_other"


def test_the_same_call_again_is_answered_as_the_first_time(suivi: Suivi, known: str) -> None:
    key = {"Idempotency_Key": "one"}
    first = withdraw(suivi, "CMD-1", "CMD-2", "", headers=key)
    suivi.post_json(EVENTS, [event("CMD-2")], suivi.token())
    suivi.clock.forward(hours=5)
    again = withdraw(suivi, "CMD-1", "CMD-2", "", headers=key)
    assert (again.status_code, again.json_body) == (206, first.json_body)
    assert again.headers["Suivi-Transmission"] == first.headers["Suivi-Transmission"]
    statuses = {row.experience_reference: row.current.status for row in suivi.store.rows.values()}
    assert statuses == {"CMD-1": Status.CANCELLED, "CMD-2": Status.SCHEDULED}
    assert told(withdraw(suivi, "CMD-2")) == [("accepted", "withdrawn")]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "purchase_references"),
        ({"purchase_reference": "A", "purchase_references": ["B"]}, "purchase_references"),
        ({"purchase_references": []}, "purchase_references"),
        ({"purchase_references": "A"}, "purchase_references"),
        ({"purchase_references": ["A"] * 51}, "purchase_references"),
        ({"purchase_reference": "A", "cause": "stolen"}, "cause"),
        ({"purchase_reference": "A", "reason": "refunded"}, "reason"),
        (["A"], "body"),
    ],
)
def test_a_body_that_cannot_be_meant_is_refused_whole(suivi: Suivi, body: object, field: str) -> None:
    refused = suivi.post_json(PATH, body, suivi.token())
    assert (refused.status_code, refused.json_body["errors"][0]["field"]) == (400, field)
    assert "Suivi-Transmission" not in refused.headers


def test_a_credential_withdraws_on_its_own_website_only(suivi: Suivi, known: str) -> None:
    foreign = f"/v1/websites/{OTHER_WEBSITE_ID}/withdrawals"
    body = {"purchase_reference": "CMD-1"}
    assert suivi.post_json(foreign, body, suivi.token()).status_code == 404
    assert suivi.post_json(PATH, body, suivi.token(suivi.other)).status_code == 404
    assert suivi.post_json(PATH, body, PERSON_TOKEN).status_code == 404
    assert told(suivi.post_json(foreign, body, suivi.token(suivi.other))) == [("rejected", "unknown")]
    assert suivi.row(known).may_be_sent
