"""What the JSON doors have in common: keys to send a call again by, rates, bodies that nobody can read."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.api.json_bodies import MAX_BODY_BYTES
from chalicelib.bootstrap import wiring
from chalicelib.domain.call_rate import CallRate
from chalicelib.domain.errors import BusyError
from chalicelib.domain.transmission import TransmissionFormat, TransmissionState
from chalicelib.intake.json_proofs import MAX_EVENTS_TAKEN_IN
from tests.builders import WEBSITE_ID
from tests.functional.api.test_purchase_events import event
from tests.functional.wired import PERSON_TOKEN, Suivi

EVENTS = f"/purchase-event/websites/{WEBSITE_ID}/purchase_events"
SYNC, LATER = f"{EVENTS}/bulk_sync_insert", f"{EVENTS}/bulk_insert"
doors = pytest.mark.parametrize("path", [SYNC, LATER])


# ---- taken in for later ----------------------------------------------------------------------------------------------
def test_many_events_are_kept_before_they_are_answered_for(suivi: Suivi) -> None:
    body = [event(f"R{number}") for number in range(60)]
    answer = suivi.post_json(LATER, body, suivi.token())

    transmission_id = answer.json_body["transmission_id"]
    assert (answer.status_code, answer.json_body["received"]) == (202, 60)
    assert answer.headers["Suivi-Transmission"] == transmission_id
    kept = wiring.transmissions.get(WEBSITE_ID, transmission_id)
    assert kept is not None
    assert (kept.state, kept.format) == (TransmissionState.RECEIVED, TransmissionFormat.JSON)
    assert wiring.intake_files.size(kept.place) == kept.size
    assert wiring.intake_queue.transmissions == [(WEBSITE_ID, transmission_id)]  # type: ignore[attr-defined]


def test_a_queue_that_does_not_answer_acknowledges_nothing(suivi: Suivi, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise BusyError("Full.")

    monkeypatch.setattr(wiring.intake_queue, "put_transmission", full)
    answer = suivi.post_json(LATER, [event()], suivi.token())
    assert (answer.status_code, answer.headers["Retry-After"], answer.json_body["code"]) == (503, "2", "busy")


def test_what_is_too_much_for_one_call_is_refused_whole(suivi: Suivi) -> None:
    many = suivi.post_json(LATER, [{}] * (MAX_EVENTS_TAKEN_IN + 1), suivi.token())
    assert (many.status_code, many.json_body["code"]) == (400, "invalid_body")
    assert "5000" in many.json_body["detail"]
    assert suivi.post_json(LATER, {"events": []}, suivi.token()).status_code == 400
    nothing = suivi.post_json(LATER, [], suivi.token())
    assert (nothing.status_code, nothing.json_body) == (202, {"transmission_id": None, "received": 0})
    assert wiring.transmissions.kept == {}  # type: ignore[attr-defined]  # the fake's own


def test_a_viewer_may_transmit_by_no_door(suivi: Suivi) -> None:
    for path in (SYNC, LATER):
        assert suivi.post_json(path, [event()], PERSON_TOKEN).status_code == 404


# ---- bodies ----------------------------------------------------------------------------------------------------------
@doors
@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"x" * (MAX_BODY_BYTES + 1), 413, "body_too_large"),
        (b'[{"purchase_reference": NaN}]', 400, "invalid_json"),
        (b'[{"a": 1, "a": 2}]', 400, "invalid_json"),
        (rb'[{"purchase_reference": "\ud800"}]', 400, "invalid_json"),
        (b"[" + b"[" * 500 + b"]" * 500 + b"]", 400, "invalid_json"),
        (b'[{"price": ' + b"9" * 4000 + b"}]", 400, "invalid_json"),
        (b"null", 400, "invalid_body"),
    ],
)
def test_a_body_that_nobody_can_read_is_refused_in_words(
    suivi: Suivi, path: str, body: bytes, status: int, code: str
) -> None:
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {suivi.token()}"}
    answer = suivi.client.http.post(path, headers=headers, body=body)
    assert (answer.status_code, answer.json_body["code"]) == (status, code)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json_body["detail"]


@doors
def test_a_compressed_body_is_refused_in_words(suivi: Suivi, path: str) -> None:
    answer = suivi.post_json(path, [event()], suivi.token(), Content_Encoding="gzip")
    assert (answer.status_code, answer.json_body["code"]) == (415, "unsupported_encoding")
    assert suivi.post_json(path, [event()], suivi.token(), Content_Encoding="identity").status_code in (200, 202)


# ---- idempotency keys ------------------------------------------------------------------------------------------------
def test_a_call_sent_again_with_its_key_is_the_same_call(suivi: Suivi) -> None:
    first = suivi.post_json(SYNC, [event()], suivi.token(), Idempotency_Key="k-1")
    suivi.clock.forward(hours=3)
    again = suivi.post_json(SYNC, [event()], suivi.token(), Idempotency_Key="k-1")

    assert (again.status_code, again.json_body) == (first.status_code, first.json_body)
    assert again.json_body[0]["result"] == "accepted"
    assert again.headers["Suivi-Transmission"] == first.headers["Suivi-Transmission"]
    assert len(suivi.store.rows) == 1
    other = suivi.post_json(SYNC, [event()], suivi.token(), Idempotency_Key="k-2")
    assert other.json_body[0]["result"] == "duplicate"
    assert other.headers["Suivi-Transmission"] != first.headers["Suivi-Transmission"]


def test_a_call_for_later_sent_again_with_its_key_is_taken_in_once(suivi: Suivi) -> None:
    first, again = (suivi.post_json(LATER, [event()], suivi.token(), Idempotency_Key="k-1") for _ in range(2))
    assert (again.status_code, again.json_body) == (202, first.json_body)
    assert len(wiring.transmissions.kept) == 1  # type: ignore[attr-defined]  # the fake's own


@doors
def test_a_key_sent_with_another_body_is_refused(suivi: Suivi, path: str) -> None:
    suivi.post_json(path, [event()], suivi.token(), Idempotency_Key="k-1")
    answer = suivi.post_json(path, [event("other")], suivi.token(), Idempotency_Key="k-1")
    assert (answer.status_code, answer.json_body["code"]) == (422, "idempotency_key_reused")


@doors
@pytest.mark.parametrize("key", ["", "a b", "x" * 256, "clé"])
def test_what_is_no_key_is_refused(suivi: Suivi, path: str, key: str) -> None:
    answer = suivi.post_json(path, [event()], suivi.token(), Idempotency_Key=key)
    assert (answer.status_code, answer.json_body["errors"][0]["field"]) == (400, "Idempotency-Key")


@doors
def test_without_a_key_nothing_is_written_for_it(suivi: Suivi, path: str) -> None:
    suivi.post_json(path, [event()], suivi.token())
    assert wiring.idempotency_keys.kept == {}  # type: ignore[attr-defined]  # the fake's own


# ---- rates -----------------------------------------------------------------------------------------------------------
def slow(suivi: Suivi) -> str:
    """A token of the demo's client, which may call twice at once and once a second."""
    client = suivi.websites.client(WEBSITE_ID, suivi.demo.client_id)
    assert client is not None
    suivi.websites.add_client(replace(client, call_rate=CallRate(per_second=1, burst=2)))
    return suivi.token()


@doors
def test_every_call_is_told_what_is_left_and_one_too_many_when_to_come_again(suivi: Suivi, path: str) -> None:
    token = slow(suivi)
    answers = [suivi.post_json(path, body, token) for body in ([event()], "no array", [event()])]

    assert [answer.status_code for answer in answers][1:] == [400, 429]
    assert {answer.headers["RateLimit-Limit"] for answer in answers} == {"2"}
    assert {answer.headers["RateLimit-Policy"] for answer in answers} == {"2;w=2"}
    assert [answer.headers["RateLimit-Remaining"] for answer in answers] == ["1", "0", "0"]
    assert [answer.headers["RateLimit-Reset"] for answer in answers] == ["1", "2", "2"]
    assert (answers[2].headers["Retry-After"], answers[2].json_body["code"]) == ("1", "too_many_calls")
    suivi.clock.forward(seconds=1)
    assert suivi.post_json(path, [event()], token).status_code in (200, 202)


def test_a_limiter_that_is_away_refuses_no_proof(suivi: Suivi) -> None:
    token = slow(suivi)
    wiring.call_rates.is_away = True  # type: ignore[attr-defined]  # the fake's own
    answers = [suivi.post_json(SYNC, [event()], token) for _ in range(5)]
    assert {answer.status_code for answer in answers} == {200}
    assert "RateLimit-Remaining" not in answers[0].headers
    assert answers[0].headers["RateLimit-Limit"] == "2"


def test_reading_costs_nothing_of_the_rate(suivi: Suivi) -> None:
    token = slow(suivi)
    for _ in range(5):
        assert suivi.get(f"/v1/websites/{WEBSITE_ID}/review-requests", token).status_code == 200
    assert wiring.call_rates.asked == []  # type: ignore[attr-defined]  # the fake's own
