"""API clients over HTTP: made, listed, given a new secret, revoked, by who manages the website alone."""

import json
from typing import Any, cast

import pytest

from chalicelib.bootstrap import wiring
from chalicelib.domain.access import MOST_API_CLIENTS, ApiClient, Permission, hash_secret
from chalicelib.usecases.open_website import OpenedWebsite
from tests.builders import IDENTITIES, OTHER_WEBSITE_ID, WEBSITE_ID
from tests.functional.wired import PERSON_TOKEN, Suivi

PATH = f"/v1/websites/{WEBSITE_ID}/api-clients"


def call(suivi: Suivi, method: str, path: str = PATH, body: object = None, token: str | None = None) -> Any:
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token or suivi.token()}"}
    content = b"" if body is None else json.dumps(body).encode()
    return suivi.client.http.request(method, path, headers=headers, body=content)


def make(suivi: Suivi, **wish: Any) -> dict[str, Any]:
    answer = call(suivi, "POST", body={"name": "shop", **wish})
    assert answer.status_code == 201, answer.json_body
    return cast("dict[str, Any]", answer.json_body)


def token_status(suivi: Suivi, client_id: str, secret: str) -> int:
    body = f"grant_type=client_credentials&client_id={client_id}&client_secret={secret}"
    return int(suivi.post_form("/am/oauth2/alpha/access_token", body).status_code)


def limited(suivi: Suivi, *permissions: Permission) -> str:
    """The token of a client that holds no more than these."""
    secret = hash_secret("s", pepper=IDENTITIES.client_secret_pepper)
    suivi.websites.add_client(ApiClient(WEBSITE_ID, f"{WEBSITE_ID}.limited", secret, frozenset(permissions)))
    return suivi.token(OpenedWebsite(WEBSITE_ID, f"{WEBSITE_ID}.limited", "s"))


def test_a_new_client_shows_its_secret_once_and_gets_a_token(suivi: Suivi) -> None:
    made = make(suivi)
    secret = made.pop("secret")
    assert made == {
        "client_id": f"{WEBSITE_ID}.shop",
        "name": "shop",
        "sandbox": False,
        "permissions": ["proofs:write", "requests:read"],
        "created_at": "2026-11-23T10:00:00Z",
        "created_by": suivi.demo.client_id,
        "secret_replaced_at": None,
        "old_secret_until": None,
    }
    assert token_status(suivi, made["client_id"], secret) == 200
    listed = call(suivi, "GET").json_body["items"]
    assert [one["name"] for one in listed] == ["api", "shop"]
    assert listed[1] == made


@pytest.mark.parametrize("called", ["shop", f"{WEBSITE_ID}.shop"])
def test_a_new_secret_loses_no_call(suivi: Suivi, called: str) -> None:
    made = make(suivi)
    replaced = call(suivi, "POST", f"{PATH}/{called}/secret").json_body
    assert replaced["old_secret_until"] == "2026-11-24T10:00:00Z"
    assert replaced["secret_replaced_at"] == "2026-11-23T10:00:00Z"
    secrets = (made["secret"], replaced["secret"])
    assert [token_status(suivi, made["client_id"], secret) for secret in secrets] == [200, 200]
    suivi.clock.forward(hours=24)
    assert [token_status(suivi, made["client_id"], secret) for secret in secrets] == [401, 200]
    assert call(suivi, "GET").json_body["items"][1]["old_secret_until"] is None


def test_a_revoked_client_gets_no_token(suivi: Suivi) -> None:
    made = make(suivi)
    assert call(suivi, "DELETE", f"{PATH}/shop").json_body == {"client_id": f"{WEBSITE_ID}.shop"}
    assert token_status(suivi, made["client_id"], made["secret"]) == 401
    for method, path in (("DELETE", f"{PATH}/shop"), ("POST", f"{PATH}/shop/secret")):
        assert call(suivi, method, path).status_code == 404


def test_a_name_is_given_once(suivi: Suivi) -> None:
    made = make(suivi)
    assert call(suivi, "POST", body={"name": "shop", "sandbox": True}).status_code == 409
    assert token_status(suivi, made["client_id"], made["secret"]) == 200


def test_a_website_has_so_many_and_no_more(suivi: Suivi) -> None:
    for number in range(MOST_API_CLIENTS - 1):
        make(suivi, name=f"n{number}")
    assert call(suivi, "POST", body={"name": "one-more"}).status_code == 409
    assert len(call(suivi, "GET").json_body["items"]) == MOST_API_CLIENTS


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"name": "Shop"}, "name"),
        ({"name": ""}, "name"),
        ({"name": "a" * 41}, "name"),
        ({"name": "a.b"}, "name"),
        ({"name": "a\n"}, "name"),
        ({"name": 7}, "name"),
        ({}, "name"),
        ({"name": "a", "permissions": ["everything"]}, "permissions"),
        ({"name": "a", "permissions": []}, "permissions"),
        ({"name": "a", "sandbox": "yes"}, "sandbox"),
        ({"name": "a", "sandbox": True, "permissions": ["website:manage"]}, "permissions"),
        ({"name": "a", "sandbox": True, "permissions": ["customers:read"]}, "permissions"),
        ({"name": "a", "secret": "mine"}, "secret"),
    ],
)
def test_a_wish_that_breaks_a_rule_is_told_where(suivi: Suivi, wish: dict[str, Any], field: str) -> None:
    answer = call(suivi, "POST", body=wish)
    assert answer.status_code == 400
    assert field in json.dumps(answer.json_body)
    assert [one["name"] for one in call(suivi, "GET").json_body["items"]] == ["api"]


def test_nobody_gives_what_they_do_not_have(suivi: Suivi) -> None:
    token = limited(suivi, Permission.MANAGE, Permission.WRITE_PROOFS)
    assert call(suivi, "POST", body={"name": "a", "permissions": ["customers:read"]}, token=token).status_code == 400
    assert call(suivi, "POST", body={"name": "a", "permissions": ["proofs:write"]}, token=token).status_code == 201


@pytest.mark.parametrize(
    "way", [("GET", PATH), ("POST", PATH), ("POST", f"{PATH}/api/secret"), ("DELETE", f"{PATH}/api")]
)
def test_who_does_not_manage_the_website_finds_nothing(suivi: Suivi, way: tuple[str, str]) -> None:
    writer = limited(suivi, Permission.WRITE_PROOFS, Permission.READ_REQUESTS, Permission.READ_CUSTOMERS)
    for token in (PERSON_TOKEN, writer, suivi.token(suivi.other)):
        assert call(suivi, *way, body={"name": "a"}, token=token).status_code == 404
    assert len(suivi.websites.clients(WEBSITE_ID)) == 2
    foreign = call(suivi, "DELETE", f"{PATH}/{OTHER_WEBSITE_ID}.api")
    assert (foreign.status_code, len(suivi.websites.clients(OTHER_WEBSITE_ID))) == (404, 1)


def test_secrets_are_kept_as_hashes(suivi: Suivi) -> None:
    made = make(suivi)
    client = wiring.websites.client(WEBSITE_ID, made["client_id"])
    assert client is not None
    assert made["secret"] not in repr(client)
