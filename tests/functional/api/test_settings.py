"""A website's settings over HTTP."""

import json
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.delays import Delay
from chalicelib.domain.operation_record import OperationKind
from tests.builders import IDENTITIES, NOW, OTHER_WEBSITE_ID, WEBSITE_ID, a_proof
from tests.functional.wired import PERSON_TOKEN, Suivi

SETTINGS = f"/v1/websites/{WEBSITE_ID}/settings"


def put(suivi: Suivi, body: object, token: str | None = None) -> Any:
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token or suivi.token()}"}
    return suivi.client.http.put(SETTINGS, headers=headers, body=json.dumps(body).encode())


def document(suivi: Suivi, **changes: Any) -> dict[str, Any]:
    found: dict[str, Any] = suivi.get(SETTINGS, suivi.token()).json_body["settings"]
    return found | changes


def changed(suivi: Suivi, version: int, **changes: Any) -> Any:
    answer = put(suivi, {"version": version, "settings": document(suivi, **changes)})
    assert answer.status_code == 200, answer.json_body
    return answer.json_body


def test_settings_are_shown_with_who_saved_them(suivi: Suivi) -> None:
    answer = suivi.get(SETTINGS, PERSON_TOKEN)
    assert answer.status_code == 200
    body = answer.json_body
    assert {name: body[name] for name in ("version", "saved_at", "saved_by", "note")} == {
        "version": 1,
        "saved_at": "2026-11-23T10:00:00Z",
        "saved_by": "operator",
        "note": "",
    }
    assert body["settings"]["name"] == "Maison Durand"
    assert body["settings"]["brand_delay"] == {"days": 0, "hours": 0}


def test_what_was_shown_can_be_changed_and_sent_back(suivi: Suivi) -> None:
    window = {"weekdays": [1, 2, 3, 4, 5], "opens": "09:30", "closes": "18:00", "skips_holidays": True}
    body = {"version": 1, "settings": document(suivi, send_window=window), "note": "office hours"}
    suivi.clock.forward(hours=1)

    answer = put(suivi, body)

    assert answer.status_code == 200
    assert answer.json_body == {
        "version": 2,
        "saved_at": "2026-11-23T11:00:00Z",
        "saved_by": suivi.demo.client_id,
        "note": "office hours",
        "settings": body["settings"],
        "replanning": {"state": "none", "operation_id": None},
    }
    assert suivi.get(SETTINGS, suivi.token()).json_body["settings"] == body["settings"]
    kept = suivi.websites.collection(WEBSITE_ID).send_window
    assert kept is not None
    assert (kept.opens, kept.closes) == (570, 1080)
    assert suivi.websites.collection(OTHER_WEBSITE_ID).send_window is None


def test_who_edited_an_older_version_is_told_the_current_one(suivi: Suivi) -> None:
    edited = document(suivi, name="Theirs")
    changed(suivi, 1, name="Ours")

    answer = put(suivi, {"version": 1, "settings": edited})

    assert answer.status_code == 409
    told = answer.json_body
    assert (told["code"], told["current_version"]) == ("settings_conflict", 2)
    assert suivi.websites.collection(WEBSITE_ID).name == "Ours"


def test_what_breaks_a_rule_is_told_field_by_field(suivi: Suivi) -> None:
    wrong = document(suivi, brand_delay={"days": 400, "hours": 0}, reply_to="nobody")
    answer = put(suivi, {"version": 1, "settings": wrong})
    assert answer.status_code == 400
    assert answer.json_body["code"] == "invalid_settings"
    first, second = answer.json_body["errors"]
    assert first == {
        "field": "settings.brand_delay.days",
        "value": "400",
        "detail": "This is not a whole number within the limits.",
        "remedy": "Send a whole number from 0 to 365.",
    }
    assert second["field"] == "settings.reply_to"
    assert suivi.websites.current_settings(WEBSITE_ID).version == 1


@pytest.mark.parametrize("body", [b"{", b"\xff", b"[" * 100_000])
def test_a_body_that_is_no_json_is_refused(suivi: Suivi, body: bytes) -> None:
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {suivi.token()}"}
    assert suivi.client.http.put(SETTINGS, headers=headers, body=body).status_code == 400


def scheduled(suivi: Suivi, count: int) -> list[str]:
    from chalicelib.bootstrap import wiring
    from chalicelib.domain.rules import Rules
    from chalicelib.usecases.receive_proofs import receive_proofs

    rules = Rules(suivi.websites.collection(WEBSITE_ID), wiring.holidays)
    proofs = [
        a_proof(experience_reference=f"R{n}", experience_at=NOW - timedelta(days=n + 1), products=())
        for n in range(count)
    ]
    outcomes = receive_proofs(suivi.store, IDENTITIES, rules, proofs, now=suivi.clock.now())
    return [outcome.review_request_ids[0] for outcome in outcomes]


def test_the_impact_is_shown_before_and_carried_out_when_asked(suivi: Suivi) -> None:
    changed(suivi, 1, brand_delay={"days": 5, "hours": 0})
    (review_request_id, *_others) = scheduled(suivi, 3)
    wanted = document(suivi, brand_delay={"days": 0, "hours": 2})

    preview = suivi.post_json(f"{SETTINGS}/preview", {"settings": wanted}, suivi.token())

    assert preview.status_code == 200
    assert preview.json_body == {
        "moved": 3,
        "leaving_today": 3,
        "reminders_ended": 0,
        "unchanged": 0,
        "operators_date": 0,
        "not_collected": 0,
        "refused": 0,
        "complete": True,
        "sentence": {
            "fr": "3 demandes programmées changeraient de date, 3 partiraient aujourd'hui.",
            "en": "3 scheduled requests would move, 3 would leave today.",
        },
    }
    assert suivi.websites.current_settings(WEBSITE_ID).version == 2
    assert suivi.row(review_request_id).due_at == NOW + timedelta(days=5)

    answer = put(suivi, {"version": 2, "settings": wanted, "apply_to": "scheduled", "note": "sale"})

    replanning = answer.json_body["replanning"]
    assert replanning["state"] == "waiting"
    from chalicelib.bootstrap import wiring

    operation = wiring.operations.get(WEBSITE_ID, replanning["operation_id"])
    assert operation is not None
    assert (operation.order.kind, operation.order.settings_version) == (OperationKind.REPLAN, 3)
    assert operation.order.by == suivi.demo.client_id


def test_the_history_is_read_page_by_page_and_never_loses_a_version(suivi: Suivi) -> None:
    for version in range(1, 5):
        changed(suivi, version, name=f"Name {version + 1}")
    undone = suivi.post_json(f"{SETTINGS}/undo", {"version": 5, "note": "oops"}, suivi.token())
    assert undone.status_code == 200
    assert (undone.json_body["version"], undone.json_body["settings"]["name"]) == (6, "Name 4")

    seen, before = [], ""
    while True:
        page = suivi.get(f"{SETTINGS}/versions?page_size=4{before}", PERSON_TOKEN).json_body
        seen += [(one["version"], one["settings"]["name"], one["note"]) for one in page["items"]]
        if page["next_before"] is None:
            break
        before = f"&before={page['next_before']}"

    assert seen[0] == (6, "Name 4", "oops")
    assert [(version, name) for version, name, _ in seen[1:]] == [
        (5, "Name 5"),
        (4, "Name 4"),
        (3, "Name 3"),
        (2, "Name 2"),
        (1, "Maison Durand"),
    ]


def test_an_undo_of_another_version_or_of_the_first_one_is_refused(suivi: Suivi) -> None:
    refused = suivi.post_json(f"{SETTINGS}/undo", {"version": 1}, suivi.token())
    assert (refused.status_code, refused.json_body["code"]) == (409, "nothing_to_undo")
    changed(suivi, 1, brand_delay={"days": 5, "hours": 0})
    stale = suivi.post_json(f"{SETTINGS}/undo", {"version": 1}, suivi.token())
    assert (stale.status_code, stale.json_body["current_version"]) == (409, 2)
    assert suivi.websites.collection(WEBSITE_ID).brand_delay == Delay(5)


@pytest.mark.parametrize("query", ["page_size=0", "page_size=101", "page_size=x", "before=-1", "before=0", "before=²"])
def test_a_page_that_cannot_be_is_refused(suivi: Suivi, query: str) -> None:
    answer = suivi.get(f"{SETTINGS}/versions?{query}", suivi.token())
    assert answer.status_code == 400
    assert answer.json_body["errors"][0]["field"] == query.partition("=")[0]


def test_who_may_only_look_changes_nothing_and_strangers_see_nothing(suivi: Suivi) -> None:
    body = {"version": 1, "settings": document(suivi)}
    assert put(suivi, body, PERSON_TOKEN).status_code == 404
    for path in ("preview", "undo"):
        assert suivi.post_json(f"{SETTINGS}/{path}", body, PERSON_TOKEN).status_code == 404
    stranger = suivi.token(suivi.other)
    assert put(suivi, body, stranger).status_code == 404
    assert suivi.get(SETTINGS, stranger).status_code == 404
    assert suivi.get(f"{SETTINGS}/versions", stranger).status_code == 404
    for path in ("preview", "undo"):
        assert suivi.post_json(f"{SETTINGS}/{path}", body, stranger).status_code == 404
    assert suivi.get(SETTINGS).status_code == 401
