"""Rows counted one by one, and the checkpoints written among them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import boto3
import pytest

from chalicelib.domain.counting import Tally
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.identity import Location, location_of
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.statistics import cell_of, tally_of
from chalicelib.usecases.ports import ReviewRequests
from chalicelib.usecases.recount_ports import Checkpoint, Checkpoints, CountedRows, DayRows
from tests.builders import (
    IDENTITIES,
    NOW,
    OTHER_WEBSITE_ID,
    WEBSITE_ID,
    a_proof,
    a_review_request,
    a_stored_proof,
    locks_of,
)
from tests.fakes import FakeCheckpoints, FakeCountedRows, FakeReviewRequests

PARIS, NEW_YORK = ZoneInfo("Europe/Paris"), ZoneInfo("America/New_York")
NOVEMBER, OCTOBER = Location("202611", 0), Location("202610", 0)


@pytest.fixture(params=["fake", "dynamodb"])
def both(request: pytest.FixtureRequest) -> tuple[ReviewRequests, CountedRows]:
    """No rows."""
    if request.param == "fake":
        store = FakeReviewRequests()
        return store, FakeCountedRows(store)
    from chalicelib.adapters.dynamodb_recount import DynamoDBCountedRows
    from chalicelib.adapters.dynamodb_review_requests import DynamoDBReviewRequests

    name = request.getfixturevalue("table_name")
    return DynamoDBReviewRequests(name), DynamoDBCountedRows(name)


@pytest.fixture
def store(both: tuple[ReviewRequests, CountedRows]) -> ReviewRequests:
    return both[0]


@pytest.fixture
def rows(both: tuple[ReviewRequests, CountedRows]) -> CountedRows:
    return both[1]


@pytest.fixture(params=["fake", "dynamodb"])
def checkpoints(request: pytest.FixtureRequest) -> Checkpoints:
    """None written."""
    if request.param == "fake":
        return FakeCheckpoints()
    from chalicelib.adapters.dynamodb_recount import DynamoDBCheckpoints

    return DynamoDBCheckpoints(request.getfixturevalue("table_name"))


def added(store: ReviewRequests, reference: str, at: datetime, **overrides: Any) -> ReviewRequest:
    proof = a_proof(experience_reference=reference, experience_at=at)
    row = a_review_request(proof=proof, **overrides)
    store.add(a_stored_proof(proof, website_id=row.website_id), [row], locks_of(proof, row))
    return row


def tally(*rows: ReviewRequest) -> Tally:
    return Tally.of((row.review_request_id, (row.review_type, row.current.status)) for row in rows)


def test_rows_are_counted_by_their_local_day(store: ReviewRequests, rows: CountedRows) -> None:
    late, later, last = (
        added(store, f"R{n}", datetime(2026, 11, 20, 22, minute, tzinfo=UTC)) for n, minute in enumerate((0, 59, 58))
    )
    next_day = added(store, "R3", datetime(2026, 11, 20, 23, 0, tzinfo=UTC))

    found = rows.by_day(WEBSITE_ID, NOVEMBER, PARIS)
    assert {day: one.tally for day, one in found.items()} == {
        date(2026, 11, 20): tally(late, later, last),
        date(2026, 11, 21): tally(next_day),
    }
    assert set(rows.by_day(WEBSITE_ID, NOVEMBER, NEW_YORK)) == {date(2026, 11, 20)}
    for day in found:
        assert rows.by_day(WEBSITE_ID, NOVEMBER, PARIS, day=day) == {day: found[day]}
    assert rows.by_day(WEBSITE_ID, NOVEMBER, PARIS, day=date(2026, 11, 19)) == {}


def test_any_write_to_a_row_shows_also_one_that_leaves_the_counts_alone(
    store: ReviewRequests, rows: CountedRows
) -> None:
    row = added(store, "R1", NOW)
    before = rows.by_day(WEBSITE_ID, NOVEMBER, PARIS)[NOW.date()]
    store.change(WEBSITE_ID, row.review_request_id, lambda it: replace(it, urgent=True))
    between = rows.by_day(WEBSITE_ID, NOVEMBER, PARIS)[NOW.date()]
    sent = store.change(WEBSITE_ID, row.review_request_id, lambda it: it.learning(Fact(NOW, FactKind.SENT)))
    assert sent

    assert (before.tally, between.tally) == (tally(row), tally(row))
    assert before.versions != between.versions
    assert rows.by_day(WEBSITE_ID, NOVEMBER, PARIS)[NOW.date()].tally == tally(sent)


def test_partitions_and_websites_are_counted_apart(store: ReviewRequests, rows: CountedRows) -> None:
    proof = a_proof(experience_reference="other", experience_at=NOW)
    other_id = IDENTITIES.review_request_id(OTHER_WEBSITE_ID, proof, a_review_request().review_type)
    added(store, "other", NOW, website_id=OTHER_WEBSITE_ID, review_request_id=other_id)
    ours, older = added(store, "R1", NOW), added(store, "R2", datetime(2026, 10, 5, tzinfo=UTC))

    assert rows.sources(WEBSITE_ID) == [NOVEMBER, OCTOBER]
    assert location_of(older.review_request_id) == OCTOBER
    assert rows.by_day(WEBSITE_ID, NOVEMBER, PARIS)[NOW.date()].tally == tally(ours)
    assert rows.by_day(WEBSITE_ID, Location("202611", 1), PARIS) == {}
    assert rows.sources("11111111-2222-4333-8444-555555555555") == []


def test_figures_are_made_cell_by_cell(store: ReviewRequests, rows: CountedRows) -> None:
    sent, planned = added(store, "R1", NOW), added(store, "R2", NOW)
    after = store.change(WEBSITE_ID, sent.review_request_id, lambda it: it.learning(Fact(NOW, FactKind.SENT)))
    assert after

    found = rows.by_cell(WEBSITE_ID, NOVEMBER, PARIS)
    assert {cell: one.figures for cell, one in found.items()} == {
        cell_of(after, PARIS): tally_of(after),
        cell_of(planned, PARIS): tally_of(planned),
    }
    store.change(WEBSITE_ID, planned.review_request_id, lambda it: replace(it, urgent=True))
    again = rows.by_cell(WEBSITE_ID, NOVEMBER, PARIS)
    changed = {cell for cell in found if found[cell] != again[cell]}
    assert changed == {cell_of(planned, PARIS)}


def test_a_month_in_shards_has_a_partition_for_each(store: ReviewRequests, rows: CountedRows) -> None:
    for number in range(40):
        proof = a_proof(experience_reference=f"R{number}", experience_at=NOW)
        row = a_review_request(proof=proof, shards=4)
        store.add(a_stored_proof(proof), [row], locks_of(proof, row))

    sources = rows.sources(WEBSITE_ID)
    assert sources == [Location("202611", shard) for shard in range(4)]
    found = [rows.by_day(WEBSITE_ID, source, PARIS)[NOW.date()].tally.total for source in sources]
    assert sum(found) == 40
    assert all(found)


def test_a_checkpoint_is_passed_once_the_stream_has_noted_it(checkpoints: Checkpoints) -> None:
    token = checkpoints.write(WEBSITE_ID, NOVEMBER)
    assert checkpoints.passed(WEBSITE_ID, NOVEMBER, token) is None

    checkpoints.note(Checkpoint(WEBSITE_ID, NOVEMBER, token, "0042"))
    assert checkpoints.passed(WEBSITE_ID, NOVEMBER, token) == "0042"
    assert checkpoints.passed(WEBSITE_ID, OCTOBER, token) is None
    assert checkpoints.passed(WEBSITE_ID, NOVEMBER, checkpoints.write(WEBSITE_ID, NOVEMBER)) is None


def test_a_checkpoint_is_no_row(table_name: str) -> None:
    """Nobody who reads the rows meets it, and the stream tells it apart from them."""
    from chalicelib.adapters.dynamodb_recount import DynamoDBCheckpoints, DynamoDBCountedRows
    from chalicelib.adapters.dynamodb_review_requests import DynamoDBReviewRequests
    from chalicelib.adapters.stream_changes import TableStream

    row = added(DynamoDBReviewRequests(table_name), "R1", NOW)
    token = DynamoDBCheckpoints(table_name).write(WEBSITE_ID, NOVEMBER)

    found = DynamoDBCountedRows(table_name).by_day(WEBSITE_ID, NOVEMBER, PARIS)
    assert found == {NOW.date(): DayRows(tally(row), found[NOW.date()].versions)}
    items = boto3.client("dynamodb").scan(TableName=table_name)["Items"]
    records = [
        {"dynamodb": {"Keys": {"pk": item["pk"], "sk": item["sk"]}, "NewImage": item, "SequenceNumber": "7"}}
        for item in items
    ]
    told = [one for record in records if (one := TableStream().checkpoint(record))]
    assert told == [Checkpoint(WEBSITE_ID, NOVEMBER, token, f"{7:040d}")]
    changes = [change for record in records if (change := TableStream().change(record))]
    assert [change.review_request_id for change in changes] == [row.review_request_id]
