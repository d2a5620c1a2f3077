"""Query strings of the list of opt-outs: page size, and page tokens signed and bound to the website."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.domain.errors import InvalidParameterError, InvalidTokenError
from chalicelib.domain.listing import DEFAULT_PAGE_SIZE, SHORT_PAGE_SIZES
from chalicelib.domain.signing import Scope, Signer

KNOWN = ("page_size", "page_token")
LIST = "opt-outs"
"""In the place of a filter's fingerprint: a token of the tracking table is worth nothing here, and the reverse."""


@dataclass(frozen=True)
class Asked:
    """How many entries, and after which one."""

    size: int
    after: str | None


def asked_page(query: Any, website_id: str, signer: Signer, *, now: datetime) -> Asked:
    """Understand a query (None when there is none). Raises InvalidParameterError naming the parameter."""
    given = {name: query.getlist(name) for name in query} if query else {}
    unknown = sorted(set(given) - set(KNOWN))
    if unknown:
        raise InvalidParameterError(f"Unknown parameter; known are {', '.join(KNOWN)}.", field=unknown[0])
    twice = [name for name, values in given.items() if len(values) > 1]
    if twice:
        raise InvalidParameterError("Give this parameter once.", field=twice[0])
    size, token = (next(iter(given.get(name, ())), "") for name in KNOWN)
    return Asked(_size(size), _after(token, website_id, signer, now) if token else None)


def token_after(after: str, website_id: str, signer: Signer) -> str:
    """An opaque token for the page after an entry; worth nothing for another website."""
    return signer.sign(Scope.PAGE, {"w": website_id, "f": LIST, "a": after})


def _size(text: str) -> int:
    smallest, largest = SHORT_PAGE_SIZES
    text = text or str(DEFAULT_PAGE_SIZE)
    if not text.isascii() or not text.isdigit() or not smallest <= int(text) <= largest:
        raise InvalidParameterError(f"The page size is a whole number from {smallest} to {largest}.", field="page_size")
    return int(text)


def _after(token: str, website_id: str, signer: Signer, now: datetime) -> str:
    stale = "This page token was made for another website or another list; start again without it."
    try:
        claims = signer.verify(Scope.PAGE, token, now=now)
    except InvalidTokenError as cause:
        raise InvalidParameterError(stale, field="page_token") from cause
    if claims.get("w") != website_id or claims.get("f") != LIST:
        raise InvalidParameterError(stale, field="page_token")
    return str(claims["a"])
