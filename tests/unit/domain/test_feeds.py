"""Nightly feeds: which days are due, and what a day's file tells."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from chalicelib.domain.facts import Fact, FactKind, Facts
from chalicelib.domain.feeds import (
    DELIVERABILITY_COLUMNS,
    UNSUBSCRIBED_COLUMNS,
    FeedKind,
    FeedRun,
    days_due,
    deliverability_lines,
    is_told,
    last_day_due,
    unsubscribed_line,
)
from chalicelib.domain.opt_out import OptOut, OptOutOrigin, OptOutScope, OptOutWish
from tests.builders import NOW, WEBSITE_ID, a_review_request

PARIS, TOKYO = ZoneInfo("Europe/Paris"), ZoneInfo("Asia/Tokyo")
DAY = date(2026, 11, 23)
RUN = FeedRun(FeedKind.DELIVERABILITY, DAY)


@pytest.mark.parametrize(
    ("now", "zone", "day"),
    [
        ("2026-11-24T01:59:00+00:00", PARIS, date(2026, 11, 22)),
        ("2026-11-24T02:00:00+00:00", PARIS, date(2026, 11, 23)),
        ("2026-11-24T22:59:00+00:00", PARIS, date(2026, 11, 23)),
        ("2026-11-23T18:00:00+00:00", TOKYO, date(2026, 11, 23)),
        ("2026-10-25T01:59:00+00:00", PARIS, date(2026, 10, 23)),
        ("2026-10-25T02:00:00+00:00", PARIS, date(2026, 10, 24)),
    ],
)
def test_a_day_is_due_at_three_in_the_morning_of_the_website(now: str, zone: ZoneInfo, day: date) -> None:
    assert last_day_due(datetime.fromisoformat(now), zone) == day


def test_missed_days_are_made_up_for_a_week_at_most() -> None:
    now = datetime(2026, 11, 24, 12, tzinfo=UTC)
    assert days_due(None, now, PARIS) == [DAY]
    assert days_due(DAY, now, PARIS) == []
    assert days_due(DAY - timedelta(days=2), now, PARIS) == [DAY - timedelta(days=1), DAY]
    assert days_due(DAY - timedelta(days=90), now, PARIS) == [DAY - timedelta(days=n) for n in range(6, -1, -1)]
    assert days_due(DAY + timedelta(days=3), now, PARIS) == []


def test_a_file_tells_the_e_mail_events_of_its_day_in_the_websites_zone() -> None:
    start = datetime(2026, 11, 22, 23, tzinfo=UTC)
    facts = Facts.of(
        Fact(start - timedelta(days=3), FactKind.CREATED),
        Fact(start - timedelta(seconds=1), FactKind.SENT),
        Fact(start, FactKind.DELIVERED),
        Fact(start + timedelta(hours=24) - timedelta(seconds=1), FactKind.SENT, 1),
        Fact(start + timedelta(hours=24), FactKind.OPENED, 1),
        Fact(start + timedelta(hours=1), FactKind.CANCELLED),
    )
    lines = deliverability_lines(a_review_request(facts=facts), RUN, PARIS)
    assert [(line[0], line[1], line[2]) for line in lines] == [
        ("2026-11-23T00:00:00+01:00", "delivered", "0"),
        ("2026-11-23T23:59:59+01:00", "sent", "1"),
    ]
    assert {len(line) for line in lines} == {len(DELIVERABILITY_COLUMNS)}


def an_opt_out(at: datetime) -> OptOut:
    return OptOut(WEBSITE_ID, "hash", OptOutWish(OptOutScope.MERCHANT, OptOutOrigin.PAGE, at), "request")


def test_opt_outs_of_the_day_or_all_until_its_end() -> None:
    before, within, later = (datetime(2026, 11, day, 12, tzinfo=UTC) for day in (22, 23, 24))
    daily, full = FeedRun(FeedKind.UNSUBSCRIBED, DAY), FeedRun(FeedKind.UNSUBSCRIBED, DAY, full=True)
    assert [is_told(an_opt_out(at), daily, PARIS) for at in (before, within, later)] == [False, True, False]
    assert [is_told(an_opt_out(at), full, PARIS) for at in (before, within, later)] == [True, True, False]


def test_the_address_of_an_opt_out_is_that_of_the_request_it_came_from() -> None:
    row = a_review_request()
    known, unknown = (unsubscribed_line(an_opt_out(NOW), one, PARIS) for one in (row, None))
    assert len(known) == len(unknown) == len(UNSUBSCRIBED_COLUMNS)
    assert known[3:5] == (row.customer_email, row.experience_reference)
    assert unknown[3:5] == ("", "")


def test_a_test_never_takes_the_place_of_the_nights_file() -> None:
    night, test = FeedRun(FeedKind.UNSUBSCRIBED, DAY), FeedRun(FeedKind.UNSUBSCRIBED, DAY, is_test=True)
    assert night.path == "feeds/unsubscribed-2026-11-23.tsv"
    assert test.path != night.path
    assert test.run_id != night.run_id
