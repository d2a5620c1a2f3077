"""Show the books by day and door, and what became of the requests behind them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from chalicelib.domain.books import DoorBooks, KnownStatuses, are_live, requests_made
from chalicelib.domain.proof import TransmissionMethod
from chalicelib.domain.transmission import Books, Transmission, TransmissionKind, TransmissionMode
from chalicelib.domain.transmission_search import TransmissionFilter
from chalicelib.usecases.books_ports import BooksChecks, BooksStore, RequestStatuses
from chalicelib.usecases.list_lines import Archive
from chalicelib.usecases.list_transmissions import walk


@dataclass(frozen=True)
class Bookkeeping:
    """The ports of the books."""

    books: BooksStore
    checks: BooksChecks
    archive: Archive
    statuses: RequestStatuses


def show_books(
    bookkeeping: Bookkeeping, website_id: str, *, first: date, last: date, method: TransmissionMethod | None = None
) -> list[DoorBooks]:
    """Every door of every day through which something came, newest day first. Two queries."""
    found: dict[tuple[date, TransmissionMethod], Books] = {}
    for place, figures in bookkeeping.books.cells(website_id, first=first, last=last).items():
        if method in (None, place.method):
            key = (place.day, place.method)
            found[key] = found.get(key, Books()) + figures.books
    checks = {check.day: check for check in bookkeeping.checks.checks(website_id, first=first, last=last)}
    lines = []
    for (day, door), books in found.items():
        check = checks.get(day)
        is_checked = check is not None and check.checked_at is not None
        of_door = check.doors.get(door) if check and is_checked else None
        lines.append(DoorBooks(day, door, books, of_door, check.checked_at if check and of_door else None))
    return sorted((one for one in lines if one.books != Books()), key=lambda one: (-one.day.toordinal(), one.method))


def with_live_statuses(bookkeeping: Bookkeeping, website_id: str, one: DoorBooks, *, now: datetime) -> DoorBooks:
    """The same, with what became of its requests as they stand now; as the check found it where they are too many."""
    if not are_live(one.books):
        return one
    made: list[str] = []
    for kind in TransmissionKind:
        wanted = TransmissionFilter(kind, one.day, one.day, one.method, mode=TransmissionMode.SEND)
        for transmission in walk(bookkeeping.archive.transmissions, website_id, wanted, now=now):
            made += _made(bookkeeping, transmission)
    return replace(one, live=_looked_up(bookkeeping, website_id, made, now))


def statuses_of_transmission(bookkeeping: Bookkeeping, one: Transmission, *, now: datetime) -> KnownStatuses | None:
    """What became of the requests a transmission made: now, or as the nightly check found it; None when unknown."""
    if one.mode is TransmissionMode.VALIDATE:
        return None
    if not are_live(one.books):
        return bookkeeping.checks.statuses(one.website_id, one.transmission_id)
    return _looked_up(bookkeeping, one.website_id, _made(bookkeeping, one), now)


def _made(bookkeeping: Bookkeeping, one: Transmission) -> list[str]:
    if not one.books.requests:
        return []
    return [made for _, lines in bookkeeping.archive.portions(one) for made in requests_made(lines)]


def _looked_up(bookkeeping: Bookkeeping, website_id: str, made: Sequence[str], now: datetime) -> KnownStatuses:
    found = bookkeeping.statuses.statuses_of(website_id, made) if made else {}
    return KnownStatuses(dict(Counter(found.values())), now, missing=len(made) - len(found))
