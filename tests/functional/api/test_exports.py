"""Exports and feeds over HTTP: asked for, followed, downloaded by who may, cancelled; feeds chosen and tried out."""

import json
from typing import Any

import pytest

from chalicelib.bootstrap import wiring
from chalicelib.domain.access import Membership, Role
from chalicelib.domain.feeds import FeedSettings
from chalicelib.usecases.receive_proofs import receive_proofs
from chalicelib.usecases.run_export import run_export
from chalicelib.usecases.write_feeds import write_feeds
from tests.builders import IDENTITIES, NOW, OTHER_WEBSITE_ID, WEBSITE_ID, a_proof, a_rules
from tests.functional.wired import PERSON_TOKEN, Suivi

EXPORTS = f"/v1/websites/{WEBSITE_ID}/exports"
FEEDS = f"/v1/websites/{WEBSITE_ID}/feeds"
CSV = {"format": "csv", "language": "fr"}


def ask(suivi: Suivi, token: str | None = None, **body: Any) -> Any:
    return suivi.post_json(EXPORTS, CSV | body, token or suivi.token())


def run(suivi: Suivi, export_id: str) -> None:
    run_export(wiring.export_desk, WEBSITE_ID, export_id, now=suivi.clock.now(), has_time=lambda _: True)


def put(suivi: Suivi, body: object, token: str | None = None) -> Any:
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token or suivi.token()}"}
    return suivi.client.http.put(FEEDS, headers=headers, body=json.dumps(body).encode())


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json_body["code"]


def test_asked_for_made_and_downloaded(suivi: Suivi) -> None:
    receive_proofs(suivi.store, IDENTITIES, a_rules(), [a_proof()], now=NOW)
    asked = ask(suivi, filter={"status": ["scheduled"], "experience_to": "2026-11-23"})
    assert asked.status_code == 201
    export = asked.json_body
    assert (export["state"], export["masked"], export["rows"], export["file_name"]) == ("waiting", False, 0, None)
    assert export["filter"]["status"] == ["scheduled"]
    path = f"{EXPORTS}/{export['export_id']}"
    assert code(suivi.post_json(f"{path}/download", {}, suivi.token())) == (409, "export_not_ready")
    run(suivi, export["export_id"])
    done = suivi.get(path, suivi.token()).json_body
    assert (done["state"], done["rows"], done["file_name"]) == ("done", 1, "review-requests-2026-11-23.csv")
    assert done["expires_at"] == "2026-11-30T10:00:00Z"
    download = suivi.post_json(f"{path}/download", {}, suivi.token()).json_body
    assert download == {
        "url": "https://files.example/review-requests-2026-11-23.csv?seconds=300",
        "expires_at": "2026-11-23T10:05:00Z",
    }
    assert suivi.get(EXPORTS, suivi.token()).json_body == {"items": [done], "next_page_token": None}
    suivi.clock.forward(days=7)
    assert suivi.get(path, suivi.token()).json_body["state"] == "expired"
    assert code(suivi.post_json(f"{path}/download", {}, suivi.token())) == (410, "export_expired")


def test_who_may_not_read_customers_gets_a_masked_file_and_no_other(suivi: Suivi) -> None:
    masked = ask(suivi, PERSON_TOKEN).json_body
    full = ask(suivi).json_body
    assert (masked["masked"], full["masked"]) == (True, False)
    for export in (masked, full):
        run(suivi, export["export_id"])
    downloads = [f"{EXPORTS}/{one['export_id']}/download" for one in (masked, full)]
    assert [suivi.post_json(path, {}, PERSON_TOKEN).status_code for path in downloads] == [200, 404]
    assert [suivi.post_json(path, {}, suivi.token()).status_code for path in downloads] == [200, 200]


def test_the_permission_at_asking_decides_what_stands_in_the_file(suivi: Suivi) -> None:
    masked = ask(suivi, PERSON_TOKEN).json_body
    suivi.websites.add_membership(Membership(WEBSITE_ID, "person", Role.AGENT))
    assert suivi.get(f"{EXPORTS}/{masked['export_id']}", PERSON_TOKEN).json_body["masked"] is True
    assert ask(suivi, PERSON_TOKEN).json_body["masked"] is False


def test_a_foreign_website_sees_nothing(suivi: Suivi) -> None:
    export = ask(suivi).json_body
    foreign = suivi.token(suivi.other)
    other = f"/v1/websites/{OTHER_WEBSITE_ID}/exports/{export['export_id']}"
    assert code(suivi.get(f"{EXPORTS}/{export['export_id']}", foreign)) == (404, "website_not_found")
    assert code(suivi.get(other, foreign)) == (404, "export_not_found")
    assert code(suivi.post_json(f"{other}/download", {}, foreign)) == (404, "export_not_found")
    assert code(suivi.post_json(f"{other}/cancel", {}, foreign)) == (404, "export_not_found")
    assert ask(suivi, foreign).status_code == 404
    assert suivi.get(EXPORTS, foreign).status_code == suivi.get(FEEDS, foreign).status_code == 404


@pytest.mark.parametrize("export_id", ["x" * 2000, "feed-unsubscribed-20261122", "%00" * 23, "%C3%A9" * 23])
def test_what_is_no_export_is_not_found(suivi: Suivi, export_id: str) -> None:
    wiring.feeds.save(WEBSITE_ID, FeedSettings(unsubscribed=True))
    write_feeds(wiring.export_desk, now=NOW)
    assert wiring.exports.get(WEBSITE_ID, "feed-unsubscribed-20261122") is not None
    assert code(suivi.get(f"{EXPORTS}/{export_id}", suivi.token())) == (404, "export_not_found")
    assert code(suivi.post_json(f"{EXPORTS}/{export_id}/cancel", {}, suivi.token())) == (404, "export_not_found")


def test_the_fourth_waits_until_one_is_cancelled(suivi: Suivi) -> None:
    ids = [ask(suivi).json_body["export_id"] for _ in range(3)]
    assert code(ask(suivi)) == (409, "too_many_exports")
    for _ in range(2):
        assert suivi.post_json(f"{EXPORTS}/{ids[0]}/cancel", {}, suivi.token()).json_body["state"] == "cancelled"
    assert ask(suivi).status_code == 201


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"format": "tsv"}, "format"),
        ({"format": None}, "format"),
        ({"language": "de"}, "language"),
        ({"filter": {"colour": "red"}}, "filter"),
        ({"filter": {"status": ["lost"]}}, "status"),
        ({"everything": True}, "everything"),
    ],
)
def test_what_is_not_understood_is_named(suivi: Suivi, body: dict[str, Any], field: str) -> None:
    answer = ask(suivi, **body)
    assert (answer.status_code, answer.json_body["errors"][0]["field"]) == (400, field)


@pytest.mark.parametrize("query", ["page_token=x", "page_size=0", "colour=red", "page_token=" + "%C3%A9" * 23])
def test_a_list_asked_for_wrongly_says_so(suivi: Suivi, query: str) -> None:
    assert suivi.get(f"{EXPORTS}?{query}", suivi.token()).status_code == 400


def test_the_list_goes_on_with_its_token(suivi: Suivi) -> None:
    for _ in range(12):
        export = ask(suivi).json_body
        suivi.post_json(f"{EXPORTS}/{export['export_id']}/cancel", {}, suivi.token())
        suivi.clock.forward(seconds=1)
    first = suivi.get(f"{EXPORTS}?page_size=10", suivi.token()).json_body
    second = suivi.get(f"{EXPORTS}?page_size=10&page_token={first['next_page_token']}", suivi.token()).json_body
    ids = [one["export_id"] for one in (*first["items"], *second["items"])]
    assert (len(set(ids)), ids) == (12, sorted(ids, reverse=True))
    assert second["next_page_token"] is None


# ---- feeds -----------------------------------------------------------------------------------------------------------
def test_feeds_are_chosen_and_tried_out(suivi: Suivi) -> None:
    none = suivi.get(FEEDS, suivi.token()).json_body
    assert (none["deliverability"], none["unsubscribed"], none["full"]) == (False, False, False)
    assert none["last_files"] == {"deliverability": None, "unsubscribed": None}
    chosen = put(suivi, {"deliverability": True, "unsubscribed": False, "full": True}).json_body
    assert (chosen["deliverability"], chosen["unsubscribed"], chosen["full"]) == (True, False, True)
    written = suivi.post_json(f"{FEEDS}/unsubscribed/write", {}, suivi.token())
    assert written.status_code == 202
    assert written.json_body["path"] == "feeds/unsubscribed-2026-11-23-test.tsv"
    shown = suivi.get(FEEDS, suivi.token()).json_body
    assert shown["last_tests"]["unsubscribed"] == written.json_body
    assert suivi.get(EXPORTS, suivi.token()).json_body["items"] == []


def test_feeds_are_the_managers(suivi: Suivi) -> None:
    assert suivi.get(FEEDS, PERSON_TOKEN).status_code == 404
    assert put(suivi, {"deliverability": True, "unsubscribed": True, "full": False}, PERSON_TOKEN).status_code == 404
    assert suivi.post_json(f"{FEEDS}/deliverability/write", {}, PERSON_TOKEN).status_code == 404


def test_feeds_are_switched_on_or_off_and_nothing_else(suivi: Suivi) -> None:
    for body in ({"deliverability": True}, {"deliverability": 1, "unsubscribed": True, "full": False}):
        assert put(suivi, body).status_code == 400
    assert suivi.post_json(f"{FEEDS}/reviews/write", {}, suivi.token()).status_code == 400
