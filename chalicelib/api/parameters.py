"""A list's query becomes a filter, an order, a page size and a place; page tokens are signed and bound to the list."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.api.filter_parameters import FILTER_FIELDS, filter_from_query
from chalicelib.api.query_values import Query, query_of, refuse_unknown, single, word
from chalicelib.domain.errors import InvalidParameterError, InvalidTokenError
from chalicelib.domain.listing import (
    DEFAULT_PAGE_SIZE,
    PAGE_SIZES,
    SHORT_PAGE_SIZES,
    Cut,
    ListOrder,
    ReviewRequestFilter,
)
from chalicelib.domain.signing import Scope, Signer

KNOWN = frozenset({*FILTER_FIELDS, "order", "page_size", "page_token"})


@dataclass(frozen=True)
class ListQuery:
    """What a list call asks for."""

    wanted: ReviewRequestFilter
    cut: Cut


def list_query(query: Query, website_id: str, signer: Signer, *, now: datetime) -> ListQuery:
    """Understand the query of the list. Raises InvalidParameterError naming the parameter and what it takes."""
    refuse_unknown(query, KNOWN)
    wanted = filter_from_query(query)
    order = word(query, "order", ListOrder) or ListOrder.NEWEST
    size = page_size(single(query, "page_size"))
    token = single(query, "page_token")
    after = None if token is None else place_of(token, website_id, wanted.fingerprint(order), signer, now=now)
    return ListQuery(wanted, Cut(size, after, order))


def page_token(after: str | None, website_id: str, fingerprint: str, signer: Signer) -> str | None:
    """An opaque token for the page after a row; worth nothing for another website, another filter or another order."""
    return signer.sign(Scope.PAGE, {"w": website_id, "f": fingerprint, "a": after}) if after else None


def place_of(token: str, website_id: str, fingerprint: str, signer: Signer, *, now: datetime) -> str:
    """The row a page token speaks of. Raises InvalidParameterError (`page_token`) unless it was made for this list."""
    try:
        claims = signer.verify(Scope.PAGE, token, now=now)
    except InvalidTokenError as cause:
        raise stale_token() from cause
    if claims.get("w") != website_id or claims.get("f") != fingerprint:
        raise stale_token()
    return str(claims["a"])


def stale_token() -> InvalidParameterError:
    """What is said of a token that leads nowhere here."""
    sentence = "This page token was made for another website or another list; start again without it."
    return InvalidParameterError(sentence, field="page_token")


@dataclass(frozen=True)
class RecordList:
    """A list of a website without a filter, such as its operations; `name` stands where others have their filter's
    fingerprint, so that a token of one list is worth nothing in another.
    """

    website_id: str
    name: str

    def place(self, http_request: Any, signer: Signer, *, now: datetime) -> tuple[int, str | None]:
        """Page size, and the last record of the page before. Raises InvalidParameterError naming the parameter."""
        query = query_of(http_request)
        refuse_unknown(query, {"page_size", "page_token"})
        token = single(query, "page_token")
        after = None if token is None else place_of(token, self.website_id, self.name, signer, now=now)
        return page_size(single(query, "page_size"), SHORT_PAGE_SIZES), after

    def token(self, after: str | None, signer: Signer) -> str | None:
        """What leads to the page after a record."""
        return page_token(after, self.website_id, self.name, signer)


def page_size(text: str | None, sizes: tuple[int, int] = PAGE_SIZES) -> int:
    """The size asked for, or the usual one. Raises InvalidParameterError."""
    text = text or str(DEFAULT_PAGE_SIZE)
    smallest, largest = sizes
    if len(text) > 3 or not text.isascii() or not text.isdigit() or not smallest <= int(text) <= largest:
        raise InvalidParameterError(f"The page size is a whole number from {smallest} to {largest}.", field="page_size")
    return int(text)
