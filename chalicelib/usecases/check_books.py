"""Check the books of every website once a day, after its midnight: the days that are over and not closed yet."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from chalicelib.domain.books import DayCheck
from chalicelib.usecases.check_day import BooksChecking, check_day

DAYS = 7
"""Days that are looked at; one that was found to close is left alone."""


def check_books(checking: BooksChecking, *, now: datetime, has_time: Callable[[], bool]) -> list[DayCheck]:
    """Every website on whose current local day it was not looked at; the days that were checked."""
    checks = checking.bookkeeping.checks
    looked_at = checks.websites()
    found: list[DayCheck] = []
    for zone in checking.zones.zones():
        today = now.astimezone(ZoneInfo(zone.zone_name)).date()
        if looked_at.get(zone.website_id) == today:
            continue
        if not has_time():
            break
        days = days_before(today)
        closed = {one.day for one in checks.checks(zone.website_id, first=days[-1], last=days[0]) if one.closes}
        left = [day for day in days if day not in closed]
        of_website = check_days(checking, zone.website_id, left, now=now, has_time=has_time)
        if all(one.checked_at is not None for one in of_website):
            checks.looked_at(zone.website_id, today)
        found += of_website
    return found


def days_before(today: date) -> list[date]:
    """The days that are looked at, newest first."""
    return [today - timedelta(days=back) for back in range(1, DAYS + 1)]


def check_days(
    checking: BooksChecking, website_id: str, days: Sequence[date], *, now: datetime, has_time: Callable[[], bool]
) -> list[DayCheck]:
    """These days of a website; where time runs out, the last one is under way, and the next call goes on with it."""
    found: list[DayCheck] = []
    for day in days:
        found.append(check_day(checking, website_id, day, now=now, has_time=has_time))
        if found[-1].checked_at is None:
            break
    return found
