"""Keys and rates of calls: the fakes and the adapters, one after the other, and what only DynamoDB has."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import boto3
import pytest

from chalicelib.adapters import call_keys
from chalicelib.adapters.dynamodb_call_rates import DynamoDBCallRates
from chalicelib.adapters.dynamodb_idempotency import DynamoDBIdempotencyKeys
from chalicelib.adapters.dynamodb_tables import table
from chalicelib.domain.call_rate import CallRate, Taken
from chalicelib.domain.errors import BusyError, WebsiteNotFoundError
from chalicelib.domain.idempotency import KEPT, IdempotencyKey, KeyedCall
from chalicelib.usecases.call_ports import CallRates, IdempotencyKeys
from tests.bench.sdk_counter import SdkCounter
from tests.builders import NOW, OTHER_WEBSITE_ID, WEBSITE_ID
from tests.fakes import FakeCallRates, FakeIdempotencyKeys

KEY = IdempotencyKey(WEBSITE_ID, "client", "bulk_insert", "order-1042")
CALL = KeyedCall("c" + "0" * 25, NOW + timedelta(microseconds=123), "a" * 64)
RATE = CallRate(per_second=10, burst=20)
SECOND = timedelta(seconds=1)


@pytest.fixture(params=["fake", "dynamodb"])
def keys(request: pytest.FixtureRequest) -> IdempotencyKeys:
    """No key is known."""
    if request.param == "fake":
        return FakeIdempotencyKeys()
    return DynamoDBIdempotencyKeys(request.getfixturevalue("table_name"))


@pytest.fixture(params=["fake", "dynamodb"])
def rates(request: pytest.FixtureRequest) -> CallRates:
    """Nobody called yet."""
    return FakeCallRates() if request.param == "fake" else DynamoDBCallRates(request.getfixturevalue("table_name"))


def test_a_key_stands_for_the_call_that_came_first_with_it(keys: IdempotencyKeys) -> None:
    later = replace(CALL, transmission_id="c" + "1" * 25, body_hash="b" * 64)
    assert keys.claim(KEY, CALL, now=NOW) == CALL
    assert keys.claim(KEY, later, now=NOW + KEPT - SECOND) == CALL
    assert keys.claim(KEY, later, now=NOW + KEPT) == later


@pytest.mark.parametrize(
    "other",
    [
        replace(KEY, website_id=OTHER_WEBSITE_ID),
        replace(KEY, client_id="client2"),
        replace(KEY, route="bulk_sync_insert"),
        replace(KEY, text="order-1043"),
        IdempotencyKey(WEBSITE_ID, "client|bulk", "insert", "order-1042"),
    ],
)
def test_every_part_of_a_key_counts(keys: IdempotencyKeys, other: IdempotencyKey) -> None:
    another = replace(CALL, transmission_id="c" + "1" * 25)
    keys.claim(KEY, CALL, now=NOW)
    assert keys.claim(other, another, now=NOW) == another


def test_calls_at_the_same_moment_agree_on_one(keys: IdempotencyKeys) -> None:
    calls = [replace(CALL, transmission_id=f"c{number:025}") for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda call: keys.claim(KEY, call, now=NOW), calls))
    assert len(found) == 1


def test_a_burst_and_then_the_rate(rates: CallRates) -> None:
    assert rates.take("client", RATE, 15, now=NOW) == Taken(15, NOW + 1.5 * SECOND)
    assert rates.take("client", RATE, 10, now=NOW) == Taken(5, NOW + 2 * SECOND)
    assert rates.take("client", RATE, 10, now=NOW).calls == 0
    assert rates.take("other", RATE, 10, now=NOW).calls == 10
    assert rates.take("client", RATE, 10, now=NOW + SECOND).calls == 10
    rested = NOW + 60 * SECOND
    assert rates.take("client", RATE, 20, now=rested) == Taken(20, rested + 2 * SECOND)


@pytest.mark.parametrize("known", [NOW - SECOND, NOW + SECOND, NOW + 2 * SECOND, NOW + 60 * SECOND])
@pytest.mark.parametrize("taken", [0, 12, 20])
def test_what_is_known_and_wrong_harms_nobody(rates: CallRates, known: Any, taken: int) -> None:
    if taken:
        rates.take("client", RATE, taken, now=NOW)
    assert rates.take("client", RATE, 10, now=NOW, known=known).calls == min(10, 20 - taken)


def test_a_clock_that_was_set_back_refuses_nobody_for_long(rates: CallRates) -> None:
    rates.take("client", RATE, 20, now=NOW + timedelta(days=7))
    assert rates.take("client", RATE, 1, now=NOW).calls == 1


def test_at_the_same_moment_no_more_are_taken_than_are_free(rates: CallRates) -> None:
    def take(_: int) -> int:
        try:
            return rates.take("client", RATE, 2, now=NOW).calls
        except BusyError:
            return 0

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(take, range(30))) == RATE.burst


def test_a_key_names_its_website(table_name: str) -> None:
    with pytest.raises(WebsiteNotFoundError):
        DynamoDBIdempotencyKeys(table_name).claim(replace(KEY, website_id="x#y"), CALL, now=NOW)


def test_a_lease_is_one_write_of_one_unit_while_its_client_is_busy(table_name: str) -> None:
    rates, counter = DynamoDBCallRates(table_name), SdkCounter(table(table_name).connection.client)
    with counter.counting() as usage:
        first = rates.take("client", RATE, 1, now=NOW)
        second = rates.take("client", RATE, 2, now=NOW, known=first.until)
        rates.take("client", RATE, 2, now=NOW + SECOND, known=second.until)
    assert usage.calls == {"dynamodb.UpdateItem": 3}
    assert (usage.write_units, usage.reads) == (3.0, 0.0)


def test_keys_and_rates_are_forgotten_by_the_table_itself(table_name: str) -> None:
    DynamoDBIdempotencyKeys(table_name).claim(KEY, CALL, now=NOW)
    DynamoDBCallRates(table_name).take("client", RATE, 1, now=NOW)
    for key in (call_keys.idempotency_key(KEY), call_keys.client_rate("client")):
        at = {"pk": {"S": key.pk}, "sk": {"S": key.sk}}
        item: dict[str, Any] = boto3.client("dynamodb").get_item(TableName=table_name, Key=at)["Item"]
        assert int(item["expires_at"]["N"]) == int((NOW + KEPT).timestamp())
        assert "order-1042" not in str(item), "a key may hold anything"


def test_a_store_that_is_away_is_busy(aws_endpoint: str) -> None:
    with pytest.raises(BusyError):
        DynamoDBCallRates(f"missing-{uuid4().hex}").take("client", RATE, 1, now=NOW)
