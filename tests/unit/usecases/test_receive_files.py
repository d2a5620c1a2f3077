"""Dropped files: taken in once, cut, received, moved away with their reports."""

import gzip

import pytest

from chalicelib.domain.errors import TransmissionNotFoundError, WebsiteNotFoundError
from chalicelib.domain.proof import Source
from chalicelib.domain.transmission import Books, LineResult, TransmissionState
from chalicelib.intake import csv_partition, file_reading
from tests.builders import NOW, OTHER_WEBSITE_ID, WEBSITE_ID
from tests.intake_world import ORDERS, IntakeWorld, a_file, a_row

GOOD = a_file(*(a_row(number) for number in range(4)))
BAD = a_file(a_row(1), a_row(2, email="tom(at)example.com"), a_row(3))


@pytest.fixture
def world() -> IntakeWorld:
    return IntakeWorld()


@pytest.fixture
def many_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred bytes fill a chunk."""
    monkeypatch.setattr(csv_partition, "CHUNK_BYTES", 100)


def test_a_small_file_is_received_at_once(world: IntakeWorld) -> None:
    whole = world.notify(world.put(GOOD))

    assert whole is not None
    assert (whole.state, whole.books, whole.chunks) == (TransmissionState.DONE, Books(4, 4, requests=4), 1)
    assert (whole.received_at, whole.day, whole.ended_at) == (NOW, NOW.date(), NOW)
    assert world.queue.is_idle()
    assert set(world.drop.objects) == {f"{ORDERS}/success/orders.csv", f"{ORDERS}/success/orders.csv.log"}
    assert len(world.requests.store.rows) == 4


def test_a_proof_leads_to_its_file(world: IntakeWorld) -> None:
    whole = world.receive(GOOD)
    row = next(iter(world.requests.store.rows.values()))
    stored = world.requests.store.proof(WEBSITE_ID, row.proof_id)
    assert stored is not None
    assert (stored.proof.source.transmission_id, stored.proof.source.name) == (whole.transmission_id, "orders.csv")
    assert Source("orders/a.csv@1").transmission_id is None


def test_a_large_file_is_received_chunk_by_chunk(world: IntakeWorld, many_chunks: None) -> None:
    whole = world.notify(world.put(GOOD))

    assert whole is not None
    assert (whole.state, whole.books) == (TransmissionState.RUNNING, Books())
    assert len(world.queue.chunks) == whole.chunks > 1
    assert world.requests.store.rows == {}
    world.settle()
    whole = world.transmission(whole.transmission_id)
    assert (whole.state, whole.books) == (TransmissionState.DONE, Books(4, 4, requests=4))
    assert [line.number for line in world.lines(whole.transmission_id)] == [2, 3, 4, 5]


def test_a_bad_row_moves_the_file_to_error_with_what_is_to_be_corrected(world: IntakeWorld) -> None:
    whole = world.receive(BAD)

    assert whole.books == Books(3, 2, rejected=1, requests=2)
    names = {key.removeprefix(f"{ORDERS}/error/") for key in world.drop.objects}
    assert names == {"orders.csv", "orders.csv.log", "orders-rejected.csv"}
    assert world.archived("error/orders-rejected.csv").splitlines() == [BAD.splitlines()[0], BAD.splitlines()[2]]
    refused = [line for line in world.lines(whole.transmission_id) if line.result is LineResult.REJECTED]
    assert [(line.number, line.code, line.field) for line in refused] == [(3, "invalid_email", "email")]


def test_what_was_corrected_and_dropped_again_is_received(world: IntakeWorld) -> None:
    world.receive(BAD)
    corrected = world.archived("error/orders-rejected.csv").replace(b"(at)", b"@")
    assert world.receive(corrected, "orders-rejected.csv").books == Books(1, 1, requests=1)
    assert len(world.requests.store.rows) == 3


def test_a_notification_told_twice_changes_nothing(world: IntakeWorld, many_chunks: None) -> None:
    key = world.put(GOOD)
    first, second = world.notify(key), world.notify(key)
    assert first is not None
    assert second is not None
    assert first.transmission_id == second.transmission_id
    world.settle()
    assert world.notify(key) is None
    assert world.transmission(first.transmission_id).books == Books(4, 4, requests=4)


@pytest.mark.parametrize("name", ["a.csv.part", "a.filepart", "a.TMP", ".a.csv"])
def test_a_partial_upload_is_not_read_until_it_has_its_name(world: IntakeWorld, name: str) -> None:
    assert world.notify(world.put(GOOD[:100], name)) is None
    assert world.transmissions.kept == {}
    assert world.notify(f"{ORDERS}/nothing.csv") is None


def test_a_folder_of_no_website_is_told(world: IntakeWorld) -> None:
    key = f"{OTHER_WEBSITE_ID}/orders/a.csv"
    world.drop.drop(key, GOOD)
    with pytest.raises(WebsiteNotFoundError):
        world.notify(key)


# ---- the same file twice ---------------------------------------------------------------------------------------------
def test_the_same_file_twice_is_one_file(world: IntakeWorld) -> None:
    first = world.receive(GOOD)
    again = world.receive(GOOD, "other-name.csv")

    assert (again.state, again.repeats, again.books) == (TransmissionState.REPEATED, first.transmission_id, Books())
    assert f"{ORDERS}/success/other-name.csv" in world.drop.objects
    assert b"2026" in world.archived("success/other-name.csv.log")


def test_a_file_that_had_errors_may_be_sent_again(world: IntakeWorld) -> None:
    first = world.receive(BAD)
    again = world.receive(BAD)
    third = world.receive(BAD)

    assert (again.state, again.books) == (TransmissionState.DONE, Books(3, 0, 2, 0, 1))
    assert third.books == again.books
    assert len({first.transmission_id, again.transmission_id, third.transmission_id}) == 3


def test_a_file_dropped_again_while_it_is_received_repeats_it(world: IntakeWorld, many_chunks: None) -> None:
    first = world.notify(world.put(GOOD))
    again = world.receive(GOOD, "again.csv")
    assert first is not None
    assert again.repeats == first.transmission_id
    assert world.transmission(first.transmission_id).state is TransmissionState.DONE


# ---- files that are none ---------------------------------------------------------------------------------------------
def test_a_file_that_cannot_be_read_is_refused_whole(world: IntakeWorld) -> None:
    whole = world.receive(b"a;b\n1;2\n")
    assert whole.state is TransmissionState.REFUSED
    assert whole.refusal is not None
    assert (whole.refusal.code, whole.books) == ("missing_column", Books())
    assert {f"{ORDERS}/error/orders.csv", f"{ORDERS}/error/orders.csv.log"} == set(world.drop.objects)


def test_a_compressed_file_is_received(world: IntakeWorld) -> None:
    assert world.receive(gzip.compress(GOOD), "orders.csv.gz").books == Books(4, 4, requests=4)


def test_a_file_too_large_for_the_disk_is_refused_unread(world: IntakeWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_reading, "MOST_BYTES", 100)
    monkeypatch.setattr(world.drop, "open", lambda _place: pytest.fail("read"))
    whole = world.receive(GOOD)
    assert whole.refusal is not None
    assert whole.refusal.code == "file_too_large"


def test_a_file_of_a_header_alone_holds_nothing(world: IntakeWorld) -> None:
    whole = world.receive(a_file())
    assert (whole.state, whole.books) == (TransmissionState.DONE, Books())


def test_a_transmission_nobody_knows_is_told(world: IntakeWorld) -> None:
    for look in (lambda: world.advance("f" + "0" * 25), lambda: world.work("f" + "0" * 25, 0)):
        with pytest.raises(TransmissionNotFoundError):
            look()
