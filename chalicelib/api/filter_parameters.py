"""The list's filter over HTTP: one table of names, for query strings, for JSON bodies and for answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from chalicelib.api.query_values import Query, codes, day, one_of, texts, word, words
from chalicelib.domain.errors import InvalidParameterError
from chalicelib.domain.listing import ReviewRequestFilter
from chalicelib.domain.milestones import AFTER_A_REMINDER, Milestone
from chalicelib.domain.proof import LANGUAGES, Channel, ReviewType, TransmissionMethod
from chalicelib.domain.reasons import REASONS
from chalicelib.domain.status import Status


@dataclass(frozen=True)
class FilterField:
    """A field of ReviewRequestFilter, and how its parameter is read."""

    attribute: str
    read: Callable[[Query, str], Any]


FILTER_FIELDS: dict[str, FilterField] = {
    "experience_from": FilterField("first_day", day),
    "experience_to": FilterField("last_day", day),
    "status": FilterField("statuses", lambda query, name: words(query, name, Status)),
    "review_type": FilterField("review_types", lambda query, name: words(query, name, ReviewType)),
    "reason": FilterField("reasons", lambda query, name: codes(query, name, REASONS)),
    "channel": FilterField("channels", lambda query, name: words(query, name, Channel)),
    "shop_id": FilterField("shop_ids", texts),
    "transmission_method": FilterField(
        "transmission_methods", lambda query, name: words(query, name, TransmissionMethod)
    ),
    "language": FilterField("languages", lambda query, name: codes(query, name, LANGUAGES)),
    "template": FilterField("templates", texts),
    "sent_from": FilterField("sent_first_day", day),
    "sent_to": FilterField("sent_last_day", day),
    "reached": FilterField("reached", lambda query, name: word(query, name, Milestone)),
    "after_reminder": FilterField("after_reminder", lambda query, name: one_of(query, name, AFTER_A_REMINDER)),
    "received_from": FilterField("received_first_day", day),
    "received_to": FilterField("received_last_day", day),
}
"""By the name of the parameter."""

RANGES = (("experience_from", "experience_to"), ("sent_from", "sent_to"), ("received_from", "received_to"))


def filter_from_query(query: Query) -> ReviewRequestFilter:
    """The filter of a query string, whatever else stands there. Raises InvalidParameterError naming what is wrong."""
    values = {field.attribute: field.read(query, name) for name, field in FILTER_FIELDS.items()}
    for first, last in RANGES:
        start, end = values[FILTER_FIELDS[first].attribute], values[FILTER_FIELDS[last].attribute]
        if start and end and start > end:
            raise InvalidParameterError(f"{first} must not be after {last}.", field=first)
    return ReviewRequestFilter(**values)


def filter_from_json(value: object) -> ReviewRequestFilter | None:
    """The same names and values as in a query string; a single value may stand without its list.

    Raises InvalidParameterError naming `filter`, or the part of it that is wrong.
    """
    if value is None:
        return None
    if not isinstance(value, Mapping) or not set(value) <= FILTER_FIELDS.keys():
        raise InvalidParameterError(f"The filter is an object with {', '.join(sorted(FILTER_FIELDS))}.", field="filter")
    query = {name: given if isinstance(given, list) else [given] for name, given in value.items() if given is not None}
    if not all(isinstance(one, str) for given in query.values() for one in given):
        raise InvalidParameterError("The filter's values are texts or lists of texts.", field="filter")
    return filter_from_query(query)


def filter_json(wanted: ReviewRequestFilter) -> dict[str, Any]:
    """What `filter_from_json` reads back as the same filter."""
    return {name: _shown(getattr(wanted, field.attribute)) for name, field in FILTER_FIELDS.items()}


def _shown(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return sorted(value) if isinstance(value, frozenset) else value
