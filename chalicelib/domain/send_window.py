"""The send window: the hours and days in which e-mails may leave, in the customer's time zone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Holidays = Callable[[str, date], bool]
"""Whether a local day is a public holiday in a country (ISO 3166-1 alpha-2)."""

EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
MINUTES_A_DAY = 1440
DAYS_LOOKED_AT = 366
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class SendWindow:
    """`weekdays` are ISO numbers (1 = Monday); minutes count from local midnight, `closes` excluded, opens < closes.

    Raises:
        ValueError: a window that never opens, or a weekday or minute that does not exist.
    """

    weekdays: tuple[int, ...] = EVERY_DAY
    opens: int = 0
    closes: int = MINUTES_A_DAY
    skips_holidays: bool = False

    def __post_init__(self) -> None:
        if not self.weekdays or not set(self.weekdays) <= set(EVERY_DAY):
            raise ValueError("A send window needs at least one weekday from 1 (Monday) to 7.")
        if not 0 <= self.opens < self.closes <= MINUTES_A_DAY:
            raise ValueError("A send window opens before it closes, between minute 0 and minute 1440 of the day.")


@dataclass(frozen=True)
class Place:
    """Whose clock and whose public holidays a window follows."""

    zone: ZoneInfo
    country: str
    holidays: Holidays


def first_opening(window: SendWindow, at: datetime, place: Place) -> datetime:
    """The first instant at or after `at` at which the customer's own clock stands inside the window, in UTC.

    Where clocks are put forward over the opening, that is the moment they are; where they are put back, an hour that
    the clock shows twice is open twice. A calendar of a whole year without an open day holds nothing back: `at`.
    """
    if _is_open(window, at, place):
        return at.astimezone(UTC)
    first = at.astimezone(place.zone).date()
    days = (first + timedelta(days=n) for n in range(DAYS_LOOKED_AT))
    openings = (_opening_on(window, day, at, place) for day in days if _opens_on(window, day, place))
    return next((opening for opening in openings if opening is not None), at.astimezone(UTC))


def _is_open(window: SendWindow, at: datetime, place: Place) -> bool:
    local = at.astimezone(place.zone)
    return window.opens <= local.hour * 60 + local.minute < window.closes and _opens_on(window, local.date(), place)


def _opens_on(window: SendWindow, day: date, place: Place) -> bool:
    if day.isoweekday() not in window.weekdays:
        return False
    return not (window.skips_holidays and place.holidays(place.country, day))


def _opening_on(window: SendWindow, day: date, at: datetime, place: Place) -> datetime | None:
    """When the window opens on this local day, after `at`; None when it no longer does."""
    midnight = datetime.combine(day, time(), place.zone)
    next_midnight = datetime.combine(day + timedelta(days=1), time(), place.zone)
    if midnight.utcoffset() != next_midnight.utcoffset():
        return _opening_by_minutes(window, midnight, next_midnight, at)
    opening = (midnight + timedelta(minutes=window.opens)).astimezone(UTC)
    return opening if opening > at else None


def _opening_by_minutes(
    window: SendWindow, midnight: datetime, next_midnight: datetime, at: datetime
) -> datetime | None:
    """On the two days a year on which clocks change, minute by minute: all of them change on a whole minute."""
    minute = max(midnight.astimezone(UTC), at.astimezone(UTC).replace(second=0, microsecond=0) + _MINUTE)
    while minute < next_midnight.astimezone(UTC):
        local = minute.astimezone(midnight.tzinfo)
        if window.opens <= local.hour * 60 + local.minute < window.closes:
            return minute
        minute += _MINUTE
    return None
