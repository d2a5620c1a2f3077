"""Imports over HTTP, their bytes really uploaded to S3."""

from typing import Any
from uuid import uuid4

import boto3
import httpx
import pytest

from chalicelib.adapters.s3_intake_files import S3IntakeFiles
from chalicelib.bootstrap import wiring
from chalicelib.domain.access import Membership, Role
from chalicelib.domain.transmission import Books
from chalicelib.usecases.advance_transmission import advance_transmission
from tests.builders import OTHER_WEBSITE_ID, WEBSITE_ID
from tests.functional.wired import PERSON_TOKEN, Suivi
from tests.intake_world import a_file, a_row

IMPORTS = f"/v1/websites/{WEBSITE_ID}/imports"
CONTENT = a_file(a_row("#1855"), a_row("#1856", email="tom(at)example.com"))


@pytest.fixture(autouse=True)
def bucket(suivi: Suivi, aws_endpoint: str, monkeypatch: pytest.MonkeyPatch) -> S3IntakeFiles:
    """The intake's own place, in S3."""
    name = f"intake-{uuid4().hex[:12]}"
    boto3.client("s3").create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
    files = S3IntakeFiles(name)
    monkeypatch.setitem(wiring.__dict__, "intake_files", files)
    return files


def order(suivi: Suivi, token: str | None = None, **body: Any) -> Any:
    asked = {"name": "orders.csv", "size": len(CONTENT), "mode": "validate"} | body
    return suivi.post_json(IMPORTS, asked, token or suivi.token())


def upload(ordered: dict[str, Any], content: bytes = CONTENT) -> int:
    address = ordered["upload"]
    return httpx.request(address["method"], address["url"], content=content, headers=address["headers"]).status_code


def start(suivi: Suivi, ordered: dict[str, Any], ticket: str | None = None, token: str | None = None) -> Any:
    path = f"{IMPORTS}/{ordered['transmission_id']}/start"
    return suivi.post_json(path, {"ticket": ticket or ordered["ticket"]}, token or suivi.token())


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json_body["code"]


def test_a_file_is_ordered_uploaded_and_started(suivi: Suivi) -> None:
    answer = order(suivi)
    ordered = answer.json_body
    assert (answer.status_code, ordered["upload"]["expires_at"]) == (201, "2026-11-23T10:15:00Z")
    assert code(start(suivi, ordered)) == (409, "upload_missing")
    assert upload(ordered) == 200
    started = start(suivi, ordered)
    told = started.json_body
    assert started.status_code == 202
    assert (told["transmission_method"], told["mode"], told["state"]) == ("csv", "validate", "received")
    assert (told["name"], told["size"], told["by"]) == ("orders.csv", len(CONTENT), suivi.demo.client_id)
    assert wiring.intake_queue.transmissions == [(WEBSITE_ID, ordered["transmission_id"])]  # type: ignore[attr-defined]
    shown = suivi.get(f"/v1/websites/{WEBSITE_ID}/transmissions/{ordered['transmission_id']}", suivi.token())
    assert shown.json_body["state"] == "received"


def test_nothing_but_the_bytes_announced_is_taken_and_only_once(suivi: Suivi) -> None:
    ordered = order(suivi).json_body
    assert [upload(ordered, content) for content in (CONTENT + b"x", CONTENT[:-1], CONTENT, CONTENT[::-1])] == [
        403,
        403,
        200,
        412,
    ]


def test_an_order_is_known_by_its_ticket_alone(suivi: Suivi) -> None:
    first, second = order(suivi).json_body, order(suivi).json_body
    assert upload(first) == 200
    assert code(start(suivi, first, ticket=second["ticket"])) == (404, "transmission_not_found")
    assert code(start(suivi, first, ticket="v1.k1.e30.AAAA")) == (400, "invalid_token")
    assert code(start(suivi, first, ticket=str(first["ticket"])[:-2] + "AA")) == (400, "invalid_token")
    suivi.clock.forward(minutes=59)
    assert start(suivi, first).status_code == 202
    suivi.clock.forward(minutes=2)
    assert start(suivi, first).status_code == 410


def checked(suivi: Suivi) -> str:
    """A check, worked through."""
    ordered = order(suivi).json_body
    upload(ordered)
    start(suivi, ordered)
    transmission_id = str(ordered["transmission_id"])
    assert code(suivi.post_json(f"{IMPORTS}/{transmission_id}/send", {}, suivi.token())) == (409, "import_not_checked")
    advance_transmission(wiring.intake, WEBSITE_ID, transmission_id, now=suivi.clock.now())
    return transmission_id


def test_what_was_checked_is_sent_without_a_second_upload(suivi: Suivi) -> None:
    check = f"{IMPORTS}/{checked(suivi)}"
    assert suivi.store.rows == {}
    sent = suivi.post_json(f"{check}/send", {}, suivi.token())
    assert (sent.status_code, sent.json_body["mode"], sent.json_body["name"]) == (202, "send", "orders.csv")
    assert suivi.post_json(f"{check}/send", {}, suivi.token()).json_body == sent.json_body
    transmission_id = sent.json_body["transmission_id"]
    done = advance_transmission(wiring.intake, WEBSITE_ID, transmission_id, now=suivi.clock.now())
    assert done.books == Books(2, 1, rejected=1, requests=1)
    assert len(suivi.store.rows) == 1
    again = f"{IMPORTS}/{transmission_id}/send"
    assert code(suivi.post_json(again, {}, suivi.token())) == (404, "transmission_not_found")


def test_a_preview_tells_dates_and_what_is_wrong(suivi: Suivi) -> None:
    path = f"{IMPORTS}/{checked(suivi)}/preview"
    page = suivi.get(path, suivi.token()).json_body
    good, bad = page["lines"]
    assert page["next_page_token"] is None
    assert (good["line"], good["result"], good["error"]) == (2, "accepted", None)
    (request,) = good["requests"]
    assert (request["review_type"], request["refused"]) == ("brand", None)
    assert request["explanation"][0]["sentence"]["fr"].startswith("Délai")
    assert (bad["line"], bad["requests"], bad["error"]["value"]) == (3, [], "tom(at)example.com")
    first = suivi.get(f"{path}?page_size=10", suivi.token())
    assert first.status_code == 200
    assert suivi.get(f"{path}?page_token=x", suivi.token()).status_code == 400
    assert suivi.get(f"{path}?colour=red", suivi.token()).status_code == 400
    assert suivi.get(path, PERSON_TOKEN).status_code == 404


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "a\nb"}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"size": 0}, "size"),
        ({"size": 10 * 1024 * 1024 + 1}, "size"),
        ({"size": True}, "size"),
        ({"mode": "try"}, "mode"),
        ({"rows": 3}, "rows"),
    ],
)
def test_what_is_not_understood_is_named(suivi: Suivi, body: dict[str, Any], field: str) -> None:
    answer = order(suivi, **body)
    assert (answer.status_code, answer.json_body["errors"][0]["field"]) == (400, field)


def test_owners_and_transmitting_clients_import_and_nobody_else(suivi: Suivi) -> None:
    ordered = order(suivi).json_body
    upload(ordered)
    for role, allowed in ((Role.VIEWER, False), (Role.AGENT, False), (Role.OWNER, True)):
        suivi.websites.add_membership(Membership(WEBSITE_ID, "person", role))
        expected = (201, 202) if allowed else (404, 404)
        answers = order(suivi, PERSON_TOKEN), start(suivi, ordered, token=PERSON_TOKEN)
        assert tuple(answer.status_code for answer in answers) == expected


def test_a_foreign_website_takes_no_part(suivi: Suivi) -> None:
    ordered = order(suivi).json_body
    upload(ordered)
    foreign = suivi.token(suivi.other)
    assert code(start(suivi, ordered, token=foreign)) == (404, "website_not_found")
    path = f"/v1/websites/{OTHER_WEBSITE_ID}/imports/{ordered['transmission_id']}"
    assert code(suivi.post_json(f"{path}/start", {"ticket": ordered["ticket"]}, foreign)) == (
        404,
        "transmission_not_found",
    )
    assert code(suivi.post_json(f"{path}/send", {}, foreign)) == (404, "transmission_not_found")


def test_an_order_sent_again_with_its_key_is_the_same_import(suivi: Suivi) -> None:
    asked = {"name": "orders.csv", "size": len(CONTENT), "mode": "send"}
    first, again = (suivi.post_json(IMPORTS, asked, suivi.token(), Idempotency_Key="import-7") for _ in range(2))
    assert again.status_code == 201
    assert again.json_body["transmission_id"] == first.json_body["transmission_id"]
    assert upload(first.json_body) == 200
    assert start(suivi, again.json_body).status_code == 202
    other = suivi.post_json(IMPORTS, asked | {"mode": "validate"}, suivi.token(), Idempotency_Key="import-7")
    assert code(other) == (422, "idempotency_key_reused")
