"""Webhooks over HTTP: make, change, remove, replace the secret, try, look at the log, replay."""

import json
from typing import Any, cast

import pytest
from standardwebhooks.webhooks import Webhook as Verifier

from chalicelib.bootstrap import wiring
from chalicelib.domain.access import ApiClient, Permission, hash_secret
from chalicelib.domain.webhook_delivery import Answer, DeliveryError
from chalicelib.domain.webhooks import MOST_WEBHOOKS
from tests.builders import IDENTITIES, OTHER_WEBSITE_ID, WEBSITE_ID
from tests.fakes import FakeWebhookCaller
from tests.functional.wired import PERSON_TOKEN, Suivi

PATH = f"/v1/websites/{WEBSITE_ID}/webhooks"
URL = "https://shop.example/hooks"
SOMETHING = "0" * 20


def call(suivi: Suivi, method: str, path: str, body: object = None, token: str | None = None) -> Any:
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token or suivi.token()}"}
    content = b"" if body is None else json.dumps(body).encode()
    return suivi.client.http.request(method, path, headers=headers, body=content)


def make(suivi: Suivi, **wish: Any) -> dict[str, Any]:
    answer = call(suivi, "POST", PATH, {"url": URL, **wish})
    assert answer.status_code == 201, answer.json_body
    return cast("dict[str, Any]", answer.json_body)


def caller() -> FakeWebhookCaller:
    return cast("FakeWebhookCaller", wiring.webhook_caller)


def test_a_new_webhook_shows_its_secret_once(suivi: Suivi) -> None:
    made = make(suivi, statuses=["sent", "error"])
    secret = made.pop("secret")
    assert secret.startswith("whsec_")
    assert made == {
        "webhook_id": made["webhook_id"],
        "url": URL,
        "statuses": ["error", "sent"],
        "include_customer_email": False,
        "active": True,
        "state": "active",
        "failing_since": None,
        "switched_off_at": None,
        "created_at": "2026-11-23T10:00:00Z",
        "created_by": suivi.demo.client_id,
        "secret_replaced_at": None,
        "old_secret_until": None,
    }
    assert suivi.get(PATH, PERSON_TOKEN).json_body == {"items": [made]}
    assert suivi.get(f"{PATH}/{made['webhook_id']}", PERSON_TOKEN).json_body == made


def test_a_webhook_is_changed_and_removed(suivi: Suivi) -> None:
    one = f"{PATH}/{make(suivi)['webhook_id']}"
    changed = call(suivi, "PUT", one, {"url": "https://other.example/", "active": False}).json_body
    assert (changed["url"], changed["state"]) == ("https://other.example/", "inactive")
    assert "secret" not in changed
    assert call(suivi, "DELETE", one).status_code == 200
    assert suivi.get(one, PERSON_TOKEN).status_code == 404
    assert call(suivi, "DELETE", one).json_body["code"] == "webhook_not_found"


def test_a_website_has_a_few(suivi: Suivi) -> None:
    for _ in range(MOST_WEBHOOKS):
        make(suivi)
    refused = call(suivi, "POST", PATH, {"url": URL})
    assert (refused.status_code, refused.json_body["code"]) == (409, "too_many_webhooks")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "url"),
        ([], "body"),
        ({"url": 7}, "url"),
        ({"url": "http://shop.example/"}, "url"),
        ({"url": "https://169.254.169.254/"}, "url"),
        ({"url": "http://127.0.0.1:9000/"}, "url"),
        ({"url": URL, "statuses": ["nonsense"]}, "statuses"),
        ({"url": URL, "statuses": "sent"}, "statuses"),
        ({"url": URL, "active": "yes"}, "active"),
        ({"url": URL, "include_customer_email": 1}, "include_customer_email"),
        ({"url": URL, "secret": "mine"}, "secret"),
    ],
)
def test_what_breaks_a_rule_is_named(suivi: Suivi, body: object, field: str) -> None:
    refused = call(suivi, "POST", PATH, body)
    assert refused.status_code == 400
    assert refused.json_body["code"] == "invalid_webhook"
    (problem,) = refused.json_body["errors"]
    assert problem["field"].startswith(field)
    assert problem["remedy"]
    assert suivi.get(PATH, PERSON_TOKEN).json_body == {"items": []}


def test_addresses_are_sent_along_only_where_somebody_who_may_see_them_says_so(suivi: Suivi) -> None:
    pepper = IDENTITIES.client_secret_pepper
    managing = frozenset({Permission.MANAGE, Permission.READ_REQUESTS})
    clients = {
        "manager": managing,
        "reader": managing | {Permission.READ_CUSTOMERS},
    }
    tokens = {}
    for name, permissions in clients.items():
        client_id = f"{WEBSITE_ID}.{name}"
        suivi.websites.add_client(ApiClient(WEBSITE_ID, client_id, hash_secret("sk_x", pepper=pepper), permissions))
        body = f"grant_type=client_credentials&client_id={client_id}&client_secret=sk_x"
        answer = suivi.post_form("/realms/skeepers/protocol/openid-connect/token", body)
        tokens[name] = answer.json_body["access_token"]
    wish = {"url": URL, "include_customer_email": True}
    refused = call(suivi, "POST", PATH, wish, tokens["manager"])
    assert refused.json_body["errors"][0]["field"] == "include_customer_email"
    made = call(suivi, "POST", PATH, wish, tokens["reader"]).json_body
    kept = call(suivi, "PUT", f"{PATH}/{made['webhook_id']}", {**wish, "active": False}, tokens["manager"])
    assert kept.json_body["include_customer_email"] is True


def test_a_test_says_what_came_back_and_can_be_verified_with_the_new_secret(suivi: Suivi) -> None:
    made = make(suivi)
    one = f"{PATH}/{made['webhook_id']}"
    replaced = call(suivi, "POST", f"{one}/secret").json_body
    assert replaced["secret"] != made["secret"]
    assert replaced["old_secret_until"] == "2026-11-24T10:00:00Z"

    caller().answer = lambda _url, _body: Answer(None, DeliveryError.TIMED_OUT, 8000)
    told = call(suivi, "POST", f"{one}/test").json_body
    assert (told["kind"], told["outcome"], told["error"], told["http_status"]) == ("test", "failed", "timed_out", None)
    ((url, headers, body),) = caller().calls
    assert url == URL
    for secret in (made["secret"], replaced["secret"]):
        verifier = Verifier(secret)
        verifier._Webhook__verify_timestamp = _instant  # type: ignore[attr-defined]  # the tests' clock stands still
        assert verifier.verify(body, headers)["type"] == "test"


def _instant(header: str) -> Any:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(float(header), tz=UTC)


def test_the_log_is_paged_and_a_line_can_be_replayed(suivi: Suivi) -> None:
    one = f"{PATH}/{make(suivi)['webhook_id']}"
    for _ in range(12):
        call(suivi, "POST", f"{one}/test")
        suivi.clock.forward(seconds=1)
    first = suivi.get(f"{one}/deliveries?page_size=10", PERSON_TOKEN).json_body
    second = suivi.get(f"{one}/deliveries?page_size=10&page_token={first['next_page_token']}", PERSON_TOKEN).json_body
    assert (len(first["items"]), len(second["items"]), second["next_page_token"]) == (10, 2, None)
    at = [line["at"] for line in first["items"] + second["items"]]
    assert at == sorted(at, reverse=True)
    assert "body" not in first["items"][0]

    line = second["items"][-1]
    replayed = call(suivi, "POST", f"{one}/deliveries/{line['delivery_id']}/replay")
    assert replayed.status_code == 200
    assert replayed.json_body["waiting"] is False
    assert replayed.json_body["delivery"]["event_id"] == line["event_id"]
    for unknown in ("0" * 19, "x", "..%2F"):
        assert call(suivi, "POST", f"{one}/deliveries/{unknown}/replay").status_code == 404


@pytest.mark.parametrize("query", ["page_size=0", "page_size=x", "after=1", "page_token=zzz"])
def test_a_query_nobody_understands_is_refused(suivi: Suivi, query: str) -> None:
    one = f"{PATH}/{make(suivi)['webhook_id']}"
    assert suivi.get(f"{one}/deliveries?{query}", PERSON_TOKEN).status_code == 400


CHANGES = [
    ("POST", PATH),
    ("PUT", f"{PATH}/{SOMETHING}"),
    ("DELETE", f"{PATH}/{SOMETHING}"),
    ("POST", f"{PATH}/{SOMETHING}/secret"),
    ("POST", f"{PATH}/{SOMETHING}/test"),
    ("POST", f"{PATH}/{SOMETHING}/deliveries/{'0' * 19}/replay"),
]
LOOKS = [("GET", PATH), ("GET", f"{PATH}/{SOMETHING}"), ("GET", f"{PATH}/{SOMETHING}/deliveries")]


@pytest.mark.parametrize(("method", "path"), CHANGES)
def test_who_may_only_look_changes_and_calls_nothing(suivi: Suivi, method: str, path: str) -> None:
    refused = call(suivi, method, path, {"url": URL}, PERSON_TOKEN)
    assert (refused.status_code, refused.json_body["code"]) == (404, "website_not_found")
    assert caller().calls == []


@pytest.mark.parametrize(("method", "path"), CHANGES + LOOKS)
def test_nobody_reaches_another_website(suivi: Suivi, method: str, path: str) -> None:
    refused = call(suivi, method, path, {"url": URL}, suivi.token(suivi.other))
    assert (refused.status_code, refused.json_body["code"]) == (404, "website_not_found")
    theirs = make(suivi)["webhook_id"]
    other = path.replace(WEBSITE_ID, OTHER_WEBSITE_ID).replace(SOMETHING, theirs)
    if SOMETHING in path:
        answer = call(suivi, method, other, {"url": URL}, suivi.token(suivi.other))
        assert (answer.status_code, answer.json_body["code"]) == (404, "webhook_not_found")
