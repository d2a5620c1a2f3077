"""What a call costs, counted where it leaves the SDK: the figures of decision 37."""

import pytest

from tests.bench.sdk_counter import Usage
from tests.functional.calls.conftest import Door
from tests.functional.calls.events import a_typical_event

UNITS_OF_A_PROOF = 6
"""Of three products asked about in one e-mail: a transaction of two items of a kilobyte, and two indexes."""


def usage_of(door: Door, name: str, count: int, **headers: str) -> Usage:
    """Of a call of an instance that has worked before: settings are known, the month is there."""
    door.post("bulk_sync_insert", [a_typical_event(0)])
    body = [a_typical_event(number) for number in range(1, count + 1)]
    with door.installation.counter.counting() as usage:
        answer = door.post(name, body, **headers)
    assert answer.status_code in (200, 202), answer.json_body
    return usage


def test_a_call_writes_its_books_once(door: Door) -> None:
    one, fifty = (usage_of(door, "bulk_sync_insert", count).calls for count in (1, 50))
    assert one == {"dynamodb.TransactWriteItems": 1, "dynamodb.PutItem": 1, "dynamodb.UpdateItem": 1}
    assert fifty == {"dynamodb.TransactWriteItems": 50, "dynamodb.PutItem": 1, "dynamodb.UpdateItem": 1}


@pytest.mark.parametrize(("count", "books"), [(1, 1), (50, 2)])
def test_what_the_call_adds_to_its_proofs(door: Door, count: int, books: int) -> None:
    """One unit for the rate, one for each kilobyte of the books, whatever the number of events."""
    usage = usage_of(door, "bulk_sync_insert", count)
    assert usage.write_units == UNITS_OF_A_PROOF * count + 1 + books
    assert usage.reads == 0.0


def test_a_key_costs_one_write(door: Door) -> None:
    without = usage_of(door, "bulk_insert", 50)
    with_key = usage_of(door, "bulk_insert", 50, Idempotency_Key="k-1")
    assert with_key.calls - without.calls == {"dynamodb.PutItem": 1}
    assert with_key.write_units - without.write_units == 1.0
    assert without.write_units == 2.0
