"""Webhooks, lanes and log: what the fakes do, the table does."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from functools import partial

import boto3
import pytest

from chalicelib.adapters.webhook_keys import shard_of
from chalicelib.domain.errors import TooManyWebhooksError, WebhookNotFoundError, WebsiteNotFoundError
from chalicelib.domain.status import Status
from chalicelib.domain.webhook_delivery import Answer, Delivery, DeliveryError, DeliveryKind, DeliveryOutcome
from chalicelib.domain.webhook_lane import Lane, LaneId, appended, claimed, failed, passed
from chalicelib.domain.webhooks import HEALTHY, MOST_WEBHOOKS, Health, adding, removing, replacing
from chalicelib.usecases.webhook_ports import DeliveryLog, Lanes, WebhookBook
from tests.builders import NOW, OTHER_WEBSITE_ID, WEBSITE_ID
from tests.fakes import FakeDeliveryLog, FakeLanes, FakeWebhookBook
from tests.webhook_builders import WEBHOOK_ID, a_lane_id, a_webhook, an_event, sequence


@pytest.fixture(params=["fake", "dynamodb"])
def kind(request: pytest.FixtureRequest) -> str:
    """Which of the two."""
    return str(request.param)


@pytest.fixture
def book(kind: str, request: pytest.FixtureRequest) -> WebhookBook:
    """Without webhooks."""
    if kind == "fake":
        return FakeWebhookBook()
    from chalicelib.adapters.dynamodb_webhooks import DynamoDBWebhookBook

    return DynamoDBWebhookBook(request.getfixturevalue("table_name"))


@pytest.fixture
def lanes(kind: str, request: pytest.FixtureRequest) -> Lanes:
    """Without lanes."""
    if kind == "fake":
        return FakeLanes()
    from chalicelib.adapters.dynamodb_lanes import DynamoDBLanes

    return DynamoDBLanes(request.getfixturevalue("table_name"))


@pytest.fixture
def log(kind: str, request: pytest.FixtureRequest) -> DeliveryLog:
    """Without lines."""
    if kind == "fake":
        return FakeDeliveryLog()
    from chalicelib.adapters.dynamodb_lanes import DynamoDBDeliveryLog

    return DynamoDBDeliveryLog(request.getfixturevalue("table_name"))


def a_delivery(number: int, **overrides: object) -> Delivery:
    values = {
        "delivery_id": f"{number:013d}abcdef",
        "kind": DeliveryKind.EVENT,
        "outcome": DeliveryOutcome.FAILED,
        "event_id": "evt_1",
        "at": NOW,
        "body": '{"é": 1}',
        "review_request_id": "0" * 25,
        "status": "sent",
        "attempt": 2,
        "answer": Answer(None, DeliveryError.TIMED_OUT, 5000),
    }
    return Delivery(**values | overrides)  # type: ignore[arg-type]


# ---- webhooks --------------------------------------------------------------------------------------------------------
def test_a_webhook_is_kept_as_it_is(book: WebhookBook) -> None:
    full = a_webhook(
        statuses=frozenset({Status.SENT, Status.ERROR}), includes_address=True, active=False, switched_off_at=NOW
    )
    full = replace(full, secret=full.secret.rotated("k2", now=NOW))
    plain = a_webhook(webhook_id="f" * 20)
    assert book.webhooks(WEBSITE_ID) == book.known_webhooks(OTHER_WEBSITE_ID) == ()
    book.change(WEBSITE_ID, partial(adding, webhook=full))
    assert book.change(WEBSITE_ID, partial(adding, webhook=plain)) == (full, plain)
    assert book.webhooks(WEBSITE_ID) == (full, plain)
    assert book.webhooks(OTHER_WEBSITE_ID) == ()
    changed = replace(plain, url="https://other.example/")
    assert book.change(WEBSITE_ID, partial(replacing, webhook=changed)) == (full, changed)
    assert book.change(WEBSITE_ID, partial(removing, webhook_id=WEBHOOK_ID)) == (changed,)
    with pytest.raises(WebhookNotFoundError):
        book.change(WEBSITE_ID, partial(removing, webhook_id=WEBHOOK_ID))


def test_there_are_never_more_than_allowed_however_many_are_made_at_once(book: WebhookBook) -> None:
    def add(number: int) -> bool:
        try:
            book.change(WEBSITE_ID, partial(adding, webhook=a_webhook(webhook_id=f"{number:020x}")))
        except TooManyWebhooksError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(add, range(MOST_WEBHOOKS + 2)))
    assert sum(made) == len(book.webhooks(WEBSITE_ID)) == MOST_WEBHOOKS


def test_health_is_noted(book: WebhookBook) -> None:
    assert book.health(WEBSITE_ID, WEBHOOK_ID) == HEALTHY
    failing = Health(NOW, NOW + timedelta(minutes=1))
    book.save_health(WEBSITE_ID, WEBHOOK_ID, failing)
    assert book.health(WEBSITE_ID, WEBHOOK_ID) == failing
    book.save_health(WEBSITE_ID, WEBHOOK_ID, HEALTHY)
    assert book.health(WEBSITE_ID, WEBHOOK_ID) == HEALTHY


def test_what_is_known_is_read_once_in_ten_seconds(table_name: str) -> None:
    from chalicelib.adapters.dynamodb_webhooks import DynamoDBWebhookBook

    seconds = [0.0]
    reader = DynamoDBWebhookBook(table_name, monotonic=lambda: seconds[0])
    assert reader.known_webhooks(WEBSITE_ID) == ()
    DynamoDBWebhookBook(table_name).change(WEBSITE_ID, partial(adding, webhook=a_webhook()))
    assert reader.known_webhooks(WEBSITE_ID) == ()
    seconds[0] = 10.0
    assert reader.known_webhooks(WEBSITE_ID) == (a_webhook(),)


@pytest.mark.parametrize("webhook_id", ["", "x", "0" * 18, "0" * 21, "A" * 20, "../" + "0" * 17, "0" * 18 + "#L"])
def test_what_cannot_be_a_webhook_steps_into_no_other_partition(table_name: str, webhook_id: str) -> None:
    from chalicelib.adapters.dynamodb_lanes import DynamoDBDeliveryLog
    from chalicelib.adapters.dynamodb_webhooks import DynamoDBWebhookBook

    with pytest.raises(WebhookNotFoundError):
        DynamoDBWebhookBook(table_name).health(WEBSITE_ID, webhook_id)
    with pytest.raises(WebhookNotFoundError):
        DynamoDBDeliveryLog(table_name).get(WEBSITE_ID, WEBHOOK_ID, webhook_id)
    with pytest.raises(WebsiteNotFoundError):
        DynamoDBWebhookBook(table_name).webhooks("W#x")


# ---- lanes -----------------------------------------------------------------------------------------------------------
def put(lanes: Lanes, number: int, *, lane: int = 0) -> Lane:
    step = partial(appended, event=an_event(number), sequence_number=sequence(number), now=NOW)
    written = lanes.change(a_lane_id(lane), step, now=NOW)
    assert written is not None
    return written


def test_a_lane_is_kept_as_it_is_and_written_over_as_read(lanes: Lanes) -> None:
    first = put(lanes, 1)
    assert (first.version, [event.event_id for event in first.events]) == (1, ["evt_1"])
    assert put(lanes, 1) == first
    second = put(lanes, 2)
    assert lanes.change(a_lane_id(), lambda lane: lane, now=NOW) == second
    assert lanes.change(a_lane_id(), lambda _: None, now=NOW) is None
    assert lanes.change(a_lane_id(7), lambda lane: lane, now=NOW) == Lane(a_lane_id(7))


def test_writers_that_meet_lose_no_event(lanes: Lanes) -> None:
    put(lanes, 1)
    late = iter([2, 3])

    def interrupted(lane: Lane) -> Lane:
        number = next(late, None)
        if number is not None:
            put(lanes, number)
        return replace(lane, attempts=lane.attempts + 1)

    after = lanes.change(a_lane_id(), interrupted, now=NOW)
    assert after is not None
    assert [event.event_id for event in after.events] == ["evt_1", "evt_2", "evt_3"]
    assert after.attempts == 1


def test_due_lanes_are_found_in_their_time_and_leave_when_nothing_waits(lanes: Lanes) -> None:
    lane_id = a_lane_id()
    shard = shard_of(lane_id)
    put(lanes, 1)
    assert lanes.due(shard, until=NOW, limit=10).lanes == ()
    later = NOW + timedelta(seconds=61)
    assert lanes.due(shard, until=later, limit=10).lanes == (lane_id,)
    assert all(lanes.due(other, until=later, limit=10).lanes == () for other in range(8) if other != shard)

    claim = lanes.change(lane_id, partial(claimed, now=later), now=later)
    assert claim is not None
    assert lanes.due(shard, until=later, limit=10).lanes == ()
    lanes.change(lane_id, partial(failed, claim=claim.claim, now=later, luck=0.0), now=later)
    assert lanes.due(shard, until=later + timedelta(seconds=11), limit=10).lanes == (lane_id,)
    claim = lanes.change(lane_id, partial(claimed, now=later + timedelta(seconds=11)), now=later)
    assert claim is not None
    lanes.change(lane_id, partial(passed, claim=claim.claim, now=later), now=later)
    assert lanes.due(shard, until=later + timedelta(days=3), limit=10).lanes == ()


def test_due_lanes_come_page_by_page(lanes: Lanes) -> None:
    shard = shard_of(a_lane_id())
    ours = [number for number in range(60) if shard_of(a_lane_id(number)) == shard]
    for number in ours:
        put(lanes, 1, lane=number)
    until = NOW + timedelta(minutes=2)
    found: list[LaneId] = []
    after: str | None = None
    while True:
        page = lanes.due(shard, until=until, limit=3, after=after)
        found += page.lanes
        after = page.next_after
        if after is None:
            break
    assert sorted(found, key=str) == sorted(map(a_lane_id, ours), key=str)


def test_an_empty_lane_is_forgotten_after_the_stream_is(table_name: str) -> None:
    from chalicelib.adapters.dynamodb_lanes import DynamoDBLanes

    lanes, client = DynamoDBLanes(table_name), boto3.client("dynamodb")

    def stored() -> dict:
        return client.scan(TableName=table_name)["Items"][0]

    put(lanes, 1)
    assert "expires_at" not in stored()
    claim = lanes.change(a_lane_id(), partial(claimed, now=NOW), now=NOW)
    assert claim is not None
    lanes.change(a_lane_id(), partial(passed, claim=claim.claim, now=NOW), now=NOW)
    assert int(stored()["expires_at"]["N"]) == int((NOW + timedelta(days=2)).timestamp())
    assert "due_pk" not in stored()
    assert put(lanes, 1).events == ()


def test_the_sweeper_of_requests_never_sees_a_lane(table_name: str) -> None:
    from chalicelib.adapters.dynamodb_lanes import DynamoDBLanes
    from chalicelib.adapters.dynamodb_review_requests import DynamoDBReviewRequests

    put(DynamoDBLanes(table_name), 1)
    store = DynamoDBReviewRequests(table_name)
    assert store.due_days(until=NOW.date() + timedelta(days=9)) == []
    assert all(store.due(shard, NOW.date(), until=NOW + timedelta(days=9), limit=9).rows == () for shard in range(32))


# ---- log -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "delivery",
    [a_delivery(1), a_delivery(1, answer=Answer(204, None, 12)), a_delivery(1, answer=None, review_request_id="")],
)
def test_a_line_is_kept_as_it_is(log: DeliveryLog, delivery: Delivery) -> None:
    log.add(WEBSITE_ID, WEBHOOK_ID, delivery)
    assert log.get(WEBSITE_ID, WEBHOOK_ID, delivery.delivery_id) == delivery
    assert log.get(OTHER_WEBSITE_ID, WEBHOOK_ID, delivery.delivery_id) is None


@pytest.mark.parametrize("count", [0, 1, 3, 4, 7])
def test_the_log_comes_newest_first_page_by_page(log: DeliveryLog, count: int) -> None:
    for number in range(count):
        log.add(WEBSITE_ID, WEBHOOK_ID, a_delivery(number))
    log.add(WEBSITE_ID, "f" * 20, a_delivery(99))
    found: list[str] = []
    after: str | None = None
    pages = 0
    while pages == 0 or after is not None:
        page = log.recent(WEBSITE_ID, WEBHOOK_ID, size=3, after=after)
        found += [one.delivery_id for one in page.deliveries]
        after, pages = page.next_after, pages + 1
    assert found == [a_delivery(number).delivery_id for number in reversed(range(count))]
    assert pages == max(1, -(-count // 3))


def test_lanes_and_health_are_no_lines_of_the_log(table_name: str) -> None:
    from chalicelib.adapters.dynamodb_lanes import DynamoDBDeliveryLog, DynamoDBLanes
    from chalicelib.adapters.dynamodb_webhooks import DynamoDBWebhookBook

    put(DynamoDBLanes(table_name), 1)
    DynamoDBWebhookBook(table_name).save_health(WEBSITE_ID, WEBHOOK_ID, HEALTHY)
    log: Callable = DynamoDBDeliveryLog(table_name).recent
    assert log(WEBSITE_ID, WEBHOOK_ID, size=10).deliveries == ()
