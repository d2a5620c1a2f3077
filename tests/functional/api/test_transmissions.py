"""Transmissions and books over HTTP: found, filtered, told line by line to who may see what; reports downloaded."""

from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.bootstrap import wiring
from chalicelib.domain.proof import TransmissionMethod
from chalicelib.domain.transmission import (
    Books,
    Line,
    LineResult,
    Transmission,
    TransmissionFormat,
    TransmissionKind,
    TransmissionState,
    WholeRefusal,
    books_of,
)
from chalicelib.domain.transmission_lines import lines_of_proof
from chalicelib.usecases.change_ports import TransmissionChange
from chalicelib.usecases.check_books import check_days
from chalicelib.usecases.count_books import count_books
from chalicelib.usecases.receive_proofs import receive_proofs
from chalicelib.usecases.transmission_ports import PLACES
from tests.builders import IDENTITIES, NOW, OTHER_WEBSITE_ID, WEBSITE_ID, a_proof, a_rules, a_transmission
from tests.functional.wired import PERSON_TOKEN, Suivi

HERE = f"/v1/websites/{WEBSITE_ID}"
DONE: dict[str, Any] = {"state": TransmissionState.DONE, "ended_at": NOW}
WRONG = Line(2, LineResult.REJECTED, "#1856", "invalid_email", "consumer.email", "tom(at)example.com")


def keep(one: Transmission, lines: list[Line] | None = None) -> Transmission:
    """In the table, and told by its stream."""
    wiring.transmissions.add(one, lines or [])
    number = f"{len(wiring.transmissions.kept):040d}"  # type: ignore[attr-defined]  # the fake's
    assert not count_books(wiring.books, [TransmissionChange(number, None, one)])
    return one


@pytest.fixture
def call(suivi: Suivi) -> Transmission:
    """Two events, one of which was refused."""
    outcomes = receive_proofs(suivi.store, IDENTITIES, a_rules(), [a_proof()], now=NOW)
    lines = [*lines_of_proof(outcomes[0]), WRONG]
    one = a_transmission(TransmissionKind.CALL, distinct="call-1", by="client", books=books_of(lines), **DONE)
    return keep(one, lines)


@pytest.fixture
def file(suivi: Suivi) -> Transmission:
    """A file with its reports."""
    return reported(a_transmission(books=Books(3, 2, rejected=1, requests=2), **DONE))


def reported(one: Transmission) -> Transmission:
    """Kept, with its reports."""
    keep(one)
    for report in ("log", "rejected"):
        place = PLACES[report].format(website_id=WEBSITE_ID, transmission_id=one.transmission_id)
        wiring.intake_files.write(place, b"what became of it")
    return one


def get(suivi: Suivi, path: str, token: str | None = None) -> Any:
    answer = suivi.get(f"{HERE}/{path}", token or suivi.token())
    assert answer.status_code == 200, answer.json_body
    return answer.json_body


def ids(page: Any) -> list[str]:
    return [one["transmission_id"] for one in page["transmissions"]]


# ---- the list --------------------------------------------------------------------------------------------------------
def test_files_and_calls_are_listed_apart(suivi: Suivi, call: Transmission, file: Transmission) -> None:
    assert ids(get(suivi, "transmissions")) == ids(get(suivi, "transmissions?kind=files")) == [file.transmission_id]
    assert ids(get(suivi, "transmissions?kind=calls")) == [call.transmission_id]


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("from=2026-11-23&to=2026-11-23", True),
        ("from=2026-11-24", False),
        ("to=2026-11-22", False),
        ("from=0001-01-01&to=9999-12-31", True),
        ("transmission_method=sftp", True),
        ("transmission_method=csv", False),
        ("result=rejected", True),
        ("result=withdrawn", False),
    ],
)
def test_the_list_is_filtered(suivi: Suivi, file: Transmission, query: str, is_found: bool) -> None:
    assert ids(get(suivi, f"transmissions?{query}")) == [file.transmission_id] * is_found


def test_the_list_goes_on_with_its_token_and_no_other(suivi: Suivi) -> None:
    for minutes in range(5):
        keep(a_transmission(received_at=NOW - timedelta(minutes=minutes), distinct=str(minutes)))
    first = get(suivi, "transmissions?page_size=3")
    token = first["next_page_token"]
    second = get(suivi, f"transmissions?page_size=3&page_token={token}")
    found = ids(first) + ids(second)
    assert (len(set(found)), found, second["next_page_token"]) == (5, sorted(found, reverse=True), None)
    for query in ("kind=calls", "result=rejected", "to=2026-11-23"):
        assert suivi.get(f"{HERE}/transmissions?{query}&page_token={token}", suivi.token()).status_code == 400
    foreign = f"/v1/websites/{OTHER_WEBSITE_ID}/transmissions?page_token={token}"
    assert suivi.get(foreign, suivi.token(suivi.other)).status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        *(f"transmissions?{query}" for query in ("kind=mails", "from=x", "from=2026-11-24&to=2026-11-23", "a=b")),
        *(f"books?{query}" for query in ("from=2020-01-01&to=2026-01-01", "by=status", "by=day", "to=x", "a=b")),
    ],
)
def test_what_is_not_understood_is_refused(suivi: Suivi, path: str) -> None:
    assert suivi.get(f"{HERE}/{path}", suivi.token()).status_code == 400


# ---- one -------------------------------------------------------------------------------------------------------------
def test_a_transmission_tells_what_became_of_its_requests(suivi: Suivi, call: Transmission) -> None:
    shown = get(suivi, f"transmissions/{call.transmission_id}")
    assert shown["books"] == asdict(Books(received=2, accepted=1, rejected=1, requests=1))
    assert (shown["requests_by_status"], shown["counted_at"]) == ({"scheduled": 1}, "2026-11-23T10:00:00Z")
    assert (shown["kind"], shown["in_error"], shown["reports"]) == (
        "call",
        True,
        {"log": False, "rejected_rows": False},
    )


def test_a_large_one_tells_what_the_night_found(suivi: Suivi) -> None:
    large = keep(a_transmission(books=Books(9_000, 9_000, requests=9_000), **DONE))
    shown = get(suivi, f"transmissions/{large.transmission_id}")
    assert (shown["requests_by_status"], shown["counted_at"]) == (None, None)


def test_a_refusal_is_told_in_words_and_masked(suivi: Suivi) -> None:
    refusal = WholeRefusal("missing_column", "email", "zoe@example.com")
    one = keep(a_transmission(state=TransmissionState.REFUSED, ended_at=NOW, refusal=refusal))
    shown = get(suivi, f"transmissions/{one.transmission_id}")["refusal"]
    assert (shown["code"], shown["value"]) == ("missing_column", "zoe@example.com")
    assert {*shown["sentence"], *shown["remedy"]} == {"fr", "en"}
    assert get(suivi, "transmissions", PERSON_TOKEN)["transmissions"][0]["refusal"]["value"] == "z•••@example.com"


def test_lines_stand_behind_each_figure(suivi: Suivi, call: Transmission) -> None:
    path = f"transmissions/{call.transmission_id}/lines"
    (made,) = get(suivi, f"{path}?result=accepted")["lines"]
    assert (made["line"], made["error_code"], made["sentence"]) == (1, None, None)
    assert made["review_request_ids"] == [key[1] for key in suivi.store.rows]
    (wrong,) = get(suivi, f"{path}?result=rejected")["lines"]
    assert (wrong["line"], wrong["value"], wrong["purchase_reference"]) == (2, "tom(at)example.com", "#1856")
    assert "tom(at)example.com" in wrong["sentence"]["fr"]
    first = get(suivi, f"{path}?page_size=1")
    second = get(suivi, f"{path}?page_size=1&page_token={first['next_page_token']}")
    assert [line["line"] for line in (*first["lines"], *second["lines"])] == [1, 2]


def test_who_may_not_read_customers_sees_no_value(suivi: Suivi, call: Transmission) -> None:
    answer = get(suivi, f"transmissions/{call.transmission_id}/lines", PERSON_TOKEN)
    assert answer["lines"][1]["value"] == "t•••"
    assert "tom(at)example.com" not in str(answer)


# ---- reports ---------------------------------------------------------------------------------------------------------
def report(suivi: Suivi, one: Transmission, name: str, token: str | None = None) -> Any:
    return suivi.post_json(f"{HERE}/transmissions/{one.transmission_id}/reports/{name}", {}, token or suivi.token())


def test_reports_are_downloaded_by_who_may_read_customers(suivi: Suivi, file: Transmission) -> None:
    names = {"log": "name=orders.csv.log", "rejected_rows": "name=orders-rejected.csv"}
    for name, saved_as in names.items():
        answer = report(suivi, file, name)
        assert (answer.status_code, answer.json_body["expires_at"]) == (200, "2026-11-23T10:05:00Z")
        assert saved_as in answer.json_body["url"]
        assert report(suivi, file, name, PERSON_TOKEN).status_code == 404
        assert report(suivi, file, name, suivi.token(suivi.other)).status_code == 404


def test_the_refused_events_of_a_call_are_saved_as_json(suivi: Suivi) -> None:
    taken_in = a_transmission(
        TransmissionKind.CALL, chunks=1, format=TransmissionFormat.JSON, books=Books(2, 1, rejected=1), **DONE
    )
    answer = report(suivi, reported(taken_in), "rejected_rows")
    assert f"name={taken_in.transmission_id}-rejected.json" in answer.json_body["url"]


def test_a_report_that_is_not_there_is_not_found(suivi: Suivi, call: Transmission, file: Transmission) -> None:
    assert report(suivi, file, "everything").status_code == 404
    assert report(suivi, call, "log").status_code == 404
    place = PLACES["log"].format(website_id=WEBSITE_ID, transmission_id=file.transmission_id)
    del wiring.intake_files.kept[place]  # type: ignore[attr-defined]  # the fake's
    assert report(suivi, file, "log").status_code == 404


# ---- the books -------------------------------------------------------------------------------------------------------
def test_the_books_tell_each_door_of_each_day(suivi: Suivi, call: Transmission, file: Transmission) -> None:
    keep(
        replace(a_transmission(distinct="older", books=Books(1, 1, requests=1), **DONE), day=NOW.date() - timedelta(1))
    )
    days = get(suivi, "books")["days"]
    assert [(one["day"], one["transmission_method"], one["books"]["received"]) for one in days] == [
        ("2026-11-23", "api", 2),
        ("2026-11-23", "sftp", 3),
        ("2026-11-22", "sftp", 1),
    ]
    assert [(one["closes"], one["checked_at"], one["requests_by_status"]) for one in days] == [(True, None, None)] * 3
    one_day = get(suivi, "books?from=2026-11-23&to=2026-11-23&transmission_method=api&by=status")
    (now,) = one_day["days"]
    assert (now["requests_by_status"], now["counted_at"]) == ({"scheduled": 1}, "2026-11-23T10:00:00Z")


def test_what_the_night_found_is_told(suivi: Suivi, call: Transmission, file: Transmission) -> None:
    """The file's lines are nowhere: its books do not close."""
    check_days(wiring.books_checking, WEBSITE_ID, [NOW.date()], now=NOW, has_time=lambda: True)
    api, sftp = get(suivi, "books")["days"]
    assert (api["closes"], api["checked_at"], api["requests_by_status"]) == (
        *(True, "2026-11-23T10:00:00Z"),
        {"scheduled": 1},
    )
    assert (sftp["closes"], sftp["open_transmission_ids"]) == (False, [file.transmission_id])
    assert api["transmission_method"] == TransmissionMethod.API
