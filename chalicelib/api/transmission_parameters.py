"""Queries of transmissions, of their lines and of the books become filters and places."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from chalicelib.api.parameters import page_size, page_token, place_of
from chalicelib.api.query_values import Query, day, refuse_unknown, single, word
from chalicelib.bootstrap import wiring
from chalicelib.domain.errors import InvalidParameterError
from chalicelib.domain.listing import SHORT_PAGE_SIZES, Cut
from chalicelib.domain.proof import TransmissionMethod
from chalicelib.domain.transmission import TransmissionKind
from chalicelib.domain.transmission_search import LineFigure, TransmissionFilter
from chalicelib.usecases.list_lines import LinePlace

FIRST_DAY_OF_ALL = date(2020, 1, 1)
"""Nothing was transmitted before."""

DEFAULT_DAYS, MOST_DAYS = 30, 366
_PLACE = frozenset({"page_size", "page_token"})
_DAYS = frozenset({"from", "to"})
TRANSMISSIONS_KNOWN = frozenset({*_DAYS, *_PLACE, "kind", "transmission_method", "result"})
LINES_KNOWN = frozenset({*_PLACE, "result"})
BOOKS_KNOWN = frozenset({*_DAYS, "transmission_method", "by"})


class KindWord(StrEnum):
    """What the list of transmissions shows."""

    FILES = "files"
    CALLS = "calls"


class By(StrEnum):
    """What the books are told by beside their figures."""

    STATUS = "status"


_KINDS = {KindWord.FILES: TransmissionKind.FILE, KindWord.CALLS: TransmissionKind.CALL}


@dataclass(frozen=True)
class ListCut:
    """A page of a list, and the list that its tokens are good for."""

    website_id: str
    list_name: str
    cut: Cut

    def token(self, after: str | None) -> str | None:
        """What leads to the next page."""
        return page_token(after, self.website_id, self.list_name, wiring.signer)


def transmissions_query(query: Query, website_id: str, *, today: date) -> tuple[TransmissionFilter, ListCut]:
    """Files unless told otherwise; without a first day, calls of the last 30 days, and all files."""
    refuse_unknown(query, TRANSMISSIONS_KNOWN)
    kind = _KINDS[word(query, "kind", KindWord) or KindWord.FILES]
    first, last = _days(query)
    if kind is TransmissionKind.CALL:
        first = first or (last or today) - timedelta(DEFAULT_DAYS - 1)
    wanted = TransmissionFilter(
        kind,
        _possible(first, today),
        _possible(last, today),
        word(query, "transmission_method", TransmissionMethod),
        word(query, "result", LineFigure),
    )
    parts = [wanted.kind, first, last, wanted.method, wanted.figure]
    return wanted, _cut(query, website_id, "transmissions " + " ".join(str(part) for part in parts))


def lines_query(query: Query, website_id: str, transmission_id: str) -> tuple[LineFigure | None, ListCut, LinePlace]:
    """Which lines of a transmission, all of them without `result`."""
    refuse_unknown(query, LINES_KNOWN)
    figure = word(query, "result", LineFigure)
    listed = _cut(query, website_id, f"lines {transmission_id} {figure}")
    return figure, listed, _line_place(listed)


def preview_query(query: Query, website_id: str, transmission_id: str) -> tuple[ListCut, LinePlace]:
    """From which line of a check on."""
    refuse_unknown(query, _PLACE)
    listed = _cut(query, website_id, f"preview {transmission_id}")
    return listed, _line_place(listed)


def _line_place(listed: ListCut) -> LinePlace:
    chunk, _, offset = (listed.cut.after or "0 0").partition(" ")
    return LinePlace(int(chunk), int(offset))


@dataclass(frozen=True)
class BooksQuery:
    """Which days of the books, of which door (None = all), and whether their requests are told by status now."""

    first: date
    last: date
    method: TransmissionMethod | None
    is_by_status: bool


def books_query(query: Query, *, today: date) -> BooksQuery:
    """The last 30 days unless told otherwise. Raises InvalidParameterError naming the parameter."""
    refuse_unknown(query, BOOKS_KNOWN)
    first, last = _days(query)
    last = last or max(today, first or today)
    first = first or last - timedelta(min(DEFAULT_DAYS - 1, (last - date.min).days))
    if (last - first).days >= MOST_DAYS:
        raise InvalidParameterError(f"Ask for at most {MOST_DAYS} days.", field="from")
    method = word(query, "transmission_method", TransmissionMethod)
    is_by_status = word(query, "by", By) is By.STATUS
    if is_by_status and (first != last or method is None):
        sentence = "The statuses of one day and one transmission method can be told: give both."
        raise InvalidParameterError(sentence, field="by")
    return BooksQuery(first, last, method, is_by_status)


def _days(query: Query) -> tuple[date | None, date | None]:
    first, last = day(query, "from"), day(query, "to")
    if first and last and first > last:
        raise InvalidParameterError("from must not be after to.", field="from")
    return first, last


def _possible(given: date | None, today: date) -> date | None:
    """A day on which something may have been received: it is tomorrow somewhere, and keys tell no year 9999."""
    return given and min(max(given, FIRST_DAY_OF_ALL), today + timedelta(days=1))


def _cut(query: Query, website_id: str, list_name: str) -> ListCut:
    token = single(query, "page_token")
    after = None if token is None else place_of(token, website_id, list_name, wiring.signer, now=wiring.clock.now())
    return ListCut(website_id, list_name, Cut(page_size(single(query, "page_size"), SHORT_PAGE_SIZES), after))
