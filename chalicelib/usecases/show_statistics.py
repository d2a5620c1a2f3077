"""Show the figures of a period: the funnel, its days, its groups."""

from chalicelib.domain.statistics import Report, StatisticsFilter, report
from chalicelib.usecases.statistics_ports import Statistics


def show_statistics(
    statistics: Statistics, *, website_id: str, zone_name: str, wanted: StatisticsFilter
) -> Report | None:
    """The figures as far as the stream has told them; None while they are being made anew.

    Raises PeriodTooLargeError for a period that is too long for so many groups.
    """
    cells = statistics.cells(website_id, zone_name, first=wanted.first_day, last=wanted.last_day)
    return None if cells is None else report(cells, wanted)
