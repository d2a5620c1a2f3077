"""Public holidays: the package's calendars, loaded when first asked and once per country and year."""

import subprocess
import sys
from datetime import date

import holidays
import pytest

from chalicelib.adapters.holiday_calendar import HolidayCalendar


@pytest.mark.parametrize(
    ("country", "day", "expected"),
    [
        ("FR", date(2026, 7, 14), True),
        ("FR", date(2026, 7, 15), False),
        ("FR", date(2027, 3, 29), True),
        ("BE", date(2026, 7, 21), True),
        ("FR", date(2026, 7, 21), False),
        ("US", date(2026, 11, 26), True),
        ("DE", date(2026, 10, 3), True),
        ("QQ", date(2026, 12, 25), False),
    ],
)
def test_a_country_s_own_public_holidays(country: str, day: date, expected: bool) -> None:
    assert HolidayCalendar()(country, day) is expected


def test_a_calendar_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, int]] = []

    def counted(country: str, years: int) -> dict[date, str]:
        asked.append((country, years))
        return {date(years, 1, 1): "New Year"}

    monkeypatch.setattr(holidays, "country_holidays", counted)
    calendar = HolidayCalendar()
    assert [calendar("FR", date(2026, 1, day)) for day in (1, 2, 1)] == [True, False, True]
    assert calendar("FR", date(2027, 1, 1))
    assert asked == [("FR", 2026), ("FR", 2027)]


def test_nothing_is_loaded_before_it_is_needed() -> None:
    code = "import sys; from chalicelib.bootstrap import wiring; wiring.holidays; sys.exit('holidays' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
