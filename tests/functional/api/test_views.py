"""Saved views over HTTP: one's own, the team's, the default one, and who may touch which."""

import json
from typing import Any, cast

import pytest
from jsonschema import Draft202012Validator

from chalicelib.api.openapi import build_openapi
from chalicelib.bootstrap import wiring
from chalicelib.domain.access import Membership, Role
from chalicelib.domain.saved_views import MOST_VIEWS
from tests.builders import OTHER_WEBSITE_ID, WEBSITE_ID
from tests.functional.wired import PERSON_TOKEN, Suivi

PATH = f"/v1/websites/{WEBSITE_ID}/views"
DEFAULT = f"/v1/websites/{WEBSITE_ID}/default-view"
WISH = {
    "name": "Failures",
    "last": "30d",
    "filters": {"status": ["error"], "reason": ["hard_bounce", "capped"], "shop_id": "Lille 2", "reached": "sent"},
    "order": "oldest",
    "columns": ["reference", "status", "shop_id"],
}


def call(suivi: Suivi, method: str, path: str, body: object = None, token: str | None = PERSON_TOKEN) -> Any:
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    content = b"" if body is None else json.dumps(body).encode()
    return suivi.client.http.request(method, path, headers=headers, body=content)


def save(suivi: Suivi, **changes: Any) -> dict[str, Any]:
    answer = call(suivi, "POST", PATH, {**WISH, **changes})
    assert answer.status_code == 201, answer.json_body
    return cast("dict[str, Any]", answer.json_body)


def listed(suivi: Suivi, token: str | None = PERSON_TOKEN) -> Any:
    return call(suivi, "GET", PATH, token=token).json_body


def become(suivi: Suivi, role: Role) -> None:
    suivi.websites.add_membership(Membership(WEBSITE_ID, "person", role))


def test_a_view_is_saved_as_the_list_understands_it(suivi: Suivi) -> None:
    made = save(suivi)
    assert made == {
        **WISH,
        "view_id": made["view_id"],
        "shared": False,
        "filters": {
            "status": ["error"],
            "reason": ["capped", "hard_bounce"],
            "shop_id": ["Lille 2"],
            "reached": "sent",
        },
    }
    assert listed(suivi) == {"items": [made], "default_view_id": None}


def test_the_answer_is_what_the_document_says(suivi: Suivi) -> None:
    save(suivi)
    schemas = build_openapi(suivi.client._app.routes)["components"]
    root = {"$ref": "#/components/schemas/ViewList", "components": schemas}
    assert list(Draft202012Validator(root).iter_errors(listed(suivi))) == []


def test_a_view_is_changed_and_deleted(suivi: Suivi) -> None:
    made = save(suivi)
    one = f"{PATH}/{made['view_id']}"
    changed = call(suivi, "PUT", one, {"name": "Everything"}).json_body
    assert changed == {
        "view_id": made["view_id"],
        "name": "Everything",
        "shared": False,
        "last": None,
        "filters": {},
        "order": "newest",
        "columns": [],
    }
    assert listed(suivi)["items"] == [changed]
    assert call(suivi, "DELETE", one).json_body == {"view_id": made["view_id"]}
    assert listed(suivi)["items"] == []
    for method, body in (("PUT", {"name": "x"}), ("DELETE", None)):
        gone = call(suivi, method, one, body)
        assert (gone.status_code, gone.json_body["code"]) == (404, "view_not_found")


def test_one_view_may_open_by_default_until_it_is_gone(suivi: Suivi) -> None:
    made = save(suivi)
    assert call(suivi, "PUT", DEFAULT, {"view_id": made["view_id"]}).json_body == {"default_view_id": made["view_id"]}
    assert listed(suivi)["default_view_id"] == made["view_id"]
    assert listed(suivi, suivi.token())["default_view_id"] is None
    call(suivi, "DELETE", f"{PATH}/{made['view_id']}")
    assert listed(suivi)["default_view_id"] is None
    assert call(suivi, "PUT", DEFAULT, {"view_id": made["view_id"]}).status_code == 404
    assert call(suivi, "PUT", DEFAULT, {"view_id": None}).status_code == 200


def test_a_view_of_another_person_is_not_there(suivi: Suivi) -> None:
    theirs = call(suivi, "POST", PATH, WISH, suivi.token()).json_body
    assert listed(suivi)["items"] == []
    become(suivi, Role.OWNER)
    one = f"{PATH}/{theirs['view_id']}"
    assert call(suivi, "PUT", one, WISH).status_code == 404
    assert call(suivi, "DELETE", one).status_code == 404
    assert call(suivi, "PUT", DEFAULT, {"view_id": theirs["view_id"]}).status_code == 404
    assert listed(suivi, suivi.token())["items"] == [theirs]


def test_a_view_of_the_team_is_seen_by_all_and_changed_by_who_manages(suivi: Suivi) -> None:
    assert call(suivi, "POST", PATH, {**WISH, "shared": True}).status_code == 404
    become(suivi, Role.OWNER)
    shared = save(suivi, shared=True)
    become(suivi, Role.AGENT)
    one = f"{PATH}/{shared['view_id']}"
    assert listed(suivi)["items"] == [shared]
    assert call(suivi, "PUT", one, {**WISH, "name": "Mine now"}).status_code == 404
    assert call(suivi, "DELETE", one).status_code == 404
    assert call(suivi, "PUT", DEFAULT, {"view_id": shared["view_id"]}).status_code == 200
    become(suivi, Role.OWNER)
    assert call(suivi, "PUT", one, {**WISH, "name": "Ours"}).json_body["shared"] is True
    assert call(suivi, "DELETE", one).status_code == 200


def test_nothing_crosses_to_another_website(suivi: Suivi) -> None:
    made = save(suivi)
    foreign = f"/v1/websites/{OTHER_WEBSITE_ID}/views"
    assert call(suivi, "GET", foreign).status_code == 404
    assert call(suivi, "POST", foreign, WISH).status_code == 404
    assert call(suivi, "DELETE", f"{foreign}/{made['view_id']}").status_code == 404
    assert call(suivi, "PUT", f"/v1/websites/{OTHER_WEBSITE_ID}/default-view", {"view_id": None}).status_code == 404
    suivi.websites.add_membership(Membership(OTHER_WEBSITE_ID, "person", Role.OWNER))
    assert call(suivi, "GET", foreign).json_body["items"] == []
    assert call(suivi, "PUT", f"{foreign}/{made['view_id']}", WISH).status_code == 404


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 61}, "name"),
        ({"name": "about zoe@example.com"}, "name"),
        ({"last": "0d"}, "last"),
        ({"last": "30d", "filters": {"experience_from": "2026-11-01"}}, "last"),
        ({"filters": {"email": "zoe@example.com"}}, "filters"),
        ({"filters": {"shop_id": ["zoe@example.com"]}}, "filters"),
        ({"filters": {"shop_id": ["é" * 199 + str(number) for number in range(20)]}}, "filters"),
        ({"filters": {"experience_reference": "1042"}}, "filter"),
        ({"filters": {"page_token": "abc"}}, "filter"),
        ({"filters": {"status": ["lost"]}}, "status"),
        ({"filters": {"status": [1]}}, "filter"),
        (
            {"last": None, "filters": {"experience_from": "2026-11-02", "experience_to": "2026-11-01"}},
            "experience_from",
        ),
        ({"order": "random"}, "order"),
        ({"columns": ["reference", "customer"]}, "columns[1]"),
        ({"columns": ["reference", "reference"]}, "columns"),
        ({"email": "zoe@example.com"}, "email"),
        ({"shared": "yes"}, "shared"),
    ],
)
def test_a_view_holds_what_the_list_takes_and_nothing_personal(suivi: Suivi, changes: Any, field: str) -> None:
    answer = call(suivi, "POST", PATH, {**WISH, **changes})
    assert answer.status_code == 400
    assert field in [one["field"] for one in answer.json_body["errors"]]
    assert listed(suivi)["items"] == []


def test_a_full_shelf_takes_no_more(suivi: Suivi) -> None:
    for _ in range(MOST_VIEWS):
        save(suivi)
    answer = call(suivi, "POST", PATH, WISH)
    assert (answer.status_code, answer.json_body["code"]) == (409, "too_many_views")
    assert len(wiring.view_shelves.shelf(WEBSITE_ID, "person").views) == MOST_VIEWS
