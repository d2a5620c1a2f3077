"""The token endpoint (domain.md 11.5)."""

import base64

import pytest

from tests.functional.wired import Suivi

PATHS = ["/realms/skeepers/protocol/openid-connect/token", "/am/oauth2/alpha/access_token"]


def basic(client_id: str, secret: str) -> dict[str, str]:
    pair = base64.b64encode(f"{client_id}:{secret}".encode()).decode()
    return {"Authorization": f"Basic {pair}", "Content-Type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize("path", PATHS)
def test_the_right_pair_gives_a_token_for_five_minutes(suivi: Suivi, path: str) -> None:
    headers = basic(suivi.demo.client_id, suivi.demo.client_secret)
    answer = suivi.client.http.post(path, headers=headers, body=b"grant_type=client_credentials&scope=openid")
    assert answer.status_code == 200
    assert (answer.json_body["expires_in"], answer.json_body["token_type"]) == (300, "Bearer")
    assert suivi.get("/v1/me", answer.json_body["access_token"]).status_code == 200


@pytest.mark.parametrize(
    ("client", "secret"), [("demo", "x"), ("", ""), ("{id}", "wrong"), ("{id}", ""), ("{other}", "{secret}")]
)
def test_a_wrong_pair_is_refused_without_saying_which_half(suivi: Suivi, client: str, secret: str) -> None:
    client = client.format(id=suivi.demo.client_id, other=suivi.other.client_id)
    headers = basic(client, secret.format(secret=suivi.demo.client_secret))
    answer = suivi.client.http.post(PATHS[0], headers=headers, body=b"grant_type=client_credentials")
    assert answer.status_code == 401
    assert answer.json_body["error"] == "invalid_client"


def test_an_unreadable_header_is_a_wrong_pair(suivi: Suivi) -> None:
    headers = {"Authorization": "Basic %%%", "Content-Type": "application/x-www-form-urlencoded"}
    answer = suivi.client.http.post(PATHS[0], headers=headers, body=b"grant_type=client_credentials")
    assert answer.status_code == 401


def test_another_grant_is_told_what_to_send(suivi: Suivi) -> None:
    answer = suivi.client.http.post(PATHS[0], headers=basic("a", "b"), body=b"grant_type=password")
    assert answer.status_code == 400
    assert "client_credentials" in answer.json_body["error_description"]
