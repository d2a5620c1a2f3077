"""Uploads, checks and asynchronous calls: what stands in our own bucket is received by the same steps."""

import json
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.foreseen_lines import foreseen_from, foreseen_text
from chalicelib.domain.proof import TransmissionMethod
from chalicelib.domain.transmission import (
    Books,
    Transmission,
    TransmissionFormat,
    TransmissionKind,
    TransmissionMode,
    TransmissionState,
)
from chalicelib.intake import csv_partition, file_reading
from chalicelib.usecases.intake_desk import preview_place
from tests.builders import NOW, WEBSITE_ID, a_transmission
from tests.intake_world import HEADER, IntakeWorld, a_file, a_row

FILE = a_file(a_row(1), a_row(2, email="tom(at)example.com"), a_row(1))
EVENTS = [
    {
        "purchase_reference": reference,
        "purchase_date": "2026-11-20",
        "consumer": {"first_name": "A", "last_name": "B", "email": email},
    }
    for reference, email in (("E1", "e1@example.com"), ("E2", "nobody"))
]


@pytest.fixture
def world() -> IntakeWorld:
    return IntakeWorld()


def taken_in(world: IntakeWorld, content: bytes, **overrides: Any) -> Transmission:
    """A transmission whose bytes stand in our own bucket, seen through to its end."""
    values = {"method": TransmissionMethod.CSV, "place": "uploads/1", "source_id": "import-1", **overrides}
    whole = a_transmission(values.pop("kind", TransmissionKind.FILE), **{**values, "size": len(content)})
    world.files.write(whole.place, content)
    world.transmissions.add(whole)
    world.advance(whole.transmission_id)
    world.settle()
    return world.transmission(whole.transmission_id)


def report(world: IntakeWorld, whole: Transmission, name: str) -> bytes:
    return world.files.read(f"reports/{WEBSITE_ID}/{whole.transmission_id}/{name}")


def test_an_upload_is_received_and_its_reports_wait(world: IntakeWorld) -> None:
    whole = taken_in(world, FILE)
    assert (whole.state, whole.books) == (TransmissionState.DONE, Books(3, 2, rejected=1, requests=1))
    assert report(world, whole, "rejected") == a_file(a_row(2, email="tom(at)example.com"))
    assert b"3 re\xc3\xa7ues = 2 accept\xc3\xa9es" in report(world, whole, "log.txt")
    assert world.drop.objects == {}


def test_an_upload_of_too_many_rows_is_refused_whole(world: IntakeWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_reading, "MOST_LINES", 2)
    whole = taken_in(world, FILE)
    assert (whole.state, whole.books) == (TransmissionState.REFUSED, Books())
    assert whole.refusal is not None
    assert (whole.refusal.code, whole.refusal.value, whole.refusal.detail) == ("file_too_long", "3", "2")
    assert "Le fichier compte 3 lignes ; 2 au plus" in report(world, whole, "log.txt").decode()
    assert world.requests.store.rows == {}


def test_a_body_of_json_is_received_in_one_piece(world: IntakeWorld) -> None:
    whole = taken_in(
        world,
        json.dumps(EVENTS).encode(),
        kind=TransmissionKind.CALL,
        method=TransmissionMethod.API,
        format=TransmissionFormat.JSON,
        name=None,
    )
    assert (whole.state, whole.books) == (TransmissionState.DONE, Books(2, 1, rejected=1, requests=1))
    assert json.loads(report(world, whole, "rejected")) == EVENTS[1:]
    assert [line.field for line in world.lines(whole.transmission_id)] == [None, "consumer.email"]


@pytest.mark.parametrize("body", [b"{}", b"[", b"\xff"])
def test_a_body_that_is_no_array_of_events_is_refused(world: IntakeWorld, body: bytes) -> None:
    whole = taken_in(world, body, kind=TransmissionKind.CALL, format=TransmissionFormat.JSON)
    assert whole.state is TransmissionState.REFUSED


# ---- only checked ----------------------------------------------------------------------------------------------------
def checked(world: IntakeWorld, content: bytes) -> Transmission:
    return taken_in(world, content, mode=TransmissionMode.VALIDATE)


def test_a_check_tells_what_would_happen_and_changes_nothing(world: IntakeWorld) -> None:
    whole = checked(world, FILE)

    assert (whole.state, whole.books) == (TransmissionState.DONE, Books(3, 2, rejected=1, requests=1))
    assert world.requests.store.rows == {}
    assert world.requests.store.locks == {}
    (chunk,) = world.transmissions.chunks(WEBSITE_ID, whole.transmission_id)
    told = foreseen_from(world.files.read(preview_place(chunk)).decode())
    assert [(one.line.number, one.line.result.value, len(one.requests)) for one in told] == [
        (2, "accepted", 1),
        (3, "rejected", 0),
        (4, "accepted", 0),
    ]
    (request,) = told[0].requests
    assert (request.due_at, request.refused) == (NOW, None)
    assert told[0].line.review_request_ids == ()
    assert foreseen_from(foreseen_text(told)) == told


def test_what_was_checked_is_not_sent_for_that(world: IntakeWorld) -> None:
    """A check claims no content: the very same bytes are sent afterwards, as often as they are checked."""
    books = [
        checked(world, FILE).books,
        taken_in(world, FILE, distinct="send").books,
        taken_in(world, FILE, distinct="again", source_id="import-2", mode=TransmissionMode.VALIDATE).books,
    ]
    assert books == [Books(3, 2, rejected=1, requests=1)] * 2 + [Books(3, 0, 2, 0, 1)]


def test_a_check_of_withdrawals_withdraws_nothing(world: IntakeWorld) -> None:
    taken_in(world, a_file(a_row(1)), distinct="before")
    before = dict(world.requests.store.rows)
    header = f"{HEADER};action"
    whole = checked(world, a_file(f"{a_row(1)};withdraw", f"{a_row(9)};withdraw", header=header))
    assert whole.books == Books(2, 1, rejected=1, withdrawn=1)
    assert world.requests.store.rows == before


def test_a_withdrawal_of_a_file_follows_its_proofs(world: IntakeWorld) -> None:
    header = f"{HEADER};action"
    taken_in(world, a_file(a_row(1)), distinct="before")
    whole = taken_in(world, a_file(f"{a_row(1)};withdraw", f"{a_row(2)};add", header=header))
    assert whole.books == Books(2, 2, withdrawn=1, requests=1)
    states = {row.experience_reference: row.send_state.value for row in world.requests.store.rows.values()}
    assert states == {"1": "cancelled", "2": "planned"}


def test_nothing_is_read_twice(world: IntakeWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large check is cut as any other file."""
    monkeypatch.setattr(csv_partition, "CHUNK_BYTES", 60)
    whole = checked(world, FILE)
    assert whole.chunks > 1
    assert whole.books == Books(3, 2, rejected=1, requests=1)


def test_delays_count_from_reception_and_nothing_is_due_in_the_past(world: IntakeWorld) -> None:
    """A day of the due index may be closed by now: what were written into it would never leave."""
    waited = timedelta(hours=30)
    rows = (f"{a_row('today')};0", f"{a_row('later')};2")
    content = a_file(*rows, header=f"{HEADER};delay")
    world.now = NOW + waited
    taken_in(world, content)
    due = {row.experience_reference: row.due_at for row in world.requests.store.rows.values()}
    assert due == {"today": NOW + waited, "later": NOW + timedelta(days=2)}
