"""Values of a query string, read one by one: each refusal names the parameter and what it takes."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from chalicelib.domain.errors import InvalidParameterError

Word = TypeVar("Word", bound=StrEnum)
Query = Mapping[str, Sequence[str]]

MOST_VALUES = 50
LONGEST_TEXT = 200


def query_of(http_request: Any) -> Query:
    """Every value of every parameter; Chalice gives None when there is no query at all."""
    params = http_request.query_params
    return {name: params.getlist(name) for name in params} if params else {}


def refuse_unknown(query: Query, known: Collection[str]) -> None:
    """Raises InvalidParameterError for a parameter nobody knows, so that a slip of the pen is told."""
    unknown = sorted(set(query) - set(known))
    if unknown:
        raise InvalidParameterError(f"Unknown parameter; known are {', '.join(sorted(known))}.", field=unknown[0])


def single(query: Query, name: str) -> str | None:
    """The one value of a parameter; None when it is not given or empty."""
    values = query.get(name, ())
    if len(values) > 1:
        raise InvalidParameterError("Give this parameter once.", field=name)
    return values[0] if values and values[0] else None


def day(query: Query, name: str) -> date | None:
    """A day."""
    text = single(query, name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as cause:
        raise InvalidParameterError("Write the day as YYYY-MM-DD.", field=name) from cause


def word(query: Query, name: str, kind: type[Word]) -> Word | None:
    """One of our words, given once."""
    return one_of(query, name, tuple(kind))


def one_of(query: Query, name: str, known: Sequence[Word]) -> Word | None:
    """One of some of our words, given once."""
    single(query, name)
    given = codes(query, name, known)
    return next((known_word for known_word in known if known_word in given), None)


def words(query: Query, name: str, kind: type[Word]) -> frozenset[Word]:
    """Any of our words."""
    return frozenset(kind(code) for code in codes(query, name, tuple(kind)))


def codes(query: Query, name: str, known: Collection[str]) -> frozenset[str]:
    """Any of the codes known."""
    given = texts(query, name)
    if not given <= set(known):
        raise InvalidParameterError(f"Known values are {', '.join(known)}.", field=name)
    return given


def texts(query: Query, name: str) -> frozenset[str]:
    """Any texts, at most fifty."""
    given = frozenset(text for text in query.get(name, ()) if text)
    if len(given) > MOST_VALUES or any(len(text) > LONGEST_TEXT for text in given):
        raise InvalidParameterError(
            f"Give at most {MOST_VALUES} values of at most {LONGEST_TEXT} characters.", field=name
        )
    return given
