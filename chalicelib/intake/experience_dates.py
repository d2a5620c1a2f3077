"""Dates of experiences: every way merchants write them becomes one UTC instant, or a named refusal."""

import re
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from pydantic_core import PydanticCustomError

from chalicelib.intake.rejects import RejectCode

OLDEST_YEAR = 2000
"""An earlier year is a slip of the keyboard or an empty database field (1970-01-01), never a purchase to review."""

CLOCK_TOLERANCE = timedelta(days=1)
"""Merchants' clocks and time zones are off by less than this; a later date is a mistake."""

_TIME = r"(?:(?:T|\ +)(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]{1,9})?)?)?"
_ZONE = r"(?P<zone>Z|z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
_PARTS = ("year", "month", "day", "hour", "minute", "second")
_YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})" + _TIME + _ZONE)
_YEAR_FIRST_SLASHES = re.compile(r"(?P<year>[0-9]{4})/(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})" + _TIME)
_DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})" + _TIME)
_DAY_FIRST_DASHES = re.compile(r"(?P<day>[0-9]{1,2})-(?P<month>[0-9]{1,2})-(?P<year>[0-9]{4})" + _TIME)


def experience_instant(text: str, *, zone: ZoneInfo, now: datetime) -> datetime:
    """The aware UTC instant of an experience; midnight of `zone` when only a day is given.

    Accepted (domain.md 1.3): `YYYY-MM-DD`, `DD/MM/YYYY`, `YYYY/MM/DD`, `DD-MM-YYYY`, each alone or with `hh:mm` or
    `hh:mm:ss`; ISO 8601 with `T`, and with `Z` or an offset. Without an offset the time is read in `zone`: an hour that
    the change to summer time skips is moved forward by the hour skipped, one that happens twice is the first.

    `DD/MM/YYYY` is documented to merchants, so `03/04/2024` is 3 April, never doubtful. `DD-MM-YYYY` is not: it was
    only seen in a warning, and dashes are also how month-first dates are written. So `03-04-2024` is refused as
    ambiguous, while `25-03-2024` and `04-04-2024` can mean one day only.

    Raises:
        PydanticCustomError: its type is INVALID_DATE, AMBIGUOUS_DATE or DATE_IN_FUTURE of `RejectCode`.
    """
    found = _matched(text.strip())
    _refuse_two_readings(found)
    try:
        instant = _moment(found, zone).astimezone(UTC)
    except (ValueError, OverflowError) as cause:
        raise PydanticCustomError(RejectCode.INVALID_DATE, "no such date") from cause
    if instant.year < OLDEST_YEAR:
        raise PydanticCustomError(RejectCode.INVALID_DATE, "too old to be a date of experience")
    if instant > now + CLOCK_TOLERANCE:
        raise PydanticCustomError(RejectCode.DATE_IN_FUTURE, "in the future")
    return instant


def _matched(text: str) -> re.Match[str]:
    for pattern in (_YEAR_FIRST, _DAY_FIRST, _YEAR_FIRST_SLASHES, _DAY_FIRST_DASHES):
        found = pattern.fullmatch(text)
        if found:
            return found
    raise PydanticCustomError(RejectCode.INVALID_DATE, "in no accepted format")


def _moment(found: re.Match[str], zone: ZoneInfo) -> datetime:
    parts = found.groupdict()
    year, month, day, hour, minute, second = (int(parts[name] or 0) for name in _PARTS)
    offset = parts.get("zone")
    return datetime(year, month, day, hour, minute, second, tzinfo=_fixed_offset(offset) if offset else zone)


def _fixed_offset(offset: str) -> tzinfo | None:
    """`Z`, `+01`, `+0100` or `+01:00`."""
    if offset in "Zz":
        return UTC
    sign, digits = offset[0], offset[1:].replace(":", "").ljust(4, "0")
    return datetime.strptime(sign + digits, "%z").tzinfo


def _refuse_two_readings(found: re.Match[str]) -> None:
    first, second, year = found["day"], found["month"], found["year"]
    if found.re is not _DAY_FIRST_DASHES or int(first) == int(second):
        return
    if not (1 <= int(first) <= 12 and 1 <= int(second) <= 12):
        return
    readings = f"{year}-{second:0>2}-{first:0>2} / {year}-{first:0>2}-{second:0>2}"
    raise PydanticCustomError(RejectCode.AMBIGUOUS_DATE, "two readings", {"detail": readings})
