"""A merchant's opt-outs over HTTP: add, import, check, list, export."""

import csv
import io
from typing import Any

import pytest

from chalicelib.api import opt_outs as views
from chalicelib.usecases.receive_proofs import receive_proofs
from tests.builders import IDENTITIES, NOW, OTHER_WEBSITE_ID, WEBSITE_ID, a_customer, a_proof, a_rules
from tests.functional.wired import PERSON_TOKEN, Suivi

PATH = f"/v1/websites/{WEBSITE_ID}/opt-outs"
ADDRESS = "camille.durand@example.com"
EVERY_CALL = [
    ("GET", PATH),
    ("POST", PATH),
    ("POST", f"{PATH}/import"),
    ("POST", f"{PATH}/check"),
    ("GET", f"{PATH}/export"),
]


def add(suivi: Suivi, email: object, **more: object) -> Any:
    return suivi.post_json(PATH, {"email": email, **more}, suivi.token())


def check(suivi: Suivi, email: str, token: str | None = None) -> Any:
    return suivi.post_json(f"{PATH}/check", {"email": email}, token or suivi.token()).json_body


def import_csv(suivi: Suivi, text: str, content_type: str = "text/csv") -> Any:
    headers = {"Content-Type": content_type, "Authorization": f"Bearer {suivi.token()}"}
    return suivi.client.http.post(f"{PATH}/import", headers=headers, body=text.encode())


def export(suivi: Suivi, path: str = f"{PATH}/export") -> tuple[list[dict[str, str]], str | None]:
    answer = suivi.get(path, suivi.token())
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert "attachment" in answer.headers["Content-Disposition"]
    link = answer.headers.get("Link", "")
    rows = list(csv.DictReader(io.StringIO(answer.body.decode()), delimiter=";"))
    return rows, link.removeprefix("<").removesuffix('>; rel="next"') or None


def test_an_added_address_is_known_by_its_hash_alone(suivi: Suivi) -> None:
    answer = add(suivi, f" {ADDRESS.upper()}", note="Called us")

    assert answer.status_code == 200
    assert answer.json_body == {
        "email_hash": IDENTITIES.email_hash(ADDRESS),
        "scope": "merchant",
        "origin": "manual",
        "opted_out_at": "2026-11-23T10:00:00Z",
        "review_request_id": None,
        "recorded_by": suivi.demo.client_id,
        "note": "Called us",
        "new": True,
    }
    assert not add(suivi, ADDRESS).json_body["new"]
    assert check(suivi, ADDRESS) == {
        "opted_out": True,
        "scope": "merchant",
        "origin": "manual",
        "opted_out_at": "2026-11-23T10:00:00Z",
    }


def test_an_added_address_is_not_written_to(suivi: Suivi) -> None:
    (outcome,) = receive_proofs(
        suivi.store, IDENTITIES, a_rules(), [a_proof(customer=a_customer(email=ADDRESS))], now=NOW
    )
    add(suivi, ADDRESS)

    row = suivi.row(outcome.review_request_ids[0])
    assert (row.current.status.value, row.current.reason, row.due_at) == ("error", "opted_out", None)


def test_nobody_is_opted_out_at_first(suivi: Suivi) -> None:
    assert check(suivi, ADDRESS) == {"opted_out": False, "scope": None, "origin": None, "opted_out_at": None}


@pytest.mark.parametrize("call", EVERY_CALL, ids=" ".join)
def test_a_foreign_website_is_not_there(suivi: Suivi, call: tuple[str, str]) -> None:
    method, path = call
    token = suivi.token(suivi.other)
    answer = suivi.get(path, token) if method == "GET" else suivi.post_json(path, {"email": ADDRESS}, token)
    assert (answer.status_code, answer.json_body["code"]) == (404, "website_not_found")


def test_a_viewer_reads_and_changes_nothing(suivi: Suivi) -> None:
    assert suivi.get(PATH, PERSON_TOKEN).status_code == 200
    assert not check(suivi, ADDRESS, PERSON_TOKEN)["opted_out"]
    for path in (PATH, f"{PATH}/import"):
        assert suivi.post_json(path, {"email": ADDRESS}, PERSON_TOKEN).status_code == 404
    assert not check(suivi, ADDRESS)["opted_out"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "email"),
        ({"email": "nobody"}, "email"),
        ({"email": ADDRESS, "note": 7}, "note"),
        ({"email": ADDRESS, "note": "see a@b.fr"}, "note"),
        ({"email": ADDRESS, "notes": ""}, "notes"),
        ([ADDRESS], "body"),
    ],
)
def test_what_cannot_be_understood_is_named(suivi: Suivi, body: object, field: str) -> None:
    answer = suivi.post_json(PATH, body, suivi.token())
    assert answer.status_code == 400
    assert [one["field"] for one in answer.json_body["errors"]] == [field]
    assert suivi.contacts.of_merchants == {}


def test_the_books_of_an_import_close(suivi: Suivi) -> None:
    text = "email;opted_out_at\na@example.com;2026-01-15\nnobody;\nA@example.com;\nb@example.com;\n"

    answer = import_csv(suivi, text, "text/csv; charset=utf-8").json_body

    (reject,) = answer.pop("rejects")
    assert answer == {"received": 4, "added": 2, "known": 1, "rejected": 1}
    assert (reject["row"], reject["field"], reject["value"], reject["code"]) == (3, "email", "nobody", "invalid_email")
    assert reject["reason"]
    assert reject["remedy"]
    assert import_csv(suivi, text).json_body["added"] == 0
    assert check(suivi, "a@example.com")["opted_out_at"] == "2026-01-14T23:00:00Z"


def test_an_import_may_be_json(suivi: Suivi) -> None:
    body = [{"email": "a@example.com", "opted_out_at": "2026-01-15"}]
    answer = suivi.post_json(f"{PATH}/import", body, suivi.token())
    assert answer.json_body == {"received": 1, "added": 1, "known": 0, "rejected": 0, "rejects": []}


@pytest.mark.parametrize("text", ["", "mail\na@example.com", "email\n" + "a@example.com\n" * 3001])
def test_an_import_that_cannot_be_read_keeps_nothing(suivi: Suivi, text: str) -> None:
    answer = import_csv(suivi, text)
    assert answer.status_code == 400
    assert answer.json_body["errors"]
    assert suivi.contacts.of_merchants == {}


def pages(suivi: Suivi, size: int) -> list[list[str]]:
    found, token = [], ""
    while True:
        page = suivi.get(f"{PATH}?page_size={size}{token}", suivi.token()).json_body
        found.append([item["email_hash"] for item in page["items"]])
        if page["next_page_token"] is None:
            return found
        token = f"&page_token={page['next_page_token']}"


def test_the_list_is_walked_page_by_page(suivi: Suivi) -> None:
    addresses = [f"c{number}@example.com" for number in range(5)]
    import_csv(suivi, "email\n" + "\n".join(addresses))

    found = pages(suivi, 2)

    assert [len(page) for page in found] == [2, 2, 1]
    assert {one for page in found for one in page} == {IDENTITIES.email_hash(address) for address in addresses}


def test_a_page_token_is_bound_to_its_list(suivi: Suivi) -> None:
    import_csv(suivi, "email\na@example.com\nb@example.com")
    token = suivi.get(f"{PATH}?page_size=1", suivi.token()).json_body["next_page_token"]
    foreign = suivi.get(
        f"{PATH}?page_size=1".replace(WEBSITE_ID, OTHER_WEBSITE_ID) + f"&page_token={token}", suivi.token(suivi.other)
    )
    table = suivi.get(f"/v1/websites/{WEBSITE_ID}/review-requests?page_token={token}", suivi.token())
    for answer in (foreign, table, suivi.get(f"{PATH}?page_token=guess", suivi.token())):
        assert answer.status_code == 400
        assert answer.json_body["errors"][0]["field"] == "page_token"


@pytest.mark.parametrize("query", ["page_size=0", "page_size=101", "page_size=x", "page=2", "page_size=1&page_size=2"])
def test_a_query_that_cannot_be_understood_is_named(suivi: Suivi, query: str) -> None:
    assert suivi.get(f"{PATH}?{query}", suivi.token()).status_code == 400


def test_the_export_holds_everything_in_parts(suivi: Suivi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "EXPORTED_AT_ONCE", 2)
    import_csv(suivi, "email;opted_out_at\na@example.com;2026-01-15\nb@example.com;\nc@example.com;\n")

    first, link = export(suivi)
    assert link is not None
    rest, end = export(suivi, link)

    assert end is None
    assert list(first[0]) == ["opted_out_at", "origin", "scope", "email_hash", "review_request_id"]
    by_hash = {row["email_hash"]: row for row in [*first, *rest]}
    assert len(by_hash) == 3
    assert by_hash[IDENTITIES.email_hash("a@example.com")] == {
        "opted_out_at": "2026-01-14T23:00:00Z",
        "origin": "import",
        "scope": "merchant",
        "email_hash": IDENTITIES.email_hash("a@example.com"),
        "review_request_id": "",
    }


def test_the_answers_are_what_the_document_says(suivi: Suivi) -> None:
    from tests.contract.test_openapi import assert_fits

    assert_fits(check(suivi, ADDRESS), "OptOutCheck")
    assert_fits(add(suivi, ADDRESS).json_body, "AddedOptOut")
    assert_fits(check(suivi, ADDRESS), "OptOutCheck")
    assert_fits(import_csv(suivi, "email\na@example.com\nnobody").json_body, "OptOutImportAnswer")
    assert_fits(suivi.get(f"{PATH}?page_size=1", suivi.token()).json_body, "OptOutPage")


def test_an_empty_export_has_its_header(suivi: Suivi) -> None:
    assert export(suivi) == ([], None)
