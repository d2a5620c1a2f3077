"""The list: both orders and every part of the filter, by the fake and in DynamoDB."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from chalicelib.adapters.dynamodb_request_list import DynamoDBRequestList
from chalicelib.domain.errors import ReviewRequestNotFoundError
from chalicelib.domain.facts import Fact, FactKind, Facts
from chalicelib.domain.listing import Cut, ListOrder, ReviewRequestFilter
from chalicelib.domain.milestones import Milestone
from chalicelib.domain.proof import Channel, ReviewType, TransmissionMethod
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.status import Status
from chalicelib.usecases.counter_ports import DayCounts
from chalicelib.usecases.list_ports import RequestList
from chalicelib.usecases.ports import ReviewRequests
from tests.builders import NOW, WEBSITE_ID, a_proof, a_review_request, a_stored_proof, locks_of
from tests.functional.adapters.conftest import Listed

ZONE = "Europe/Paris"
START = datetime(2026, 7, 29, 22, 0, tzinfo=UTC)
BOTH = pytest.mark.parametrize("order", list(ListOrder))


def put(store: ReviewRequests, number: int, *, at: datetime = NOW, shards: int = 1, **values: Any) -> ReviewRequest:
    proof = a_proof(experience_reference=f"R-{number}", experience_at=at)
    facts = Facts.of(Fact(NOW, FactKind.CREATED), *values.pop("facts", ()))
    row = replace(a_review_request(proof=proof, shards=shards, facts=facts), **values)
    store.add(a_stored_proof(proof), [row], locks_of(proof, row))
    return row


def walk(
    requests: RequestList, wanted: ReviewRequestFilter, order: ListOrder = ListOrder.NEWEST, size: int = 7
) -> Iterator[ReviewRequest]:
    after = None
    for _ in range(1000):
        page = requests.page(WEBSITE_ID, wanted, ZONE, Cut(size, after, order))
        assert len(page.rows) <= size
        yield from page.rows
        after = page.next_after
        if after is None:
            return
    raise AssertionError("the walk has no end")


@BOTH
@pytest.mark.parametrize("shards", [1, 4])
def test_a_walk_gives_every_row_once_in_its_order(listed: Listed, order: ListOrder, shards: int) -> None:
    rows = [
        put(listed.store, n, at=START + timedelta(hours=31) * (n // 3 * 3), shards=shards) for n in range(30)
    ]  # three at one same second, over two months
    expected = sorted((row.review_request_id for row in rows), reverse=order is ListOrder.NEWEST)
    for size in (7, 10, 100):
        assert [row.review_request_id for row in walk(listed.requests, ReviewRequestFilter(), order, size)] == expected


@BOTH
def test_a_page_goes_on_from_any_identifier_even_of_no_row(listed: Listed, order: ListOrder) -> None:
    rows = [put(listed.store, n, at=NOW + timedelta(minutes=n)) for n in range(3)]
    between = a_review_request(proof=a_proof(experience_at=NOW + timedelta(minutes=1, seconds=30)))

    page = listed.requests.page(WEBSITE_ID, ReviewRequestFilter(), ZONE, Cut(10, between.review_request_id, order))

    assert list(page.rows) == ([rows[1], rows[0]] if order is ListOrder.NEWEST else [rows[2]])
    with pytest.raises(ReviewRequestNotFoundError):
        listed.requests.page(WEBSITE_ID, ReviewRequestFilter(), ZONE, Cut(10, "no identifier", order))


SENT_AT = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)  # the 24th in Paris
LATER = SENT_AT + timedelta(days=4)
FILTERS = {
    "reason": ReviewRequestFilter(reasons=frozenset({"withdrawn", "capped"})),
    "reason of a status": ReviewRequestFilter(
        reasons=frozenset({"withdrawn"}), statuses=frozenset({Status.CANCELLED, Status.SENT})
    ),
    "channel": ReviewRequestFilter(channels=frozenset({Channel.OFFLINE})),
    "shop": ReviewRequestFilter(shop_ids=frozenset({"LYON-2", "NICE"})),
    "method": ReviewRequestFilter(transmission_methods=frozenset({TransmissionMethod.SFTP})),
    "language": ReviewRequestFilter(languages=frozenset({"de"})),
    "sent from": ReviewRequestFilter(sent_first_day=date(2026, 11, 24)),
    "sent on": ReviewRequestFilter(sent_first_day=date(2026, 11, 24), sent_last_day=date(2026, 11, 24)),
    "planned or sent on": ReviewRequestFilter(
        sent_first_day=date(2026, 11, 24), sent_last_day=date(2026, 11, 24), reached=Milestone.RECEIVED
    ),
    "after a reminder": ReviewRequestFilter(after_reminder=Milestone.FORM_OPENED),
    "sent to": ReviewRequestFilter(sent_last_day=date(2026, 11, 23)),
    "reached": ReviewRequestFilter(reached=Milestone.OPENED),
    "submitted": ReviewRequestFilter(reached=Milestone.REVIEW_SUBMITTED),
    "never": ReviewRequestFilter(reached=Milestone.REVIEW_SUBMITTED, statuses=frozenset({Status.SENT})),
}
EXPECTED = {
    "reason": {0},
    "reason of a status": {0},
    "channel": {1},
    "shop": {1},
    "method": {2},
    "language": {3},
    "sent from": {4, 5, 7, 8},
    "sent on": {4, 5},
    "planned or sent on": {0, 1, 2, 3, 4, 5},
    "after a reminder": {8},
    "sent to": {6},
    "reached": {5, 6, 7, 8},
    "submitted": {6},
    "never": set[int](),
}


@BOTH
def test_every_part_of_the_filter_holds(listed: Listed, order: ListOrder) -> None:
    def sent(at: datetime) -> Fact:
        return Fact(at, FactKind.SENT)

    values: list[dict[str, Any]] = [
        {"facts": [Fact(NOW, FactKind.CANCELLED, 0, "withdrawn")]},
        {"channel": Channel.OFFLINE, "shop_id": "LYON-2"},
        {"transmission_method": TransmissionMethod.SFTP},
        {"language": "de"},
        {"facts": [sent(SENT_AT), Fact(SENT_AT, FactKind.DELIVERED)]},
        {"facts": [sent(SENT_AT + timedelta(hours=23, minutes=29, seconds=59)), Fact(SENT_AT, FactKind.OPENED)]},
        {"facts": [sent(NOW), Fact(SENT_AT, FactKind.REVIEW_SUBMITTED)]},
        {"facts": [sent(SENT_AT + timedelta(hours=23, minutes=30)), Fact(SENT_AT, FactKind.FORM_OPENED)]},
        {"facts": [sent(LATER), Fact(LATER, FactKind.SENT, 1), Fact(LATER + timedelta(hours=1), FactKind.FORM_OPENED)]},
    ]
    rows = [put(listed.store, n, at=NOW + timedelta(minutes=n), **each) for n, each in enumerate(values)]
    number = {row.review_request_id: n for n, row in enumerate(rows)}

    found = {
        name: {number[row.review_request_id] for row in walk(listed.requests, wanted, order, 2)}
        for name, wanted in FILTERS.items()
    }

    assert found == EXPECTED


def test_a_row_written_before_the_derived_attributes_is_found_all_the_same(table_name: str) -> None:
    from chalicelib.adapters.dynamodb_review_requests import DynamoDBReviewRequests

    store = DynamoDBReviewRequests(table_name)
    row = put(store, 1, facts=[Fact(SENT_AT, FactKind.SENT), Fact(SENT_AT, FactKind.OPENED)])
    (item,) = store._table.requests.query(f"W#{WEBSITE_ID}#M#202611#0")
    item.mr = item.fs = None
    item.save()

    requests = DynamoDBRequestList(table_name)
    for name in ("reached", "sent on"):
        assert list(walk(requests, FILTERS[name])) == [row]


@BOTH
@pytest.mark.parametrize("budget", [1, 40])
def test_a_page_cut_short_by_its_budget_says_so_and_goes_on(table_name: str, order: ListOrder, budget: int) -> None:
    """Without this, a filter that matches nothing would read a giant website to its end within one call."""
    from chalicelib.adapters.dynamodb_review_requests import DynamoDBReviewRequests

    store, requests = DynamoDBReviewRequests(table_name), DynamoDBRequestList(table_name, read_budget=budget)
    rows = [put(store, n, at=START + timedelta(hours=20 * n), shards=3) for n in range(30)]
    nothing = ReviewRequestFilter(statuses=frozenset({Status.OPENED}))

    first = requests.page(WEBSITE_ID, nothing, ZONE, Cut(10, None, order))

    assert (first.rows, first.complete) == ((), False)
    assert list(walk(requests, nothing, order)) == []
    whole = list(walk(requests, ReviewRequestFilter(), order))
    assert whole == sorted(rows, key=lambda row: row.review_request_id, reverse=order is ListOrder.NEWEST)


class KnownDays:
    """Counters that know one day, or that are being made anew."""

    def __init__(self, day: date | None) -> None:
        self._day = day

    def days(
        self, website_id: str, zone_name: str, *, first: date | None, last: date | None
    ) -> Mapping[date, DayCounts] | None:
        if self._day is None:
            return None
        return {self._day: {(ReviewType.BRAND, Status.SENT): 1, (ReviewType.BRAND, Status.SCHEDULED): 3}}


@BOTH
def test_days_without_a_match_by_the_counters_are_not_read(table_name: str, order: ListOrder) -> None:
    from chalicelib.adapters.dynamodb_review_requests import DynamoDBReviewRequests

    store = DynamoDBReviewRequests(table_name)
    rows = [put(store, n, at=NOW - timedelta(days=n), facts=[Fact(NOW, FactKind.SENT)]) for n in range(3)]
    sent = ReviewRequestFilter(statuses=frozenset({Status.SENT}))

    def found(day: date | None, wanted: ReviewRequestFilter) -> list[ReviewRequest]:
        requests = DynamoDBRequestList(table_name, counters=KnownDays(day))
        return sorted(walk(requests, wanted, order), key=rows.index)

    assert found(date(2026, 11, 22), sent) == [rows[1]]
    assert found(date(2026, 11, 22), replace(sent, statuses=frozenset({Status.SENT, Status.ERROR}))) == [rows[1]]
    assert found(date(2026, 11, 22), replace(sent, statuses=frozenset({Status.OPENED}))) == []
    assert found(date(2026, 11, 22), ReviewRequestFilter()) == rows, "without status and type all days are read"
    assert found(None, sent) == rows, "without counts all days are read"
