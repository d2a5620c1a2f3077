"""Public holidays by country, from the `holidays` package."""

from datetime import date


class HolidayCalendar:
    """Fits `Holidays`: national public holidays with their observed days; regional ones do not count."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], frozenset[date]] = {}

    def __call__(self, country: str, day: date) -> bool:
        """Whether the day is a public holiday; never in a country without a calendar. `country` is ISO alpha-2."""
        key = (country, day.year)
        if key not in self._known:
            self._known[key] = _holidays_of(country, day.year)
        return day in self._known[key]


def _holidays_of(country: str, year: int) -> frozenset[date]:
    from holidays import country_holidays  # noqa: PLC0415 - 300 modules, loaded only where holidays are skipped

    try:
        return frozenset(country_holidays(country, years=year))
    except NotImplementedError:
        return frozenset()
