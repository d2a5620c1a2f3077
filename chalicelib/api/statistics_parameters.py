"""The query string of statistics: names and values are the list's, so that a figure's link finds its rows."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from chalicelib.api.query_values import Query, codes, day, refuse_unknown, texts, words
from chalicelib.domain.errors import InvalidParameterError
from chalicelib.domain.proof import LANGUAGES, Channel, ReviewType
from chalicelib.domain.statistics import Dimension, StatisticsFilter

DEFAULT_DAYS = 30
MONTHS_BACK = 24
DAYS_AHEAD = 366
"""E-mails planned for the days to come have their figures too."""

READERS: dict[Dimension, Callable[[Query, str], frozenset[str]]] = {
    Dimension.REVIEW_TYPE: lambda query, name: asked(words(query, name, ReviewType)),
    Dimension.CHANNEL: lambda query, name: codes(query, name, tuple(Channel)),
    Dimension.SHOP_ID: texts,
    Dimension.LANGUAGE: lambda query, name: codes(query, name, LANGUAGES),
    Dimension.TEMPLATE: texts,
}
"""How the values of each dimension are read."""

KNOWN = ("sent_from", "sent_to", *(dimension.value for dimension in Dimension))


def asked(review_types: frozenset[ReviewType]) -> frozenset[str]:
    """The single things asked for: whoever wants both wants either, as in the list."""
    return frozenset(single.value for wanted in review_types for single in wanted.asked)


def statistics_filter(query: Query, *, today: date) -> StatisticsFilter:
    """Understand the query; without days, the last thirty, today included. Raises InvalidParameterError."""
    refuse_unknown(query, KNOWN)
    first, last = _period(day(query, "sent_from"), day(query, "sent_to"), today)
    return StatisticsFilter(first, last, {one: read(query, one.value) for one, read in READERS.items()})


def _period(first: date | None, last: date | None, today: date) -> tuple[date, date]:
    """Thirty days up to the last one, or up to today."""
    earliest, latest = months_before(today, MONTHS_BACK), today + timedelta(DAYS_AHEAD)
    last = last or max(today, first or today)
    if not earliest <= last <= latest:
        raise InvalidParameterError(f"The last day lies between {earliest} and {latest}.", field="sent_to")
    first = first or max(earliest, last - timedelta(DEFAULT_DAYS - 1))
    if first < earliest:
        sentence = f"Statistics go back {MONTHS_BACK} months: the first day is {earliest} at the earliest."
        raise InvalidParameterError(sentence, field="sent_from")
    if first > last:
        raise InvalidParameterError("sent_from must not be after sent_to.", field="sent_from")
    return first, last


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the last one of a shorter month."""
    year, before = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, before + 1, min(day.day, monthrange(year, before + 1)[1]))
