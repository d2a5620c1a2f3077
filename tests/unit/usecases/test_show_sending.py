"""What a merchant sees of the flow of e-mails."""

from datetime import timedelta

from chalicelib.domain.sending import ALL_WEBSITES, seconds_to_catch_up
from chalicelib.usecases.control_sending import Order, pause_sending, resume_sending, start_warm_up
from chalicelib.usecases.show_sending import show_sending
from tests.builders import NOW
from tests.fakes.governor import FakeSendQuotas
from tests.unit.usecases.sweeping import Sending, website

SHOP, OTHER = website(1), website(2)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
ORDER = Order(SHOP, "anna", "wrong text")


def a_backlog() -> Sending:
    """960 and 480 rows at 8 a second, of which the first tick releases 240 each."""
    sending = Sending(quotas=FakeSendQuotas(rate=10))
    sending.index.add(SHOP, 960, NOW - HOUR)
    sending.index.add(OTHER, 480, NOW - HOUR)
    sending.tick(NOW)
    return sending


def test_the_end_is_what_waits_divided_by_the_share_of_the_rate() -> None:
    shown = show_sending(a_backlog().governor, website_id=SHOP, now=NOW)
    assert (shown.waiting, shown.waiting_is_more, shown.per_second) == (720, False, 4.0)
    assert shown.expected_end_at == NOW + 3 * MINUTE
    assert (shown.released_today, shown.allowance_today, shown.as_of, shown.pause) == (240, None, NOW, None)


def test_all_websites_together() -> None:
    shown = show_sending(a_backlog().governor, website_id=ALL_WEBSITES, now=NOW)
    assert (shown.waiting, shown.per_second, shown.released_today) == (960, 8.0, 480)
    assert shown.expected_end_at == NOW + 2 * MINUTE


def test_what_was_seen_before_the_last_tick_is_not_shown() -> None:
    sending = a_backlog()
    for row in list(sending.index.due_at):
        sending.index.remove(row)
    sending.tick(NOW + MINUTE)
    shown = show_sending(sending.governor, website_id=SHOP, now=NOW + MINUTE)
    assert (shown.waiting, shown.per_second, shown.expected_end_at) == (0, 0.0, None)
    assert shown.released_today == 240


def test_a_pause_says_who_and_why_and_has_no_end() -> None:
    sending = a_backlog()
    pause_sending(sending.governor, ORDER, now=NOW)
    shown = show_sending(sending.governor, website_id=SHOP, now=NOW)
    assert shown.pause is not None
    assert (shown.pause.by, shown.pause.reason, shown.pause.at) == ("anna", "wrong text", NOW)
    assert (shown.waiting, shown.per_second, shown.expected_end_at) == (720, 0.0, None)
    assert not shown.pause_is_of_all


def test_a_website_that_runs_stands_still_with_all() -> None:
    sending = a_backlog()
    pause_sending(sending.governor, Order(ALL_WEBSITES, "operator", "incident"), now=NOW)
    pause_sending(sending.governor, ORDER, now=NOW)
    resume_sending(sending.governor, ORDER, now=NOW)
    shown = show_sending(sending.governor, website_id=SHOP, now=NOW)
    assert shown.pause_is_of_all
    assert shown.pause is not None
    assert shown.pause.reason == "incident"
    assert shown.resumption is not None
    assert shown.resumption.by == "anna"


def test_a_warm_up_shows_its_allowance() -> None:
    sending = a_backlog()
    start_warm_up(sending.governor, ORDER, now=NOW)
    assert show_sending(sending.governor, website_id=SHOP, now=NOW + 24 * HOUR).allowance_today == 500


def test_before_any_tick_nothing_is_known() -> None:
    shown = show_sending(Sending().governor, website_id=SHOP, now=NOW)
    assert (shown.as_of, shown.waiting, shown.released_today) == (None, 0, 0)


def test_six_hours_at_16_million_a_day_are_caught_up_in_less_than_two_hours() -> None:
    seconds = seconds_to_catch_up(4_050_000, 0.8 * 1_000, arriving_per_second=188)
    assert seconds is not None
    assert 109 < seconds / 60 < 111  # reliability.md 3: "about 1 h 50"
    assert seconds_to_catch_up(10, 1.0, arriving_per_second=1.0) is None
    assert seconds_to_catch_up(0, 0.0) == 0.0
