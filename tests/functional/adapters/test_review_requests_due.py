"""The due index: a row stands where its state says, in the very write that gave it the state."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.adapters.due_keys import due_shard
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.send_protocol import claim, record_sent, release_claim
from chalicelib.usecases.ports import DUE_SHARDS, DueRow, ReviewRequests
from tests.builders import NOW, WEBSITE_ID, a_proof, a_review_request, a_rules, a_stored_proof, locks_of

DUE = NOW + timedelta(days=1)
MINUTE = timedelta(minutes=1)


def added(store: ReviewRequests, reference: str = "R", due_at: datetime | None = DUE) -> ReviewRequest:
    proof = a_proof(experience_reference=reference)
    row = a_review_request(proof=proof, due_at=due_at)
    store.add(a_stored_proof(proof), [row], locks_of(proof, row))
    return row


def due(store: ReviewRequests, row: ReviewRequest, day: date, until: datetime) -> list[DueRow]:
    """What the row's own shard gives: asking all 32 each time would keep the embedded AWS busy for nothing."""
    return list(store.due(due_shard(row.review_request_id), day, until=until, limit=100).rows)


def entry(row: ReviewRequest, step: int = 0) -> DueRow:
    return DueRow(WEBSITE_ID, row.review_request_id, step, row.proof_id)


def test_a_row_is_due_at_its_instant_on_its_day_and_not_before(store: ReviewRequests) -> None:
    row = added(store)

    assert due(store, row, DUE.date(), DUE) == [entry(row)]
    assert due(store, row, DUE.date(), DUE - timedelta(seconds=1)) == []
    assert due(store, row, DUE.date() - timedelta(days=1), DUE) == []


def test_the_index_follows_the_state(store: ReviewRequests) -> None:
    row = added(store)
    row_id = row.review_request_id

    store.change(WEBSITE_ID, row_id, lambda current: claim(current, step=0, now=DUE))
    assert due(store, row, DUE.date(), DUE) == [entry(row)], "a claim whose owner dies is found again"

    store.change(WEBSITE_ID, row_id, lambda current: release_claim(current, attempt=1, retry_at=DUE + 2 * MINUTE))
    assert due(store, row, DUE.date(), DUE + MINUTE) == []
    assert due(store, row, DUE.date(), DUE + 2 * MINUTE) == [entry(row)]

    store.change(WEBSITE_ID, row_id, lambda current: claim(current, step=0, now=DUE + 2 * MINUTE))
    store.change(WEBSITE_ID, row_id, lambda current: record_sent(current, step=0, at=DUE, rules=a_rules()))
    reminder = DUE + timedelta(days=7)
    assert due(store, row, reminder.date(), reminder) == [entry(row, step=1)]
    assert due(store, row, DUE.date(), reminder) == []
    assert store.due_days(until=reminder.date()) == [DUE.date(), reminder.date()]

    store.change(WEBSITE_ID, row_id, lambda current: replace(current, due_at=None))
    assert due(store, row, reminder.date(), reminder) == []


def test_rows_of_a_shard_come_oldest_first_up_to_the_limit(store: ReviewRequests) -> None:
    rows = [added(store, f"R-{n}", DUE - n * MINUTE) for n in range(64)]
    by_instant = {entry(row): DUE - n * MINUTE for n, row in enumerate(rows)}
    per_shard = [store.due(shard, DUE.date(), until=DUE, limit=100).rows for shard in range(DUE_SHARDS)]

    assert sorted(found.review_request_id for shard in per_shard for found in shard) == sorted(
        row.review_request_id for row in rows
    )
    assert sum(bool(shard) for shard in per_shard) > DUE_SHARDS / 2
    for shard, found in enumerate(per_shard):
        assert list(found) == sorted(found, key=by_instant.__getitem__)
        assert read_by_pages_of_two(store, shard) == list(found)


def read_by_pages_of_two(store: ReviewRequests, shard: int) -> list[DueRow]:
    page = store.due(shard, DUE.date(), until=DUE, limit=2)
    rows = list(page.rows)
    while page.next_after:
        page = store.due(shard, DUE.date(), until=DUE, limit=2, after=page.next_after)
        rows += page.rows
    return rows


@pytest.mark.parametrize("due_at", [DUE + timedelta(milliseconds=1), DUE + timedelta(milliseconds=999)])
def test_a_part_of_a_second_is_never_too_early(store: ReviewRequests, due_at: datetime) -> None:
    row = added(store, due_at=due_at)

    assert due(store, row, DUE.date(), DUE) == []
    assert due(store, row, DUE.date(), DUE + timedelta(seconds=1)) == [entry(row)]


def test_the_last_half_second_of_a_day_belongs_to_a_day_that_is_looked_at(store: ReviewRequests) -> None:
    midnight = datetime(2026, 11, 25, tzinfo=UTC)
    row = added(store, due_at=midnight - timedelta(milliseconds=500))

    days = store.due_days(until=midnight.date())

    assert [found for day in days for found in due(store, row, day, midnight)] == [entry(row)]


def test_days_are_listed_once_until_closed(store: ReviewRequests) -> None:
    first, second = DUE.date(), DUE.date() + timedelta(days=1)
    for n in range(3):
        added(store, f"A-{n}")
    added(store, "B", DUE + timedelta(days=1))
    added(store, "C", due_at=None)

    assert store.due_days(until=first) == [first]
    assert store.due_days(until=second) == [first, second]
    store.close_due_day(first)
    store.close_due_day(first)
    assert store.due_days(until=second) == [second]


def test_a_row_due_on_a_closed_day_opens_it_again(store: ReviewRequests) -> None:
    added(store, "A")
    store.close_due_day(DUE.date())

    added(store, "B")

    assert store.due_days(until=DUE.date()) == [DUE.date()]
