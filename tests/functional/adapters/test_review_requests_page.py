"""The tracking table's pages: order, filters, bounds, and walks while rows change."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.adapters.dynamodb_review_requests import DynamoDBReviewRequests
from chalicelib.adapters.dynamodb_tables import table
from chalicelib.domain.errors import ReviewRequestNotFoundError
from chalicelib.domain.facts import Fact, FactKind, Facts
from chalicelib.domain.listing import ReviewRequestFilter
from chalicelib.domain.proof import ReviewType
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.status import RARE_STATUSES, Status
from chalicelib.usecases.ports import ReviewRequests, Transition
from tests.builders import (
    NOW,
    OTHER_WEBSITE_ID,
    WEBSITE_ID,
    a_proof,
    a_review_request,
    a_stored_proof,
    locks_of,
)
from tests.functional.adapters.sdk_faults import inject, no_fault

EVERYTHING = ReviewRequestFilter()
ZONE = "Europe/Paris"
FACTS_OF = {
    Status.SCHEDULED: (),
    Status.SENT: (Fact(NOW, FactKind.SENT),),
    Status.ERROR: (Fact(NOW, FactKind.BOUNCED),),
    Status.CANCELLED: (Fact(NOW, FactKind.CANCELLED),),
    Status.REVIEW_SUBMITTED: (Fact(NOW, FactKind.REVIEW_SUBMITTED),),
}


def put(
    store: ReviewRequests,
    reference: str,
    at: datetime,
    *,
    shards: int = 1,
    status: Status = Status.SCHEDULED,
    review_type: ReviewType = ReviewType.BRAND,
    website_id: str = WEBSITE_ID,
) -> ReviewRequest:
    proof = a_proof(experience_reference=reference, experience_at=at)
    facts = Facts.of(Fact(NOW, FactKind.CREATED), *FACTS_OF[status])
    row = a_review_request(proof=proof, shards=shards, facts=facts, review_type=review_type, website_id=website_id)
    store.add(a_stored_proof(proof, website_id=website_id), [row], locks_of(proof, row))
    return row


def put_many(
    store: ReviewRequests, count: int, *, shards: int = 1, every: timedelta = timedelta(hours=31)
) -> list[str]:
    """Identifiers, newest first, of rows spread over months; two of three stand at one same second."""
    start = datetime(2026, 7, 29, 22, 0, tzinfo=UTC)
    rows = [put(store, f"R-{n}", start + every * (n // 3 * 3), shards=shards) for n in range(count)]
    return sorted((row.review_request_id for row in rows), reverse=True)


def walk(store: ReviewRequests, wanted: ReviewRequestFilter = EVERYTHING, size: int = 7) -> Iterator[ReviewRequest]:
    after = None
    for _ in range(1000):
        page = store.page(WEBSITE_ID, wanted, ZONE, size=size, after=after)
        assert len(page.rows) <= size
        yield from page.rows
        after = page.next_after
        if after is None:
            return
    raise AssertionError("the walk has no end")


def learns(fact: Fact) -> Transition:
    return lambda row: row.learning(fact)


def ids(rows: Iterator[ReviewRequest]) -> list[str]:
    return [row.review_request_id for row in rows]


@pytest.mark.parametrize("shards", [1, 4])
def test_a_walk_gives_every_row_once_newest_experience_first(store: ReviewRequests, shards: int) -> None:
    expected = put_many(store, 30, shards=shards)
    put(store, "R-1", NOW, website_id=OTHER_WEBSITE_ID)

    assert ids(walk(store)) == expected
    assert ids(walk(store, size=100)) == expected


def test_an_empty_website_has_an_empty_page(store: ReviewRequests) -> None:
    assert store.page(WEBSITE_ID, EVERYTHING, ZONE, size=50, after=None) == store.page(
        WEBSITE_ID,
        ReviewRequestFilter(first_day=date(2026, 2, 1), last_day=date(2026, 1, 1)),
        ZONE,
        size=50,
        after=None,
    )
    assert ids(walk(store)) == []


def test_a_row_is_given_with_all_it_holds(store: ReviewRequests) -> None:
    row = put(store, "R", NOW, status=Status.ERROR)

    assert list(walk(store)) == [row]


def test_days_are_those_of_the_zone_and_both_belong(store: ReviewRequests) -> None:
    midnight = datetime(2026, 10, 31, 23, 0, tzinfo=UTC)  # 1 November in Paris, October in UTC
    first, last = put(store, "FIRST", midnight), put(store, "LAST", midnight + timedelta(hours=24, seconds=-1))
    put(store, "BEFORE", midnight - timedelta(seconds=1))
    put(store, "AFTER", midnight + timedelta(hours=24))
    that_day = ReviewRequestFilter(first_day=date(2026, 11, 1), last_day=date(2026, 11, 1))

    assert list(walk(store, that_day)) == [last, first]
    assert len(ids(walk(store, ReviewRequestFilter(first_day=date(2026, 11, 1))))) == 3
    assert len(ids(walk(store, ReviewRequestFilter(last_day=date(2026, 11, 1))))) == 3


@pytest.mark.parametrize(
    "statuses",
    [
        {Status.SENT},
        {Status.ERROR},
        {Status.ERROR, Status.CANCELLED, Status.REVIEW_SUBMITTED},
        {Status.SCHEDULED, Status.ERROR},
        set(),
    ],
    ids=lambda statuses: "+".join(sorted(statuses)) or "any",
)
def test_only_rows_of_the_statuses_are_given(store: ReviewRequests, statuses: set[Status]) -> None:
    start = datetime(2026, 9, 1, tzinfo=UTC)
    rows = [
        put(store, f"R-{n}", start + timedelta(days=3 * n), status=status)
        for n, status in enumerate([*FACTS_OF, *FACTS_OF, *FACTS_OF])
    ]
    expected = [row for row in reversed(rows) if not statuses or row.current.status in statuses]

    assert list(walk(store, ReviewRequestFilter(statuses=frozenset(statuses)), size=2)) == expected


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        (ReviewType.BRAND, [ReviewType.BRAND, ReviewType.BRAND_AND_PRODUCT]),
        (ReviewType.PRODUCT, [ReviewType.PRODUCT, ReviewType.BRAND_AND_PRODUCT]),
        (ReviewType.BRAND_AND_PRODUCT, list(ReviewType)),
    ],
)
def test_a_request_for_both_is_found_by_either_type(
    store: ReviewRequests, asked: ReviewType, given: list[ReviewType]
) -> None:
    for review_type in ReviewType:
        put(store, review_type, NOW, review_type=review_type, status=Status.ERROR)

    for statuses in (frozenset[Status](), frozenset({Status.ERROR})):
        wanted = ReviewRequestFilter(statuses=statuses, review_types=frozenset({asked}))
        assert sorted(row.review_type for row in walk(store, wanted)) == sorted(given)


def test_a_row_leaves_and_enters_filters_as_its_status_changes(store: ReviewRequests) -> None:
    row = put(store, "R", NOW, status=Status.ERROR)
    errors = ReviewRequestFilter(statuses=frozenset({Status.ERROR}))
    submitted = ReviewRequestFilter(statuses=frozenset({Status.REVIEW_SUBMITTED}))
    assert ids(walk(store, errors)) == [row.review_request_id]

    late = Fact(NOW, FactKind.REVIEW_SUBMITTED)
    store.change(WEBSITE_ID, row.review_request_id, lambda current: current.learning(late))

    assert ids(walk(store, errors)) == []
    assert ids(walk(store, submitted)) == [row.review_request_id]


def test_a_walk_while_rows_change_and_arrive_misses_and_repeats_nothing(store: ReviewRequests) -> None:
    there = put_many(store, 30, shards=2)
    rng = random.Random(7)
    walked = []
    after = None
    for step in range(100):
        page = store.page(WEBSITE_ID, EVERYTHING, ZONE, size=5, after=after)
        walked += [row.review_request_id for row in page.rows]
        for changed in rng.sample(there, 3):
            fact = Fact(NOW + timedelta(seconds=step), rng.choice([FactKind.SENT, FactKind.BOUNCED, FactKind.OPENED]))
            store.change(WEBSITE_ID, changed, learns(fact))
        put(store, f"NEW-{step}", datetime(2026, 8, 1, tzinfo=UTC) + timedelta(hours=rng.randrange(2000)), shards=2)
        after = page.next_after
        if after is None:
            break

    assert walked == sorted(set(walked), reverse=True)
    assert set(there) <= set(walked)


def test_a_page_goes_on_from_any_identifier_even_of_no_row(store: ReviewRequests) -> None:
    rows = [put(store, f"R-{n}", NOW + timedelta(minutes=n)) for n in range(3)]
    between = a_review_request(proof=a_proof(experience_at=NOW + timedelta(minutes=1, seconds=30)))

    page = store.page(WEBSITE_ID, EVERYTHING, ZONE, size=10, after=between.review_request_id)

    assert list(page.rows) == [rows[1], rows[0]]
    with pytest.raises(ReviewRequestNotFoundError):
        store.page(WEBSITE_ID, EVERYTHING, ZONE, size=10, after="not an identifier")


def test_a_website_that_takes_more_shards_later_is_read_whole(store: ReviewRequests) -> None:
    first = [put(store, f"A-{n}", NOW + timedelta(minutes=n)) for n in range(4)]
    later = [put(store, f"B-{n}", NOW + timedelta(minutes=n), shards=16) for n in range(20)]

    assert ids(walk(store)) == sorted((row.review_request_id for row in [*first, *later]), reverse=True)


@pytest.mark.parametrize("budget", [1, 40])
def test_a_page_stops_at_its_budget_and_says_where_it_was(table_name: str, budget: int) -> None:
    """Without this, a filter that matches nothing would read a giant website to its end within one call."""
    store = DynamoDBReviewRequests(table_name, read_budget=budget)
    everything = put_many(store, 30, shards=3, every=timedelta(hours=6))
    nothing = ReviewRequestFilter(statuses=frozenset({Status.OPENED}))

    first = store.page(WEBSITE_ID, nothing, ZONE, size=2, after=None)

    assert first.rows == ()
    assert first.next_after is not None
    assert first.next_after > everything[-1]
    assert ids(walk(store, nothing, size=2)) == []
    assert ids(walk(store, size=2)) == everything


def test_a_rare_status_is_judged_by_the_row_not_by_its_late_index(table_name: str) -> None:
    store = DynamoDBReviewRequests(table_name)
    row = put(store, "R", NOW, status=Status.ERROR)
    stale = store._table.requests.get(*_place(row))
    opened = replace(row, facts=row.facts.adding(Fact(NOW, FactKind.OPENED)), version=1)
    store.change(WEBSITE_ID, row.review_request_id, lambda _: opened)
    item = store._table.requests.get(*_place(row))
    item.rare_pk, item.rare_sk = stale.rare_pk, stale.rare_sk
    item.save()

    assert ids(walk(store, ReviewRequestFilter(statuses=frozenset({Status.ERROR})))) == []


def test_a_row_that_changes_while_its_page_is_read_stands_there_once(table_name: str) -> None:
    store = DynamoDBReviewRequests(table_name)
    row = put(store, "R", NOW, status=Status.ERROR)

    def submit_now(_: object) -> None:
        store.change(WEBSITE_ID, row.review_request_id, learns(Fact(NOW, FactKind.REVIEW_SUBMITTED)))

    # The directory of months, the errors, and then, when the row has moved on, the submitted ones.
    inject(table(table_name).connection.client, "Query", no_fault, no_fault, submit_now)

    assert ids(walk(store, ReviewRequestFilter(statuses=RARE_STATUSES - {Status.CANCELLED}))) == [row.review_request_id]


def _place(row: ReviewRequest) -> tuple[str, str]:
    from chalicelib.adapters import keys

    key = keys.review_request(row.website_id, row.review_request_id)
    return key.pk, key.sk
