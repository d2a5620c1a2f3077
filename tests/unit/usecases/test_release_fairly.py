"""The sweeper between websites: nobody waits behind a giant, a pause stops one and loses nothing."""

from datetime import timedelta

from chalicelib.domain.sending import ALL_WEBSITES, warming_up
from chalicelib.usecases.control_sending import Order, resume_sending
from tests.builders import NOW
from tests.fakes.governor import FakeSendQuotas
from tests.unit.usecases.sweeping import Sending, minutes, website

GIANT, SMALL, MIDDLE = website(1), website(2), website(3)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def at_rate(rate: float) -> Sending:
    return Sending(quotas=FakeSendQuotas(rate=rate))


def test_a_giant_does_not_delay_a_small_website_beyond_one_tick() -> None:
    sending = at_rate(10)
    sending.index.add(GIANT, 10_000, NOW - HOUR, every=0.3)
    small = sending.index.add(SMALL, 5, NOW - MINUTE)
    sending.run([NOW])
    left = [row for _, row in sending.sent]
    assert set(small) <= set(left[:10])  # in turns with the giant, not after it
    assert len(left) == 480


def test_what_falls_due_behind_a_backlog_of_days_leaves_at_the_next_tick() -> None:
    sending = at_rate(1)
    sending.index.add(GIANT, 50_000, NOW - 48 * HOUR, every=3)
    small = sending.index.add(SMALL, 5, NOW + 10 * MINUTE)
    sending.run([NOW, NOW + 10 * MINUTE])
    assert set(small) <= {row for _, row in sending.sent}


def test_a_file_of_a_hundred_thousand_due_in_one_second_hides_nobody() -> None:
    sending = at_rate(1)
    sending.index.add(GIANT, 100_000, NOW - HOUR)
    middle = sending.index.add(MIDDLE, 40, NOW - HOUR + MINUTE)
    sending.run(minutes(2))
    assert set(middle) <= {row for _, row in sending.sent}


def test_three_giants_share_the_rate() -> None:
    sending = at_rate(10)
    for name in (GIANT, SMALL, MIDDLE):
        sending.index.add(name, 2_000, NOW - HOUR)
    sending.run(minutes(3))
    counts = sending.sent_by_website().values()
    assert sum(counts) >= 0.97 * 3 * 480
    assert max(counts) - min(counts) <= 10


def test_a_paused_website_keeps_its_rows_and_the_others_flow() -> None:
    sending = at_rate(10)
    sending.index.add(GIANT, 300, NOW - HOUR)
    sending.index.add(SMALL, 50, NOW - HOUR)
    sending.pause(GIANT)
    sweep = sending.tick(NOW)
    assert (sweep.released, sweep.waiting, sweep.late) == (50, 300, 50)
    resume_sending(sending.governor, Order(GIANT, "somebody", "well again"), now=NOW)
    sending.run(minutes(2, start=NOW + MINUTE))
    assert sending.sent_by_website() == {GIANT: 300, SMALL: 50}


def test_a_paused_giant_hides_nobody_for_good() -> None:
    sending = at_rate(10)
    sending.index.add(GIANT, 150_000, NOW - 40 * HOUR, every=0.9)
    sending.index.add(MIDDLE, 1_500, NOW - 3 * HOUR, every=0.01)
    sending.pause(GIANT)
    sending.run(minutes(6))
    assert sending.sent_by_website() == {MIDDLE: 1_500}


def test_a_pause_of_all_stops_everything_and_a_resumption_goes_on_at_the_rate() -> None:
    sending = at_rate(10)
    sending.index.add(GIANT, 1_000, NOW - HOUR)
    sending.pause(ALL_WEBSITES)
    assert [sweep.released for sweep in sending.run(minutes(3))] == [0, 0, 0]
    resume_sending(sending.governor, Order(ALL_WEBSITES, "somebody", "well again"), now=NOW)
    sweeps = sending.run(minutes(3, start=NOW + HOUR))
    assert [sweep.released for sweep in sweeps] == [480, 480, 40]


def test_a_website_that_warms_up_sends_its_allowance_a_day() -> None:
    sending = at_rate(10)
    sending.index.add(GIANT, 1_000, NOW - HOUR)
    sending.index.add(SMALL, 50, NOW - HOUR)
    sending.governor.change_sending(GIANT, lambda state: warming_up(state, NOW.date()))
    sending.run(minutes(5))
    assert sending.sent_by_website() == {GIANT: 200, SMALL: 50}
    sending.run(minutes(5, start=NOW + 24 * HOUR))
    assert sending.sent_by_website() == {GIANT: 700, SMALL: 50}
