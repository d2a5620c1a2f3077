"""A whole tick on the embedded AWS: the calls it makes, and the places in the due index it relies on."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib.adapters.due_keys import due_shard
from chalicelib.domain.due_order import day_of, place_before, place_past_website
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.usecases.ports import DUE_SHARDS, ReviewRequests
from chalicelib.usecases.release_due_requests import Sweep, Sweeper, release_due_requests
from tests.builders import (
    NOW,
    OTHER_WEBSITE_ID,
    WEBSITE_ID,
    a_proof,
    a_review_request,
    a_stored_proof,
    locks_of,
)
from tests.fakes import FakeSendQuotas

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


def added(store: ReviewRequests, reference: str, due_at: datetime, website_id: str = WEBSITE_ID) -> ReviewRequest:
    proof = a_proof(experience_reference=reference)
    row = a_review_request(proof=proof, due_at=due_at, website_id=website_id)
    store.add(a_stored_proof(proof, website_id=website_id), [row], locks_of(proof, row))
    return row


# ---- places ----------------------------------------------------------------------------------------------------------
def found_after(store: ReviewRequests, place: str, *rows: ReviewRequest) -> set[str]:
    """Which of these rows follow the place, each looked for in its own shard."""
    found = set()
    for row in rows:
        page = store.due(due_shard(row.review_request_id), NOW.date(), until=NOW, limit=100, after=place)
        found |= {one.review_request_id for one in page.rows}
    return found & {row.review_request_id for row in rows}


def test_a_place_before_an_instant_gives_what_is_due_from_then_on(store: ReviewRequests) -> None:
    earlier, then = added(store, "A", NOW - 2 * SECOND), added(store, "B", NOW - SECOND)
    now = added(store, "C", NOW)
    place = place_before(NOW - SECOND)
    assert found_after(store, place, earlier, then, now) == {then.review_request_id, now.review_request_id}
    assert day_of(place) == NOW.date()


def test_a_place_past_a_website_gives_the_others_of_the_second_and_what_follows(store: ReviewRequests) -> None:
    first, last = sorted((WEBSITE_ID, OTHER_WEBSITE_ID))
    at = NOW - MINUTE
    passed = [added(store, f"P{n}", at, first) for n in range(4)]
    beside = [added(store, f"B{n}", at, last) for n in range(4)]
    after = added(store, "A", at + SECOND, first)
    row = passed[0]
    page = store.due(due_shard(row.review_request_id), NOW.date(), until=NOW, limit=1)
    assert page.next_after is not None
    place = place_past_website(page.next_after, first)
    wanted = {one.review_request_id for one in (*beside, after)}
    assert found_after(store, place, *passed, *beside, after) == wanted
    assert day_of(place) == NOW.date()


def test_a_place_at_midnight_belongs_to_the_day_that_begins() -> None:
    midnight = NOW.replace(hour=0, minute=0)
    assert day_of(place_before(midnight)) == midnight.date()
    assert day_of(place_before(midnight - SECOND)) == (midnight - SECOND).date()


# ---- a tick ----------------------------------------------------------------------------------------------------------
class Calls:
    """Every call the SDK sends, by its name."""

    def __init__(self, *clients: Any) -> None:
        self.made: Counter[str] = Counter()
        for client in clients:
            client.meta.events.register("before-call", self._count)

    def _count(self, model: Any, **_: Any) -> None:
        self.made[model.name] += 1


@pytest.fixture
def sweeper(table_name: str, queue_url: str) -> Sweeper:
    from chalicelib.adapters.dynamodb_governor import DynamoDBGovernor
    from chalicelib.adapters.dynamodb_review_requests import DynamoDBReviewRequests
    from chalicelib.adapters.sqs_send_queue import SQSSendQueue

    store = DynamoDBReviewRequests(table_name)
    return Sweeper(store, SQSSendQueue(queue_url), FakeSendQuotas(rate=10), DynamoDBGovernor(table_name))


def calls_of(sweeper: Any) -> Calls:
    return Calls(sweeper.governor._client, sweeper.queue._sqs)


def test_a_tick_with_nothing_due_makes_36_calls_and_asks_ses_once(sweeper: Any) -> None:
    added(sweeper.store, "later", NOW + MINUTE)
    calls = calls_of(sweeper)
    assert release_due_requests(sweeper, now=NOW) == Sweep(granted=480)
    assert calls.made == {"GetItem": 1, "Query": 1 + 1 + DUE_SHARDS, "PutItem": 1}


def test_a_tick_while_earlier_emails_still_leave_makes_one_call(sweeper: Any) -> None:
    sweeper.quotas.rate = 0.1
    for n in range(4):
        added(sweeper.store, f"R{n}", NOW)
    assert release_due_requests(sweeper, now=NOW).released == 4  # fifty seconds' worth
    calls = calls_of(sweeper)
    assert release_due_requests(sweeper, now=NOW + 20 * SECOND) == Sweep()
    assert calls.made == {"GetItem": 1}


def test_a_tick_releases_from_table_to_queue(sweeper: Any) -> None:
    for n in range(12):
        added(sweeper.store, f"R{n}", NOW - n * MINUTE)
    calls = calls_of(sweeper)
    assert release_due_requests(sweeper, now=NOW) == Sweep(granted=480, released=12, late=7)
    assert calls.made["SendMessageBatch"] == 2
    assert calls.made["UpdateItem"] == 2  # the website's day, and everybody's
    assert sweeper.governor.sent_on(NOW.date(), [WEBSITE_ID, "*"]) == {WEBSITE_ID: 12, "*": 12}
    assert sweeper.governor.bucket().spoken_for_until == NOW + 1.5 * SECOND
