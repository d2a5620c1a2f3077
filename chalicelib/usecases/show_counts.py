"""Show how many requests stand in each status, as the table's stream counted them."""

from collections.abc import Mapping

from chalicelib.domain.listing import ReviewRequestFilter
from chalicelib.domain.status import Status
from chalicelib.usecases.counter_ports import Counters


def show_counts(
    counters: Counters, website_id: str, zone_name: str, wanted: ReviewRequestFilter
) -> Mapping[Status, int] | None:
    """Rows by status, every status named, of the filter's experience days and types; its other fields do not count.

    None while the website's counts are being made anew. Where the stream lost a change, a count may be wrong until the
    day's check, but never below nought.
    """
    days = counters.days(website_id, zone_name, first=wanted.first_day, last=wanted.last_day)
    if days is None:
        return None
    types = wanted.matching_types
    statuses = dict.fromkeys(Status, 0)
    for counts in days.values():
        for (review_type, status), count in counts.items():
            if not types or review_type in types:
                statuses[status] += count
    return {status: max(count, 0) for status, count in statuses.items()}
