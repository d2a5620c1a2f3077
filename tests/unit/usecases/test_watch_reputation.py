"""Bounces and complaints stop a website by themselves; a person lets it run again."""

from datetime import timedelta

import pytest

from chalicelib.domain.facts import FactKind
from chalicelib.domain.reputation import Bad, Counts
from chalicelib.domain.sending import ALL_WEBSITES, OURSELVES, PauseOrigin
from chalicelib.usecases.control_sending import Order, pause_sending, resume_sending
from chalicelib.usecases.watch_reputation import watch_reputation
from tests.builders import NOW, OTHER_WEBSITE_ID, WEBSITE_ID
from tests.fakes.governor import FakeGovernor

DAY = timedelta(days=1)


def a_governor(sent: int = 100, *, elsewhere: int = 100_000) -> FakeGovernor:
    """A website that sent so many e-mails today, among others that sent many more."""
    governor = FakeGovernor()
    governor.count(WEBSITE_ID, NOW.date(), Counts(sent=sent))
    governor.count(ALL_WEBSITES, NOW.date(), Counts(sent=sent + elsewhere))
    return governor


def told(
    governor: FakeGovernor, times: int, kind: FactKind = FactKind.BOUNCED, *, taught: bool = True, days: int = 0
) -> dict[str, Bad]:
    """What the last of these facts stopped."""
    stopped: dict[str, Bad] = {}
    for _ in range(times):
        stopped = watch_reputation(governor, website_id=WEBSITE_ID, kind=kind, taught=taught, now=NOW + days * DAY)
    return stopped


def test_the_tenth_bounce_of_a_hundred_stops_the_website_and_no_other() -> None:
    governor = a_governor()
    assert told(governor, 9) == {}
    assert told(governor, 1) == {WEBSITE_ID: Bad.BOUNCE_RATE}
    pause = governor.pause_of(WEBSITE_ID, now=NOW)
    assert pause is not None
    assert (pause.origin, pause.by, pause.reason) == (PauseOrigin.AUTOMATIC, OURSELVES, "bounce_rate")
    assert governor.pause_of(OTHER_WEBSITE_ID, now=NOW) is None
    assert told(governor, 1) == {}  # stopped before


def test_the_third_complaint_of_a_thousand_stops_the_website() -> None:
    governor = a_governor(1_000)
    assert told(governor, 2, FactKind.COMPLAINED) == {}
    assert told(governor, 1, FactKind.COMPLAINED) == {WEBSITE_ID: Bad.COMPLAINT_RATE}


def test_all_websites_together_are_judged_too() -> None:
    governor = a_governor(10, elsewhere=90)
    assert told(governor, 10) == {ALL_WEBSITES: Bad.BOUNCE_RATE}
    assert governor.pause_of(OTHER_WEBSITE_ID, now=NOW) is not None


@pytest.mark.parametrize("kind", [FactKind.SOFT_BOUNCED, FactKind.OPENED, FactKind.DELAYED])
def test_what_says_nothing_against_a_sender_is_not_counted(kind: FactKind) -> None:
    governor = a_governor()
    assert told(governor, 50, kind) == {}


def test_a_fact_told_again_is_judged_and_not_counted() -> None:
    governor = a_governor()
    assert told(governor, 9) == {}
    assert told(governor, 20, taught=False) == {}
    governor.count(WEBSITE_ID, NOW.date(), Counts(bounced=1))  # counted, and the function died before it judged
    assert told(governor, 1, taught=False) == {WEBSITE_ID: Bad.BOUNCE_RATE}


def test_what_is_older_than_a_week_is_forgotten() -> None:
    governor = a_governor()
    told(governor, 9)
    governor.count(WEBSITE_ID, NOW.date() + 7 * DAY, Counts(sent=100))
    assert told(governor, 9, days=7) == {}
    assert told(governor, 1, days=6) == {WEBSITE_ID: Bad.BOUNCE_RATE}


def test_after_a_resumption_only_what_is_new_counts() -> None:
    governor = a_governor()
    told(governor, 10)
    resume_sending(governor, Order(WEBSITE_ID, "anna", "list cleaned"), now=NOW)
    assert told(governor, 5) == {}
    governor.count(WEBSITE_ID, NOW.date(), Counts(sent=100))
    assert told(governor, 4) == {}
    assert told(governor, 1) == {WEBSITE_ID: Bad.BOUNCE_RATE}


def test_a_fresh_start_ends_with_its_day_for_the_days_before_it() -> None:
    governor = a_governor()
    told(governor, 10)
    resume_sending(governor, Order(WEBSITE_ID, "anna", "list cleaned"), now=NOW)
    governor.count(WEBSITE_ID, NOW.date() + 2 * DAY, Counts(sent=100))
    assert told(governor, 9, days=2) == {}
    assert told(governor, 1, days=2) == {WEBSITE_ID: Bad.BOUNCE_RATE}


def test_a_manual_pause_forgives_nothing() -> None:
    governor = a_governor()
    told(governor, 9)
    pause_sending(governor, Order(WEBSITE_ID, "anna", "holiday"), now=NOW)
    resume_sending(governor, Order(WEBSITE_ID, "anna", "back"), now=NOW)
    assert told(governor, 1) == {WEBSITE_ID: Bad.BOUNCE_RATE}


def test_the_first_pause_stands() -> None:
    governor = a_governor()
    pause_sending(governor, Order(WEBSITE_ID, "anna", "holiday"), now=NOW)
    again = pause_sending(governor, Order(WEBSITE_ID, "ben", "me too"), now=NOW)
    assert again.pause is not None
    assert (again.pause.by, again.pause.reason) == ("anna", "holiday")
    assert told(governor, 10) == {}
