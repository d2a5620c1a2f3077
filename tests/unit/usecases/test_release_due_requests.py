"""The sweeper: what is due leaves within SES's rate, nothing is forgotten, nothing leaves early or in one burst."""

from datetime import timedelta

import pytest

from chalicelib.usecases.ports import DUE_SHARDS
from chalicelib.usecases.release_due_requests import Sweep
from tests.builders import NOW
from tests.fakes.governor import FakeSendQuotas
from tests.unit.usecases.sweeping import Sending, minutes, most_above, website

SHOP = website(1)
HOUR, MINUTE, SECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)


def at_rate(rate: float) -> Sending:
    """SES's rate; 0.8 of it is ours."""
    return Sending(quotas=FakeSendQuotas(rate=rate))


def test_only_what_is_due_is_released() -> None:
    sending = at_rate(10)
    due = sending.index.add(SHOP, 2, NOW)
    sending.index.add(SHOP, 1, NOW + SECOND)
    assert sending.run([NOW]) == [Sweep(granted=480, released=2)]
    assert {row for _, row in sending.sent} == set(due)


def test_an_outage_of_six_hours_is_caught_up_at_the_rate() -> None:
    sending = at_rate(1.0)
    rows = sending.index.add(SHOP, 5_760, NOW - 6 * HOUR, every=5)  # one each 5 s for six hours, and for two after them
    sweeps = sending.run(minutes(122))  # backlog / (0.8 R - arrival) = 4,320 / (0.8 - 0.2) s = 120 min
    assert sorted(row.review_request_id for _, row in sending.sent) == [row.review_request_id for row in rows]
    assert most_above((at for at, _ in sending.sent), 0.8) <= 0.8 + 1  # one second's worth, and one e-mail is whole
    assert max(sweep.released for sweep in sweeps) <= 48
    assert sweeps[0].late > 0
    assert sweeps[-1].late == 0


@pytest.mark.parametrize("apart", [0.0, 0.3, 7.0, 20.0, 30.0, 50.0])
def test_two_independent_ticks_release_the_rate_once(apart: float) -> None:
    sending = at_rate(10)
    sending.index.add(SHOP, 6_000, NOW - HOUR)
    sending.run(sorted([*minutes(10), *minutes(10, second=apart)]))
    assert most_above((at for at, _ in sending.sent), 8) <= 8
    assert len(sending.sent) >= 0.95 * 8 * 60 * 9
    assert sending.repeats <= 0.02 * len(sending.sent)


def test_of_two_ticks_that_read_the_same_bucket_one_gives_up() -> None:
    sending = at_rate(10)
    sending.index.add(SHOP, 1_000, NOW)
    read = sending.governor.bucket
    stale = read()
    sending.tick(NOW)
    sending.governor.bucket = lambda: stale  # type: ignore[method-assign]
    assert sending.tick(NOW).released == 0
    assert len(sending.messages) == 480


def test_a_tick_that_comes_alone_keeps_up_the_full_rate() -> None:
    sending = at_rate(10)
    sending.index.add(SHOP, 6_000, NOW - HOUR)
    sending.run([NOW + n * MINUTE + (n % 3) * SECOND for n in range(10)])
    assert most_above((at for at, _ in sending.sent), 8) <= 8
    assert len(sending.sent) >= 0.97 * 8 * 60 * 10


def test_rows_that_nobody_takes_are_released_again() -> None:
    sending = at_rate(10)
    rows = sending.index.add(SHOP, 3, NOW)
    sending.tick(NOW)
    sending.messages.clear()
    sending.run([NOW + MINUTE])
    assert {row for _, row in sending.sent} == set(rows)


def test_the_day_of_ses_is_never_overrun() -> None:
    sending = at_rate(10)
    sending.index.add(SHOP, 100, NOW)
    sending.quotas.left_today = 30
    assert sending.tick(NOW) == Sweep(granted=30, released=30, waiting=70)


def test_while_ses_does_not_send_everything_waits() -> None:
    sending = at_rate(0)
    sending.index.add(SHOP, 5, NOW - 6 * MINUTE)
    assert sending.tick(NOW) == Sweep(granted=0, released=0, waiting=5, late=5)
    sending.quotas.rate = 10
    assert sending.tick(NOW + MINUTE).released == 5


def test_first_emails_leave_before_reminders_and_at_once() -> None:
    sending = at_rate(1)
    reminders = sending.index.add(SHOP, 60, NOW - HOUR, step=1)
    firsts = sending.index.add(SHOP, 40, NOW)
    sending.run([NOW])
    left = [row for _, row in sending.sent]
    assert set(left[:40]) == set(firsts)
    assert len(set(left[40:]) & set(reminders)) == 8


def test_an_idle_tick_asks_each_shard_once() -> None:
    sending = at_rate(10)
    sending.index.remove(sending.index.add(SHOP, 1, NOW)[0])
    sending.tick(NOW)
    assert sending.index.queries == DUE_SHARDS


def test_a_day_is_forgotten_only_when_it_is_over_and_empty_in_every_shard() -> None:
    sending = at_rate(10)
    (row,) = sending.index.add(SHOP, 1, NOW)
    today, midnight = NOW.date(), NOW.replace(hour=0) + 24 * HOUR
    sending.tick(midnight + HOUR)
    assert today in sending.index.due_days(until=today)  # released, and not yet sent
    sending.index.remove(row)
    sending.tick(midnight + 9 * MINUTE)
    assert today in sending.index.due_days(until=today)  # empty, and over for less than ten minutes
    sending.tick(midnight + 2 * HOUR)
    assert today not in sending.index.due_days(until=today)


def test_an_open_day_does_not_hold_up_the_days_after_it() -> None:
    sending = at_rate(10)
    sending.index.add(SHOP, 3, NOW - 48 * HOUR)
    sending.index.add(SHOP, 3, NOW - 24 * HOUR)
    sending.index.add(SHOP, 3, NOW)
    assert sending.tick(NOW).released == 9


def test_a_clock_set_back_does_not_stop_the_sending() -> None:
    sending = at_rate(10)
    sending.index.add(SHOP, 5, NOW)
    sending.tick(NOW + 24 * HOUR)
    assert sending.tick(NOW).released == 5
