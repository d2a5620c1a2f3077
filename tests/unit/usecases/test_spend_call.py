"""Spending a call: one look at the store for many calls, and no proof refused because the store is away."""

from contextlib import suppress
from datetime import timedelta

import pytest

from chalicelib.domain.call_errors import TooManyCallsError
from chalicelib.domain.call_rate import CallRate, Lease
from chalicelib.usecases.spend_call import MOST_CLIENTS, spend_call
from tests.builders import NOW
from tests.fakes import FakeCallRates

RATE = CallRate(per_second=50, burst=100)


def test_a_busy_client_costs_one_look_for_ten_calls() -> None:
    rates, leases = FakeCallRates(), dict[str, Lease]()
    for _ in range(95):
        spend_call(rates, leases, "client", RATE, now=NOW)
    assert rates.asked[:4] == [1, 2, 4, 8]
    assert set(rates.asked[4:]) == {10}
    assert len(rates.asked) == 12


def test_the_hundred_and_first_call_at_once_is_told_when_to_come_again() -> None:
    rates, leases = FakeCallRates(), dict[str, Lease]()
    left = [spend_call(rates, leases, "client", RATE, now=NOW).remaining for _ in range(100)]
    assert left == list(range(99, -1, -1))
    with pytest.raises(TooManyCallsError) as refused:
        spend_call(rates, leases, "client", RATE, now=NOW)
    assert refused.value.spending.retry_in == RATE.interval
    assert spend_call(rates, leases, "other client", RATE, now=NOW).remaining == 99
    assert spend_call(rates, leases, "client", RATE, now=NOW + RATE.interval).remaining == 0


def test_a_store_that_is_away_refuses_no_call() -> None:
    rates, leases = FakeCallRates(), dict[str, Lease]()
    rates.is_away = True
    for _ in range(200):
        spending = spend_call(rates, leases, "client", RATE, now=NOW)
        assert (spending.remaining, spending.retry_in) == (None, None)
    rates.is_away = False
    assert spend_call(rates, leases, "client", RATE, now=NOW).remaining == 99


def test_a_lease_of_long_ago_gives_no_call_beyond_the_rate() -> None:
    rates, leases = FakeCallRates(), dict[str, Lease]()
    for _ in range(20):
        spend_call(rates, leases, "client", RATE, now=NOW)
    elsewhere, later = dict[str, Lease](), NOW + timedelta(hours=1)
    came = 0
    for instance in (leases, elsewhere):
        with suppress(TooManyCallsError):
            while spend_call(rates, instance, "client", RATE, now=later).retry_in is None:
                came += 1
    assert came == RATE.burst


def test_the_memory_of_an_instance_is_bounded() -> None:
    rates, leases = FakeCallRates(), dict[str, Lease]()
    for number in range(MOST_CLIENTS + 5):
        spend_call(rates, leases, f"client-{number}", RATE, now=NOW)
    assert len(leases) <= MOST_CLIENTS
