"""Transmissions: the fake and the adapter, one after the other."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.books import source_of
from chalicelib.domain.errors import TransmissionNotFoundError, WebsiteNotFoundError
from chalicelib.domain.transmission import (
    Books,
    Chunk,
    Line,
    LineResult,
    Transmission,
    TransmissionKind,
    TransmissionState,
    WholeRefusal,
)
from chalicelib.usecases.transmission_ports import Transmissions
from tests.builders import NOW, OTHER_WEBSITE_ID, WEBSITE_ID, a_transmission

FILE = a_transmission()
CALL = a_transmission(TransmissionKind.CALL, distinct="call-1", by="client", books=Books(2, 1, rejected=1, requests=1))
LINES = (
    Line(1, LineResult.ACCEPTED, "#1855", review_request_ids=("a",), made=("a",)),
    Line(2, LineResult.REJECTED, "#1856", "invalid_email", "consumer.email", "tom(at)example.com"),
)


def _chunk(number: int, **overrides: object) -> Chunk:
    values = {"place": f"chunks/{number}", "rows": 10, **overrides}
    return Chunk(FILE.website_id, FILE.transmission_id, number, **values)  # type: ignore[arg-type]  # names vary by test


def test_a_file_is_kept_as_it_was(transmissions: Transmissions) -> None:
    refused = replace(
        FILE,
        state=TransmissionState.REFUSED,
        ended_at=NOW + timedelta(milliseconds=1),
        sandbox=True,
        refusal=WholeRefusal("missing_column", "email", "a;b", ""),
    )
    assert transmissions.add(refused)
    assert transmissions.get(WEBSITE_ID, FILE.transmission_id) == refused
    assert transmissions.get(OTHER_WEBSITE_ID, FILE.transmission_id) is None


def test_a_second_one_with_the_same_identifier_changes_nothing(transmissions: Transmissions) -> None:
    assert transmissions.add(CALL, LINES)
    assert not transmissions.add(replace(CALL, by="other"))
    assert transmissions.get(WEBSITE_ID, CALL.transmission_id) == CALL
    assert transmissions.lines(WEBSITE_ID, CALL.transmission_id) == LINES
    assert transmissions.lines(WEBSITE_ID, FILE.transmission_id) == ()


def test_what_is_no_identifier_is_not_found(transmissions: Transmissions) -> None:
    with pytest.raises(TransmissionNotFoundError):
        transmissions.get(WEBSITE_ID, "../orders")


def test_the_adapter_refuses_what_is_no_website(table_name: str) -> None:
    from chalicelib.adapters.dynamodb_transmissions import DynamoDBTransmissions

    with pytest.raises(WebsiteNotFoundError):
        DynamoDBTransmissions(table_name).get("x#F", FILE.transmission_id)


def test_books_grow_by_each_chunk_once_whoever_ends_it(transmissions: Transmissions) -> None:
    transmissions.add(FILE)
    cut = transmissions.cut(FILE, [_chunk(0), _chunk(1)])
    assert (cut.state, cut.chunks, cut.chunks_done) == (TransmissionState.RUNNING, 2, 0)
    first = _chunk(0, books=Books(10, 8, 1, 0, 1, 0, 9), outcomes_place="outcomes/0")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(transmissions.finish_chunk, [first] * 4))
    after = transmissions.finish_chunk(_chunk(1, books=Books(10, 10, requests=10)))
    assert (after.books, after.chunks_done) == (Books(20, 18, 1, 0, 1, 0, 19), 2)
    assert transmissions.chunk(WEBSITE_ID, FILE.transmission_id, 0) == first
    assert [one.number for one in transmissions.chunks(WEBSITE_ID, FILE.transmission_id)] == [0, 1]


def test_cutting_again_touches_no_chunk_that_is_there(transmissions: Transmissions) -> None:
    transmissions.add(FILE)
    transmissions.cut(FILE, [_chunk(0)])
    over = _chunk(0, books=Books(10, 10))
    transmissions.finish_chunk(over)
    assert transmissions.cut(FILE, [_chunk(0)]).chunks_done == 1
    assert transmissions.chunk(WEBSITE_ID, FILE.transmission_id, 0) == over


def test_a_note_of_a_chunk_stands_until_it_is_over(transmissions: Transmissions) -> None:
    transmissions.add(FILE)
    transmissions.cut(FILE, [_chunk(0)])
    seen = _chunk(0, seen=Books(received=1, rejected=1), outcomes_place="outcomes/0")
    transmissions.note_chunk(seen)
    assert transmissions.chunk(WEBSITE_ID, FILE.transmission_id, 0) == seen
    over = _chunk(0, books=Books(10, 10))
    transmissions.finish_chunk(over)
    transmissions.note_chunk(seen)
    assert transmissions.chunk(WEBSITE_ID, FILE.transmission_id, 0) == over


def test_what_is_over_stays_as_it_was(transmissions: Transmissions) -> None:
    transmissions.add(FILE)
    books = Books(3, 2, 0, 0, 1, 0, 2)
    done = replace(FILE, state=TransmissionState.DONE, ended_at=NOW, books=books)
    assert transmissions.end(done) == done
    other = replace(FILE, state=TransmissionState.REPEATED, ended_at=NOW, repeats=CALL.transmission_id)
    assert transmissions.end(other) == done


def test_an_end_keeps_the_books_that_chunks_summed(transmissions: Transmissions) -> None:
    transmissions.add(FILE)
    transmissions.cut(FILE, [_chunk(0)])
    transmissions.finish_chunk(_chunk(0, books=Books(10, 10, requests=12)))
    ended = transmissions.end(replace(FILE, state=TransmissionState.DONE, ended_at=NOW))
    assert (ended.books, ended.state) == (Books(10, 10, requests=12), TransmissionState.DONE)


def _received(kind: TransmissionKind, minutes: int) -> Transmission:
    return a_transmission(kind, distinct=str(minutes), received_at=NOW + timedelta(minutes=minutes))


def test_files_and_calls_come_newest_first_page_by_page(transmissions: Transmissions) -> None:
    for kind in TransmissionKind:
        for minutes in range(5):
            transmissions.add(_received(kind, minutes))
    transmissions.add(_received(TransmissionKind.CALL, 24 * 60))
    page = transmissions.files(WEBSITE_ID, size=3)
    assert page.transmissions == tuple(_received(TransmissionKind.FILE, minutes) for minutes in (4, 3, 2))
    rest = transmissions.files(WEBSITE_ID, size=3, after=page.next_after)
    assert rest.transmissions == tuple(_received(TransmissionKind.FILE, minutes) for minutes in (1, 0))
    assert rest.next_after is None
    assert len(transmissions.calls(WEBSITE_ID, NOW.date(), size=50).transmissions) == 5
    assert transmissions.files(OTHER_WEBSITE_ID, size=3).transmissions == ()


def test_a_content_belongs_to_who_claims_it_first(transmissions: Transmissions) -> None:
    assert transmissions.claim_content(WEBSITE_ID, "d" * 64, "one") == "one"
    assert transmissions.claim_content(WEBSITE_ID, "d" * 64, "two") == "one"
    assert transmissions.claim_content(WEBSITE_ID, "d" * 64, "two", instead_of="one") == "two"
    assert transmissions.claim_content(WEBSITE_ID, "d" * 64, "three", instead_of="one") == "two"
    assert transmissions.claim_content(OTHER_WEBSITE_ID, "d" * 64, "one") == "one"


def test_a_second_planner_forgets_nothing_that_a_worker_did(table_name: str) -> None:
    """It read that the file was not cut yet, and writes its chunks when the first one of them is over."""
    from chalicelib.adapters.dynamodb_transmissions import DynamoDBTransmissions

    first, second = DynamoDBTransmissions(table_name), DynamoDBTransmissions(table_name)
    over = _chunk(0, books=Books(10, 10))
    first.add(FILE)
    read_before = second._standing(FILE)

    first.cut(FILE, [_chunk(0)])
    first.finish_chunk(over)
    second._standing = lambda _: read_before  # type: ignore[method-assign,assignment]  # what it read before
    second.cut(FILE, [_chunk(0)])

    assert first.chunk(WEBSITE_ID, FILE.transmission_id, 0) == over
    assert first.finish_chunk(over).chunks_done == 1


def test_lines_of_many_calls_are_read_together(transmissions: Transmissions) -> None:
    transmissions.add(CALL, LINES)
    transmissions.add(FILE)
    ids = [CALL.transmission_id, FILE.transmission_id]
    assert transmissions.lines_of_many(WEBSITE_ID, ids) == dict(zip(ids, (LINES, ()), strict=True))


def test_a_checkpoint_of_the_books_is_no_transmission(table_name: str) -> None:
    from chalicelib.adapters.dynamodb_recount import DynamoDBCheckpoints
    from chalicelib.adapters.dynamodb_transmissions import DynamoDBTransmissions

    kept = DynamoDBTransmissions(table_name)
    for one in (FILE, CALL):
        kept.add(one)
        DynamoDBCheckpoints(table_name).write(WEBSITE_ID, source_of(one.transmission_id))
    assert kept.files(WEBSITE_ID, size=3).transmissions == (FILE,)
    assert kept.calls(WEBSITE_ID, NOW.date(), size=3).transmissions == (CALL,)
