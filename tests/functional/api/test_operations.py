"""Operations over HTTP: counted, started, followed, undone, and found again in the details."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.bootstrap import wiring
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.usecases.receive_proofs import receive_proofs
from chalicelib.usecases.run_operation import run_operation
from tests.builders import IDENTITIES, NOW, OTHER_WEBSITE_ID, WEBSITE_ID, a_proof, a_rules
from tests.functional.wired import PERSON_TOKEN, Suivi

LIST = f"/v1/websites/{WEBSITE_ID}/review-requests"
OPERATIONS = f"/v1/websites/{WEBSITE_ID}/operations"


def accept(suivi: Suivi, count: int = 1) -> list[str]:
    """Requests whose first e-mail is due tomorrow."""
    proofs = [
        a_proof(
            experience_reference=f"R{i:02}",
            experience_at=NOW - timedelta(days=i + 1),
            brand_delay_days=1,
            product_delay_days=1,
        )
        for i in range(count)
    ]
    outcomes = receive_proofs(suivi.store, IDENTITIES, a_rules(), proofs, now=NOW)
    return [outcome.review_request_ids[0] for outcome in outcomes]


def post(suivi: Suivi, path: str = OPERATIONS, token: str | None = None, **body: Any) -> Any:
    return suivi.post_json(path, body, token or suivi.token())


def run(suivi: Suivi, operation_id: str) -> None:
    run_operation(wiring.desk, WEBSITE_ID, operation_id, now=suivi.clock.now(), has_time=lambda: True)


def by(suivi: Suivi) -> dict[str, str]:
    """The merchant's machine as an actor."""
    return {"kind": "merchant", "subject": suivi.demo.client_id}


def test_every_part_of_the_list_s_filter_selects(suivi: Suivi) -> None:
    ids = accept(suivi, 3)
    post(suivi, f"{LIST}/{ids[0]}/cancel")
    wanted = {
        "reason": ["withdrawn"],
        "channel": "online",
        "language": ["fr", "en"],
        "transmission_method": "api",
        "reached": "received",
        "sent_from": "2026-11-01",
    }
    counted = post(suivi, kind="resend", filter=wanted, dry_run=True).json_body
    assert counted["matching"] == 1
    for none in ({"shop_id": "PARIS"}, {"reached": "sent"}, {"template": "standard"}, {"reason": "capped"}):
        assert post(suivi, kind="cancel", filter=none, dry_run=True).json_body["matching"] == 0

    started = post(suivi, kind="resend", filter=wanted, reason="Mistake", undo_seconds=60).json_body
    assert started["filter"]["reason"] == ["withdrawn"]
    assert started["filter"]["sent_from"] == "2026-11-01"
    run(suivi, started["operation_id"])
    done = suivi.get(f"{OPERATIONS}/{started['operation_id']}", suivi.token()).json_body
    assert done["counts"]["matching"] == 1


def test_counted_then_started_then_done(suivi: Suivi) -> None:
    ids = accept(suivi, 3)
    chosen: dict[str, Any] = {"kind": "cancel", "filter": {"status": ["scheduled"], "experience_to": "2026-11-21"}}
    counted = post(suivi, **chosen, dry_run=True)
    assert counted.status_code == 200
    assert counted.json_body == {
        "matching": 2,
        "applicable": 2,
        "not_applicable": [],
        "retry_at": None,
        "complete": True,
    }
    started = post(suivi, **chosen, reason="Recalled product", undo_seconds=60)
    assert (started.status_code, started.json_body["state"]) == (202, "waiting")
    operation_id = started.json_body["operation_id"]
    assert suivi.get(LIST, suivi.token()).json_body["items"][2]["status"] == "scheduled"
    run(suivi, operation_id)
    done = suivi.get(f"{OPERATIONS}/{operation_id}", suivi.token()).json_body
    assert (done["state"], done["counts"]["matching"], done["counts"]["done"]) == ("done", 2, 2)
    statuses = [item["status"] for item in suivi.get(LIST, suivi.token()).json_body["items"]]
    assert statuses == ["scheduled", "cancelled", "cancelled"]
    assert suivi.get(f"{LIST}/{ids[0]}", suivi.token()).json_body["journal"] == []


def test_undone_in_time(suivi: Suivi) -> None:
    (review_request_id,) = accept(suivi)
    started = post(suivi, kind="cancel", review_request_ids=[review_request_id], reason="Oops").json_body
    path = f"{OPERATIONS}/{started['operation_id']}/undo"
    assert [post(suivi, path).json_body["state"] for _ in range(2)] == ["undone", "undone"]
    run(suivi, started["operation_id"])
    assert suivi.row(review_request_id).due_at is not None


def test_what_has_begun_is_not_undone(suivi: Suivi) -> None:
    (review_request_id,) = accept(suivi)
    done = post(suivi, kind="send_now", review_request_ids=[review_request_id], reason="Now", undo_seconds=0)
    assert (done.status_code, done.json_body["state"]) == (200, "done")
    answer = post(suivi, f"{OPERATIONS}/{done.json_body['operation_id']}/undo")
    assert (answer.status_code, answer.json_body["code"]) == (409, "operation_begun")


def test_a_rescheduled_request_says_why_and_when(suivi: Suivi) -> None:
    (review_request_id,) = accept(suivi)
    at = "2026-12-01T09:00:00+01:00"
    post(suivi, kind="reschedule", review_request_ids=[review_request_id], at=at, reason="Holidays", undo_seconds=0)
    (item,) = suivi.get(LIST, suivi.token()).json_body["items"]
    assert (item["status"], item["status_at"], item["next_email_at"]) == (
        "scheduled",
        "2026-12-01T08:00:00Z",
        "2026-12-01T08:00:00Z",
    )
    last = item["explanation"][-1]
    assert last == {
        "code": "rescheduled",
        "fr": "Date changée à la main ; elle était le 24 novembre 2026 à 11:00.",
        "en": "Date changed by hand; it was 24 November 2026 at 11:00.",
    }


def test_a_corrected_address_is_written_to_again_and_the_journal_tells(suivi: Suivi) -> None:
    (review_request_id,) = accept(suivi)
    suivi.clock.forward(days=1)
    suivi.send(review_request_id)
    bounced = Fact(suivi.clock.forward(minutes=1), FactKind.BOUNCED, 0, "hard_bounce")
    suivi.told(review_request_id, bounced)
    assert suivi.row(review_request_id).current.status.value == "error"
    suivi.clock.forward(minutes=1)
    done = post(
        suivi,
        kind="correct_address",
        review_request_ids=[review_request_id],
        email="Camille@Right.example.com",
        reason="Called the customer",
        undo_seconds=0,
    ).json_body
    assert done["counts"]["done"] == 1
    found = suivi.get(f"{LIST}/{review_request_id}", suivi.token()).json_body
    assert (found["status"], found["customer_email"]) == ("scheduled", "Camille@right.example.com")
    (entry,) = found["journal"]
    assert (entry["kind"], entry["actor"], entry["reason"]) == (
        "correct_address",
        suivi.demo.client_id,
        "Called the customer",
    )
    assert entry["changes"][0] == {
        "field": "customer_email",
        "before": "camille.durand@example.com",
        "after": "Camille@right.example.com",
    }
    resumed = [one for one in found["history"] if one["fact"] == "resumed"]
    assert [(one["step"], one["actor"]) for one in resumed] == [(found["next_step"]["step"], by(suivi))]
    assert [one["actor"]["subject"] for one in found["history"] if one["fact"] != "resumed"] == [None] * 4
    suivi.send(review_request_id, found["next_step"]["step"])
    assert suivi.mailer.accepted[-1].to == "Camille@right.example.com"
    assert suivi.row(review_request_id).current.status.value == "sent"


def test_what_does_not_apply_is_explained(suivi: Suivi) -> None:
    (review_request_id,) = accept(suivi)
    done = post(suivi, kind="resend", review_request_ids=[review_request_id], reason="Please", undo_seconds=0).json_body
    (refused,) = done["counts"]["not_applicable"]
    assert (refused["code"], refused["count"]) == ("email_planned", 1)
    assert refused["en"]["sentence"] == "An e-mail is already planned for this request."
    assert refused["fr"]["next_action"]


def test_the_newest_operations_come_first(suivi: Suivi) -> None:
    (review_request_id,) = accept(suivi)
    for minutes in range(3):
        suivi.clock.forward(minutes=minutes + 1)
        post(suivi, kind="cancel", review_request_ids=[review_request_id], reason=f"No {minutes}")
    first = suivi.get(f"{OPERATIONS}?page_size=2", suivi.token()).json_body
    assert [one["reason"] for one in first["items"]] == ["No 2", "No 1"]
    second = suivi.get(f"{OPERATIONS}?page_size=2&page_token={first['next_page_token']}", suivi.token()).json_body
    assert ([one["reason"] for one in second["items"]], second["next_page_token"]) == (["No 0"], None)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"kind": "replan"}, "kind"),
        ({"kind": "nope"}, "kind"),
        ({"reason": ""}, "reason"),
        ({"reason": 7}, "reason"),
        ({"review_request_ids": []}, "selection"),
        ({"review_request_ids": "all"}, "review_request_ids"),
        ({"review_request_ids": [1]}, "review_request_ids"),
        ({"review_request_ids": [str(n) for n in range(101)]}, "review_request_ids"),
        ({"filter": {}}, "selection"),
        ({"review_request_ids": [], "filter": {"status": ["nope"]}}, "status"),
        ({"review_request_ids": [], "filter": {"page_size": "1"}}, "filter"),
        ({"review_request_ids": [], "filter": {"status": [1]}}, "filter"),
        ({"kind": "reschedule"}, "at"),
        ({"kind": "reschedule", "at": "2026-12-01T09:00:00"}, "at"),
        ({"kind": "reschedule", "at": "2026-11-01T09:00:00Z"}, "at"),
        ({"kind": "correct_address"}, "email"),
        ({"kind": "correct_address", "email": "nobody"}, "email"),
        ({"undo_seconds": 901}, "undo_seconds"),
        ({"undo_seconds": True}, "undo_seconds"),
        ({"review_request_ids": [], "filter": {}, "undo_seconds": 0}, "undo_seconds"),
        ({"dry_run": "yes"}, "dry_run"),
        ({"sudo": True}, "sudo"),
    ],
)
def test_what_cannot_be_understood_is_named_and_changes_nothing(suivi: Suivi, body: dict[str, Any], field: str) -> None:
    sent = {"kind": "cancel", "review_request_ids": ["x"], "reason": "why"} | body
    answer = post(suivi, **sent)
    assert answer.status_code == 400
    assert answer.json_body["errors"][0]["field"] == field
    assert suivi.get(OPERATIONS, suivi.token()).json_body["items"] == []


@pytest.mark.parametrize("query", ["page_token=nope", "page_size=0", "sort=up"])
def test_a_page_that_cannot_be_found_is_refused(suivi: Suivi, query: str) -> None:
    assert suivi.get(f"{OPERATIONS}?{query}", suivi.token()).status_code == 400


def test_only_who_may_manage_the_website_starts_and_undoes(suivi: Suivi) -> None:
    """The signed-in person is a viewer of the first website; the other client is a stranger."""
    (review_request_id,) = accept(suivi)
    order: dict[str, Any] = {"kind": "cancel", "review_request_ids": [review_request_id], "reason": "why"}
    started = post(suivi, **order).json_body["operation_id"]
    strangers = suivi.token(suivi.other)
    for token in (PERSON_TOKEN, strangers):
        assert post(suivi, token=token, **order).status_code == 404
        assert post(suivi, token=token, **order, dry_run=True).status_code == 404
        assert post(suivi, f"{OPERATIONS}/{started}/undo", token).status_code == 404
    assert suivi.get(f"{OPERATIONS}/{started}", PERSON_TOKEN).status_code == 200
    assert suivi.get(f"{OPERATIONS}/{started}", strangers).status_code == 404
    foreign = f"/v1/websites/{OTHER_WEBSITE_ID}/operations/{started}"
    assert suivi.get(foreign, strangers).status_code == 404
    assert suivi.get(f"{OPERATIONS}/nothing", suivi.token()).status_code == 404


def test_a_foreign_request_is_not_reached(suivi: Suivi) -> None:
    (review_request_id,) = accept(suivi)
    path = f"/v1/websites/{OTHER_WEBSITE_ID}/operations"
    order: dict[str, Any] = {
        "kind": "cancel",
        "review_request_ids": [review_request_id],
        "reason": "why",
        "undo_seconds": 0,
    }
    done = post(suivi, path, suivi.token(suivi.other), **order).json_body
    assert done["counts"]["not_applicable"][0]["code"] == "not_found"
    assert suivi.row(review_request_id).due_at is not None


def test_a_withdrawn_request_names_who_withdrew_it(suivi: Suivi) -> None:
    (review_request_id,) = accept(suivi)
    for _ in range(2):
        answer = post(suivi, f"{LIST}/{review_request_id}/cancel")
        assert (answer.status_code, answer.json_body["status"]) == (200, "cancelled")
    found = suivi.get(f"{LIST}/{review_request_id}", suivi.token()).json_body
    assert [(one["kind"], one["actor"]) for one in found["journal"]] == [("cancel", suivi.demo.client_id)]
    assert [one["actor"] for one in found["history"] if one["fact"] == "cancelled"] == [by(suivi)]
