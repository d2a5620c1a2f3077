"""The send window on the customer's own clock: closing minutes, weekdays, holidays, and the days clocks change."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.domain.send_window import EVERY_DAY, Place, SendWindow, first_opening
from tests.builders import no_holidays
from tests.fakes import FakeHolidays

PARIS = ZoneInfo("Europe/Paris")
WORKING = SendWindow(weekdays=(1, 2, 3, 4, 5), opens=9 * 60, closes=18 * 60)
MINUTE = timedelta(minutes=1)


def paris(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS, fold=fold).astimezone(UTC)


def opening(window: SendWindow, at: datetime, holidays: FakeHolidays | None = None) -> datetime:
    return first_opening(window, at, Place(PARIS, "FR", holidays or no_holidays))


def is_inside(window: SendWindow, at: datetime, place: Place) -> bool:
    """The definition, without any arithmetic: what the customer's clock and calendar show."""
    local = at.astimezone(place.zone)
    minute, day = local.hour * 60 + local.minute, local.date()
    is_off = window.skips_holidays and place.holidays(place.country, day)
    return window.opens <= minute < window.closes and local.isoweekday() in window.weekdays and not is_off


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-11-24T11:00:30", "2026-11-24T11:00:30"),
        ("2026-11-24T09:00:00", "2026-11-24T09:00:00"),
        ("2026-11-24T08:59:59", "2026-11-24T09:00:00"),
        ("2026-11-24T17:59:59", "2026-11-24T17:59:59"),
        ("2026-11-24T18:00:00", "2026-11-25T09:00:00"),
        ("2026-11-27T18:00:00", "2026-11-30T09:00:00"),
        ("2026-11-28T12:00:00", "2026-11-30T09:00:00"),
    ],
)
def test_the_window_lets_through_or_moves_to_its_next_opening(at: str, expected: str) -> None:
    assert opening(WORKING, paris(at)) == paris(expected)


def test_several_holidays_in_a_row_are_all_passed() -> None:
    holidays = FakeHolidays(FR={date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 28)}, DE={date(2026, 12, 29)})
    window = SendWindow(WORKING.weekdays, WORKING.opens, WORKING.closes, skips_holidays=True)
    assert opening(window, paris("2026-12-24T10:00:00"), holidays) == paris("2026-12-29T09:00:00")
    assert opening(WORKING, paris("2026-12-24T10:00:00"), holidays) == paris("2026-12-24T10:00:00")


def test_an_opening_the_clock_jumps_over_is_the_moment_it_jumps() -> None:
    window = SendWindow(opens=2 * 60 + 30, closes=4 * 60)
    assert opening(window, paris("2026-03-29T00:10:00")) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_a_window_the_clock_jumps_over_waits_for_the_next_day() -> None:
    window = SendWindow(opens=2 * 60, closes=3 * 60)
    assert opening(window, paris("2026-03-29T00:10:00")) == paris("2026-03-30T02:00:00")


def test_an_hour_the_clock_shows_twice_is_open_twice() -> None:
    window = SendWindow(opens=2 * 60, closes=2 * 60 + 30)
    assert opening(window, paris("2026-10-25T01:00:00")) == paris("2026-10-25T02:00:00", fold=0)
    assert opening(window, paris("2026-10-25T02:40:00", fold=0)) == paris("2026-10-25T02:00:00", fold=1)
    assert opening(window, paris("2026-10-25T02:40:00", fold=1)) == paris("2026-10-26T02:00:00")


def test_the_day_the_clock_changes_lasts_until_its_midnight() -> None:
    window = SendWindow(opens=23 * 60 + 30)
    for day in ("2026-03-29", "2026-10-25"):
        assert opening(window, paris(f"{day}T01:00:00")) == paris(f"{day}T23:30:00")


def test_the_opening_keeps_its_local_hour_over_a_clock_change() -> None:
    assert opening(WORKING, paris("2026-03-27T20:00:00")) == datetime(2026, 3, 30, 7, 0, tzinfo=UTC)
    assert opening(WORKING, paris("2026-03-20T20:00:00")) == datetime(2026, 3, 23, 8, 0, tzinfo=UTC)


def test_a_year_of_holidays_holds_nothing_back() -> None:
    def always(_country: str, _day: date) -> bool:
        return True

    at = paris("2026-11-24T11:00:00")
    assert first_opening(SendWindow(skips_holidays=True), at, Place(PARIS, "FR", always)) == at


@pytest.mark.parametrize(
    "wrong",
    [
        {"weekdays": ()},
        {"weekdays": (0, 1)},
        {"weekdays": (8,)},
        {"opens": 600, "closes": 600},
        {"opens": 601, "closes": 600},
        {"opens": -1},
        {"closes": 1441},
    ],
)
def test_a_window_that_never_opens_cannot_be_made(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="A send window"):
        SendWindow(**wrong)  # type: ignore[arg-type]  # the values under test are wrong ones


ZONES = st.sampled_from(
    ["Europe/Paris", "America/New_York", "America/Santiago", "Africa/Cairo", "Australia/Lord_Howe", "Asia/Kathmandu"]
)


@st.composite
def windows(draw: st.DrawFn) -> SendWindow:
    opens = draw(st.integers(0, 1439))
    closes = draw(st.integers(opens + 1, 1440))
    return SendWindow(tuple(draw(st.sets(st.sampled_from(EVERY_DAY), min_size=1))), opens, closes, draw(st.booleans()))


@given(
    window=windows(),
    zone=ZONES.map(ZoneInfo),
    at=st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001 -- Hypothesis adds the zone
    off=st.sets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=20),
)
@example(SendWindow(opens=0, closes=30), ZoneInfo("Africa/Cairo"), datetime(2026, 4, 23, 21, 59, tzinfo=UTC), set())
@example(
    SendWindow(opens=120, closes=130), ZoneInfo("Australia/Lord_Howe"), datetime(2026, 10, 3, 15, tzinfo=UTC), set()
)
def test_the_opening_is_inside_and_nothing_before_it_is(
    window: SendWindow, zone: ZoneInfo, at: datetime, off: set[date]
) -> None:
    place = Place(zone, "FR", FakeHolidays(FR=off))
    found = first_opening(window, at, place)
    assert found >= at
    assert is_inside(window, found, place)
    if found > at:
        assert not is_inside(window, at, place)
        assert not is_inside(window, found - timedelta(microseconds=1), place)
        stretch = max(at, found - timedelta(days=2)).replace(second=0, microsecond=0) + MINUTE
        while stretch < found:
            assert not is_inside(window, stretch, place)
            stretch += MINUTE
