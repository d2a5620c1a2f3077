"""Query strings become a filter, a page size and a place in the table; page tokens are signed and bound to both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from chalicelib.domain.errors import InvalidParameterError, InvalidTokenError
from chalicelib.domain.listing import DEFAULT_PAGE_SIZE, PAGE_SIZES, ReviewRequestFilter
from chalicelib.domain.proof import ReviewType
from chalicelib.domain.signing import Scope, Signer
from chalicelib.domain.status import Status

Word = TypeVar("Word", bound=StrEnum)
Query = Mapping[str, Sequence[str]]
KNOWN = frozenset({"experience_from", "experience_to", "status", "review_type", "page_size", "page_token"})


@dataclass(frozen=True)
class ListQuery:
    """What a list call asks for; `after` is the last row of the page before."""

    wanted: ReviewRequestFilter
    size: int
    after: str | None


def list_query(query: Query, website_id: str, signer: Signer, *, now: datetime) -> ListQuery:
    """Understand the query of the list. Raises InvalidParameterError naming the parameter and what it takes."""
    unknown = sorted(set(query) - KNOWN)
    if unknown:
        raise InvalidParameterError(f"Unknown parameter; known are {', '.join(sorted(KNOWN))}.", field=unknown[0])
    wanted = ReviewRequestFilter(
        first_day=_day(query, "experience_from"),
        last_day=_day(query, "experience_to"),
        statuses=frozenset(_words(query, "status", Status)),
        review_types=frozenset(_words(query, "review_type", ReviewType)),
    )
    if wanted.first_day and wanted.last_day and wanted.first_day > wanted.last_day:
        raise InvalidParameterError("experience_from must not be after experience_to.", field="experience_from")
    return ListQuery(wanted, _page_size(query), _after(query, website_id, wanted, signer, now))


def page_token(after: str, website_id: str, wanted: ReviewRequestFilter, signer: Signer) -> str:
    """An opaque token for the page after a row; worth nothing for another website or another filter."""
    return signer.sign(Scope.PAGE, {"w": website_id, "f": wanted.fingerprint, "a": after})


def _after(query: Query, website_id: str, wanted: ReviewRequestFilter, signer: Signer, now: datetime) -> str | None:
    token = _single(query, "page_token")
    if token is None:
        return None
    try:
        claims = signer.verify(Scope.PAGE, token, now=now)
    except InvalidTokenError as cause:
        raise _stale_token() from cause
    if claims.get("w") != website_id or claims.get("f") != wanted.fingerprint:
        raise _stale_token()
    return str(claims["a"])


def _stale_token() -> InvalidParameterError:
    sentence = "This page token was made for another website or another filter; start again without it."
    return InvalidParameterError(sentence, field="page_token")


def _single(query: Query, name: str) -> str | None:
    values = query.get(name, ())
    if len(values) > 1:
        raise InvalidParameterError("Give this parameter once.", field=name)
    return values[0] if values and values[0] else None


def _day(query: Query, name: str) -> date | None:
    text = _single(query, name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as cause:
        raise InvalidParameterError("Write the day as YYYY-MM-DD.", field=name) from cause


def _words(query: Query, name: str, kind: type[Word]) -> list[Word]:
    try:
        return [kind(word) for word in query.get(name, ()) if word]
    except ValueError as cause:
        raise InvalidParameterError(f"Known values are {', '.join(kind)}.", field=name) from cause


def _page_size(query: Query) -> int:
    text = _single(query, "page_size") or str(DEFAULT_PAGE_SIZE)
    smallest, largest = PAGE_SIZES
    if not text.isascii() or not text.isdigit() or not smallest <= int(text) <= largest:
        raise InvalidParameterError(f"The page size is a whole number from {smallest} to {largest}.", field="page_size")
    return int(text)
