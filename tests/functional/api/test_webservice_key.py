"""The key of the historical webservice: set, made, removed; never shown twice."""

import uuid
from typing import Any

import pytest

from chalicelib.bootstrap import wiring
from tests.builders import OTHER_WEBSITE_ID, WEBSITE_ID
from tests.functional.wired import PERSON_TOKEN, Suivi

PATH = f"/v1/websites/{WEBSITE_ID}/webservice-key"
OWN = "11111111-2222-3333-4444-555555555555"


def put(suivi: Suivi, body: str, token: str | None = None) -> Any:
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token or suivi.token()}"}
    return suivi.client.http.put(PATH, headers=headers, body=body.encode())


def delete(suivi: Suivi, token: str) -> Any:
    return suivi.client.http.delete(PATH, headers={"Authorization": f"Bearer {token}"})


def test_a_new_website_has_none(suivi: Suivi) -> None:
    state = suivi.get(PATH, suivi.token()).json_body
    assert (state["is_set"], state["changed_at"], state["changed_by"]) == (False, None, None)
    assert state["endpoint"] == "https://suivi.example/index.php?action=act_api_notification_sha1&type=json2"


def test_one_that_is_made_is_shown_once(suivi: Suivi) -> None:
    made = put(suivi, "{}").json_body
    assert str(uuid.UUID(made["secret"])) == made["secret"]
    assert wiring.webservice_safe.secret(WEBSITE_ID) == made["secret"]
    state = suivi.get(PATH, suivi.token()).json_body
    assert (state["is_set"], state["changed_at"]) == (True, "2026-11-23T10:00:00Z")
    assert state["changed_by"] == suivi.demo.client_id
    assert "secret" not in state
    assert put(suivi, "{}").json_body["secret"] != made["secret"]


def test_the_one_modules_use_already_is_taken_and_never_told(suivi: Suivi) -> None:
    answer = put(suivi, f'{{"secret": " {OWN}\\n"}}')
    assert (answer.status_code, answer.json_body["secret"]) == (200, None)
    assert wiring.webservice_safe.secret(WEBSITE_ID) == OWN
    assert OWN not in str(wiring.webservice_keys.get(WEBSITE_ID))


@pytest.mark.parametrize(
    "secret", ['""', '"short"', '"' + "x" * 101 + '"', '"sixteen characters"', '"éééééééééééééééé"', "17"]
)
def test_one_that_could_be_guessed_or_mistyped_is_refused(suivi: Suivi, secret: str) -> None:
    answer = put(suivi, f'{{"secret": {secret}}}')
    assert answer.status_code == 400
    assert wiring.webservice_safe.secret(WEBSITE_ID) is None


def test_a_removed_one_holds_no_longer(suivi: Suivi) -> None:
    put(suivi, "{}")
    state = delete(suivi, suivi.token()).json_body
    assert (state["is_set"], state["changed_by"]) == (False, suivi.demo.client_id)
    assert wiring.webservice_safe.secret(WEBSITE_ID) is None


def test_only_who_manages_the_website_may_look(suivi: Suivi) -> None:
    for token in (PERSON_TOKEN, suivi.token(suivi.other)):
        assert suivi.get(PATH, token).status_code == 404
        assert put(suivi, "{}", token).status_code == 404
        assert delete(suivi, token).status_code == 404
    assert wiring.webservice_keys.get(WEBSITE_ID) is None
    assert wiring.webservice_keys.get(OTHER_WEBSITE_ID) is None
