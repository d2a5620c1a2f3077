"""The rate of a client: a burst after a rest, the rate in the long run, and never more in any window."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.call_rate import (
    LEASE_GOOD_FOR,
    MOST_AT_ONCE,
    USUAL_RATE,
    CallRate,
    Lease,
    Taken,
    spending_of,
    whole_seconds,
)
from tests.builders import NOW

RATE = CallRate(per_second=10, burst=20)


def at(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def test_after_a_rest_a_burst_may_come_at_once_and_not_one_more() -> None:
    for rested in (None, at(-3600), NOW):
        taken = RATE.take(rested, 1000, NOW)
        assert taken == Taken(20, at(2))
        assert RATE.take(taken.until, 1, NOW).calls == 0


def test_then_one_call_is_free_each_interval() -> None:
    full = at(2)
    assert RATE.next_free_in(full, NOW) == RATE.interval
    assert RATE.free(full, at(0.09)) == 0
    assert RATE.free(full, at(0.1)) == 1
    assert RATE.take(full, 5, at(0.31)) == Taken(3, at(2.3))
    assert RATE.next_free_in(full, at(0.1)) == timedelta()


def test_an_instant_that_no_burst_reaches_is_a_clock_set_back() -> None:
    assert RATE.free(at(2.000001), NOW) == 20
    assert RATE.since(at(3600), NOW) == NOW


@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(1, MOST_AT_ONCE)), max_size=60),
    st.sampled_from([RATE, USUAL_RATE, CallRate(1, 1), CallRate(3, 7), CallRate(200, 50)]),
)
def test_in_no_window_do_more_come_than_a_burst_and_the_rate(asked: list[tuple[int, int]], rate: CallRate) -> None:
    until, now, came = None, NOW, []
    for milliseconds, calls in asked:
        now += timedelta(milliseconds=milliseconds)
        taken = rate.take(until, calls, now)
        until = taken.until
        came.append((now, taken.calls))
    for first, (start, _) in enumerate(came):
        for end, _ in came[first:]:
            within = sum(calls for when, calls in came if start <= when <= end)
            # an interval is a whole number of microseconds: 3 a second are 333,333 µs apart
            assert within <= rate.burst + (end - start) / rate.interval + 1e-9


def used(calls: int, taken: int = MOST_AT_ONCE) -> Lease:
    lease = Lease(Taken(taken, NOW), NOW)
    for _ in range(calls):
        lease = lease.spend()
    return lease


def test_a_lease_is_good_while_it_is_young_and_not_used_up() -> None:
    assert used(9).is_good(at(0.999))
    assert not used(10).is_good(NOW)
    assert not used(0).is_good(NOW + LEASE_GOOD_FOR)
    assert not used(0).is_good(at(-1)), "a clock set back"
    assert not used(0, taken=0).is_good(NOW)


@pytest.mark.parametrize(
    ("lease", "later", "size"),
    [
        (used(1, taken=1), 0.5, 2),
        (used(4, taken=4), 0.9, 8),
        (used(10), 0.1, MOST_AT_ONCE),
        (used(3), 1.0, 3),
        (used(0), 5.0, 1),
        (used(0, taken=0), 0.1, 1),
    ],
)
def test_the_next_lease_follows_what_was_used(lease: Lease, later: float, size: int) -> None:
    assert lease.next_size(at(later)) == size


def test_many_instances_that_serve_one_call_a_second_each_lose_nothing() -> None:
    """40 calls a second of a client that may 50, each served by another instance: none is refused."""
    until, leases = None, dict.fromkeys(range(40), used(1, taken=1))
    for second in range(1, 60):
        for instance in leases:
            now = at(second + instance / 40)
            taken = USUAL_RATE.take(until, leases[instance].next_size(now), now)
            assert taken.calls == 1
            until, leases[instance] = taken.until, Lease(taken, now).spend()


def test_what_a_call_is_told() -> None:
    spent = spending_of(RATE, Lease(RATE.take(None, 5, NOW), NOW).spend(), NOW)
    assert (spent.remaining, spent.resets_in, spent.retry_in) == (19, timedelta(seconds=0.5), None)
    refused = spending_of(RATE, Lease(Taken(0, at(2)), NOW), NOW)
    assert (refused.remaining, refused.resets_in, refused.retry_in) == (0, timedelta(seconds=2), RATE.interval)
    assert [whole_seconds(timedelta(milliseconds=one)) for one in (0, 1, 1000, 1001)] == [0, 1, 1, 2]
