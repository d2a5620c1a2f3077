"""The historical webservice (domain.md 2.4, 11.9): signed orders, in the words of its modules."""

import base64
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from chalicelib.bootstrap import wiring
from chalicelib.domain.call_rate import USUAL_RATE
from chalicelib.domain.errors import BusyError
from chalicelib.domain.transmission import TransmissionState
from chalicelib.domain.webservice_signature import webservice_signature
from chalicelib.usecases.keep_webservice_key import set_webservice_key
from tests.builders import NOW, OTHER_WEBSITE_ID, WEBSITE_ID
from tests.functional.wired import Suivi

PATH = "/index.php?action=act_api_notification_sha1&type=json2"
SECRET = "11111111-2222-3333-4444-555555555555"
SAMPLE = (Path(__file__).parents[2] / "data" / "webservice_order.json").read_text("utf-8")


@pytest.fixture(autouse=True)
def with_key(suivi: Suivi) -> None:
    set_webservice_key(wiring.webservice_safe, WEBSITE_ID, SECRET, by="camille", now=NOW)


def signed(**changes: Any) -> str:
    order = {**json.loads(SAMPLE), **changes}
    names = ("query", "order_ref", "email", "lastname", "firstname", "order_date", "delay")
    return json.dumps({**order, "sign": webservice_signature("".join(str(order.get(n, "")) for n in names), SECRET)})


def send(suivi: Suivi, message: str, website_id: str = WEBSITE_ID, path: str = PATH) -> Any:
    return suivi.post_form(path, urlencode({"idWebsite": website_id, "message": message}))


def rows(suivi: Suivi) -> list[dict[str, Any]]:
    answer = suivi.get(f"/v1/websites/{WEBSITE_ID}/review-requests", suivi.token())
    items: list[dict[str, Any]] = answer.json_body["items"]
    return items


def test_the_sample_is_kept_with_its_books(suivi: Suivi) -> None:
    answer = send(suivi, SAMPLE)
    assert (answer.status_code, answer.json_body) == (200, {"return": 1})
    (row,) = rows(suivi)
    assert (row["experience_reference"], row["transmission_method"]) == ("CMD-1001", "webservice")
    assert row["review_type"] == "brand_and_product"
    (call,) = wiring.transmissions.calls(WEBSITE_ID, NOW.date(), size=10).transmissions
    assert (call.state, call.method.value, call.size > len(SAMPLE)) == (TransmissionState.DONE, "webservice", True)
    assert (call.books.received, call.books.accepted, call.books.requests) == (1, 1, 1)


def test_the_same_order_again_is_as_good_and_changes_nothing(suivi: Suivi) -> None:
    answers = [send(suivi, SAMPLE).json_body for _ in range(2)]
    assert answers == [{"return": 1}, {"return": 1}]
    calls = wiring.transmissions.calls(WEBSITE_ID, NOW.date(), size=10).transmissions
    assert sorted((call.books.accepted, call.books.duplicate) for call in calls) == [(0, 1), (1, 0)]
    assert len(rows(suivi)) == 1


@pytest.mark.parametrize("where", ["address", "form"])
def test_base64_is_answered_in_base64(suivi: Suivi, where: str) -> None:
    message = base64.urlsafe_b64encode(SAMPLE.encode()).decode().rstrip("=")
    address = PATH.replace("json2", "json") if where == "address" else PATH.partition("&")[0]
    body = {"idWebsite": WEBSITE_ID, "message": message, **({"type": "json"} if where == "form" else {})}
    answer = suivi.post_form(address, urlencode(body))
    assert json.loads(base64.b64decode(answer.body)) == {"return": 1}
    assert len(rows(suivi)) == 1


def untouched(suivi: Suivi) -> bool:
    return not rows(suivi) and not wiring.transmissions.calls(WEBSITE_ID, NOW.date(), size=10).transmissions


@pytest.mark.parametrize("website_id", [WEBSITE_ID, OTHER_WEBSITE_ID, "00000000-0000-4000-8000-000000000000", "x"])
def test_a_wrong_signature_and_an_unknown_website_are_not_told_apart(suivi: Suivi, website_id: str) -> None:
    answer = send(suivi, SAMPLE.replace("Marie", "Maria", 1), website_id)
    assert (answer.status_code, answer.json_body["return"]) == (200, 5)
    assert answer.json_body == send(suivi, SAMPLE, OTHER_WEBSITE_ID).json_body
    assert untouched(suivi)


def test_the_empty_secret_signs_for_nobody(suivi: Suivi) -> None:
    order = json.loads(SAMPLE)
    text = "pushCommandeSHA1CMD-1001marie.durand@example.comDurandMarie2024-03-04 10:15:007"
    message = json.dumps({**order, "sign": webservice_signature(text, "")})
    assert send(suivi, message, OTHER_WEBSITE_ID).json_body["return"] == 5


def test_bad_data_names_its_field_and_what_to_do(suivi: Suivi) -> None:
    answer = send(suivi, signed(email="marie(at)example.com"))
    assert (answer.status_code, answer.json_body["return"]) == (200, 2)
    assert answer.json_body["debug"].startswith("email: ")
    assert "Correct the address" in answer.json_body["debug"]
    (call,) = wiring.transmissions.calls(WEBSITE_ID, NOW.date(), size=10).transmissions
    (line,) = wiring.transmissions.lines(WEBSITE_ID, call.transmission_id)
    assert (line.code, line.field, line.experience_reference) == ("invalid_email", "email", "CMD-1001")
    assert rows(suivi) == []


def test_a_contradiction_is_told(suivi: Suivi) -> None:
    send(suivi, SAMPLE)
    answer = send(suivi, signed(email="luc@example.com")).json_body
    assert (answer["return"], "already received" in answer["debug"]) == (2, True)


@pytest.mark.parametrize(
    ("path", "message", "named"),
    [
        (PATH, "nonsense", "message"),
        (PATH.replace("json2", "php"), SAMPLE, "type"),
        ("/index.php", SAMPLE, "action"),
        (PATH.replace("act_api", "other"), SAMPLE, "action"),
        (PATH, SAMPLE.replace("pushCommandeSHA1", "getOrders"), "query"),
    ],
)
def test_what_cannot_be_read_touches_nothing(suivi: Suivi, path: str, message: str, named: str) -> None:
    answer = send(suivi, message, path=path)
    assert (answer.status_code, answer.json_body["return"]) == (200, 2)
    assert named in answer.json_body["debug"]
    assert untouched(suivi)


def test_looking_changes_nothing(suivi: Suivi) -> None:
    assert suivi.get(PATH).status_code == 405
    assert untouched(suivi)


def test_who_sends_too_often_is_told_when_to_send_again(suivi: Suivi) -> None:
    answers = [send(suivi, signed(order_ref=f"R{n}")).status_code for n in range(USUAL_RATE.burst)]
    assert set(answers) == {200}
    refused = send(suivi, SAMPLE)
    assert (refused.status_code, int(refused.headers["Retry-After"]) >= 1) == (429, True)
    assert send(suivi, SAMPLE, OTHER_WEBSITE_ID).json_body["return"] == 5


def test_a_busy_store_is_told_so_that_the_module_sends_again(suivi: Suivi, monkeypatch: pytest.MonkeyPatch) -> None:
    class Busy:
        def add(self, *_: Any) -> None:
            raise BusyError("The store asks to slow down.")

    monkeypatch.setitem(wiring.__dict__, "review_requests", Busy())
    answer = send(suivi, SAMPLE)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")


def test_no_secret_and_no_name_reaches_the_logs(suivi: Suivi, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        send(suivi, SAMPLE)
        send(suivi, signed(email="marie(at)example.com"))
    assert not any(word in caplog.text for word in ("marie", "Durand", SECRET))
