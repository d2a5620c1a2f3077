"""The days of a warm-up."""

from datetime import date, timedelta

from chalicelib.domain.warm_up import ALLOWANCES, daily_allowance

START = date(2026, 11, 23)


def test_every_day_allows_more_until_there_is_no_limit() -> None:
    days = [daily_allowance(START, START + timedelta(days=n)) for n in range(len(ALLOWANCES))]
    assert days == list(ALLOWANCES)
    assert list(ALLOWANCES) == sorted(set(ALLOWANCES))
    assert daily_allowance(START, START + timedelta(days=len(ALLOWANCES))) is None


def test_before_its_start_it_is_the_first_day() -> None:
    assert daily_allowance(START, START - timedelta(days=3)) == ALLOWANCES[0]
