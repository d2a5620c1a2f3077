"""Public holidays in memory."""

from datetime import date


class FakeHolidays:
    """Fits `Holidays`: opened with the holidays of each country, as `FakeHolidays(FR={date(2026, 12, 25)})`."""

    def __init__(self, **days: set[date]) -> None:
        self._days = days

    def __call__(self, country: str, day: date) -> bool:
        """Whether the day was named for this country."""
        return day in self._days.get(country, set())
