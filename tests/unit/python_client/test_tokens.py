"""The client's token: asked for once, shared, renewed before it ends and when it is refused."""

import threading
from base64 import b64decode
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from suivi_client import NotAuthenticatedError, SuiviClient, UnexpectedAnswerError
from suivi_client.access import TokenKeeper
from tests.unit.python_client.scripted import WEBSITE, Script, accepted, client

EVENT = {"purchase_reference": "A-1"}
UNAUTHORIZED = httpx.Response(401, json={"message": "Unauthorized"})


def test_one_token_serves_many_calls() -> None:
    script = Script(accepted)
    suivi = client(script)
    for _ in range(3):
        suivi.send([EVENT])
    assert script.tokens == 1
    assert script.header("Authorization") == ["Bearer token-1"] * 3


def test_threads_share_what_the_first_of_them_got() -> None:
    script = Script(accepted)
    suivi = client(script)
    together = threading.Barrier(8)

    def send(_: int) -> None:
        together.wait()
        suivi.send([EVENT])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(send, range(8)))
    assert script.tokens == 1


def test_it_is_renewed_before_it_ends() -> None:
    now, asked = 0.0, 0

    def fetch() -> httpx.Response:
        nonlocal asked
        asked += 1
        return httpx.Response(200, json={"access_token": str(asked), "expires_in": 300})

    keeper = TokenKeeper(fetch, monotonic=lambda: now)
    assert keeper.token() == "1"
    now = 269.9
    assert keeper.token() == "1"
    now = 270.0
    assert keeper.token() == "2"


def test_a_token_refused_is_replaced_once() -> None:
    script = Script(UNAUTHORIZED, accepted)
    assert client(script).send([EVENT])[0].kept
    assert script.header("Authorization") == ["Bearer token-1", "Bearer token-2"]
    refusing = Script(UNAUTHORIZED)
    with pytest.raises(NotAuthenticatedError):
        client(refusing).send([EVENT])
    assert len(refusing.calls) == 2


def test_a_wrong_secret_is_told_in_suivis_words() -> None:
    script = Script(accepted)
    script.token_answers = [httpx.Response(401, json={"error": "invalid_client", "error_description": "It is wrong."})]
    with pytest.raises(NotAuthenticatedError, match="401 invalid_client: It is wrong"):
        client(script).send([EVENT])
    assert script.calls == []


def test_the_token_endpoint_is_tried_again_too() -> None:
    script = Script(accepted)
    script.token_answers = [httpx.Response(503), httpx.Response(429)]
    assert client(script).send([EVENT])[0].kept
    script = Script(accepted)
    script.token_answers = [httpx.Response(200, text="Welcome")]
    with pytest.raises(UnexpectedAnswerError):
        client(script).send([EVENT])


def test_identifier_and_secret_travel_as_rfc_6749_says() -> None:
    asked: list[httpx.Request] = []

    def answer(http_request: httpx.Request) -> httpx.Response:
        asked.append(http_request)
        return httpx.Response(200, json={"access_token": "t", "expires_in": 300} if len(asked) == 1 else [])

    transport = httpx.MockTransport(answer)
    with SuiviClient("https://suivi.example/", f"{WEBSITE}.shop", "s:%é", transport=transport) as suivi:
        assert suivi.send([EVENT]) == []
    basic = b64decode(asked[0].headers["Authorization"].removeprefix("Basic ")).decode()
    assert basic == f"{WEBSITE}.shop:s%3A%25%C3%A9"
    assert asked[0].content == b"grant_type=client_credentials"


def test_an_identifier_without_website_is_a_slip() -> None:
    with pytest.raises(ValueError, match="website"):
        SuiviClient("https://suivi.example", "shop", "s")
