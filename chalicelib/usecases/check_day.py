"""Check the books of a website's day: figures against lines, requests against their rows, cells against transmissions.

It goes on where the last one stopped, even in the middle of a large file. A transmission that is still being worked
through is counted once it is over: until then the day does not close, and is looked at again.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from chalicelib.domain.books import (
    CheckPlace,
    DayCheck,
    DoorCheck,
    KnownStatuses,
    Recounted,
    are_live,
    requests_made,
)
from chalicelib.domain.transmission import (
    Line,
    Transmission,
    TransmissionKind,
    TransmissionMode,
    books_of,
    kind_of,
)
from chalicelib.domain.transmission_search import TransmissionFilter
from chalicelib.usecases.check_cells import check_cells
from chalicelib.usecases.counter_ports import CountedZones
from chalicelib.usecases.list_transmissions import walk
from chalicelib.usecases.recount_ports import Checkpoints
from chalicelib.usecases.show_books import Bookkeeping

OVERDUE_AFTER = timedelta(hours=24)

TOGETHER = 100
"""Calls whose lines are read in one call."""


@dataclass(frozen=True)
class BooksChecking:
    """The ports of the check; `wait` lets half a second pass."""

    bookkeeping: Bookkeeping
    zones: CountedZones
    checkpoints: Checkpoints
    wait: Callable[[], None]


def check_day(
    checking: BooksChecking, website_id: str, day: date, *, now: datetime, has_time: Callable[[], bool]
) -> DayCheck:
    """Check a day, or go on with a check under way; `checked_at` is None when time ran out."""
    checks = checking.bookkeeping.checks
    known = checks.check(website_id, day)
    check = known if known and known.checked_at is None else DayCheck(website_id, day)
    for together in _together(_left(checking, check, now)):
        if not has_time():
            break
        check = _with(checking, check, together, now=now, has_time=has_time)
        if check.place is not None and check.place.chunk is not None:
            break
    else:
        cells = check_cells(checking, website_id, day, now=now)
        check = replace(check, drifted=cells.drifted, unsettled=cells.unsettled, checked_at=now, place=None)
    checks.save(check)
    return check


def _left(checking: BooksChecking, check: DayCheck, now: datetime) -> Iterator[Transmission]:
    """The day's transmissions still to look at: files, then calls, newest first."""
    place, transmissions = check.place, checking.bookkeeping.archive.transmissions
    kinds = list(TransmissionKind)
    if place is not None:
        kinds = kinds[kinds.index(kind_of(place.transmission_id)) :]
        if place.chunk is not None:
            yield checking.bookkeeping.archive.found(check.website_id, place.transmission_id)
    for number, kind in enumerate(kinds):
        wanted = TransmissionFilter(kind, check.day, check.day, mode=TransmissionMode.SEND)
        after = place.transmission_id if place and not number else None
        yield from walk(transmissions, check.website_id, wanted, now=now, after=after)


def _together(transmissions: Iterator[Transmission]) -> Iterator[list[Transmission]]:
    """Those without chunks a hundred at a time, each of the others alone, in the same order."""
    waiting: list[Transmission] = []
    for one in transmissions:
        if waiting and (one.chunks or len(waiting) == TOGETHER):
            yield waiting
            waiting = []
        if one.chunks:
            yield [one]
        else:
            waiting.append(one)
    if waiting:
        yield waiting


def _with(
    checking: BooksChecking,
    check: DayCheck,
    together: Sequence[Transmission],
    *,
    now: datetime,
    has_time: Callable[[], bool],
) -> DayCheck:
    """With some more transmissions; its place stands within the last one when time ran out there."""
    last = together[-1]
    if last.chunks and last.is_over:
        place = check.place if check.place and check.place.chunk is not None else CheckPlace(last.transmission_id, 0)
        left = _through_chunks(checking, last, place, has_time)
        if left.chunk is not None:
            return replace(check, place=left)
        check = check.with_door(last.method, _door(last, left.so_far, now))
        if not are_live(last.books):
            known = KnownStatuses(left.so_far.statuses, now, left.so_far.missing)
            checking.bookkeeping.checks.save_statuses(last.website_id, last.transmission_id, known)
    else:
        lines = checking.bookkeeping.archive.transmissions.lines_of_many(
            check.website_id, [one.transmission_id for one in together if not one.chunks]
        )
        check = _with_calls(checking, check, [(one, lines.get(one.transmission_id, ())) for one in together], now)
    return replace(check, place=CheckPlace(last.transmission_id))


def _with_calls(
    checking: BooksChecking, check: DayCheck, calls: Sequence[tuple[Transmission, Sequence[Line]]], now: datetime
) -> DayCheck:
    """With their lines; the statuses of all their requests are looked up together."""
    made = [one for _, lines in calls for one in requests_made(lines)]
    found = checking.bookkeeping.statuses.statuses_of(check.website_id, made) if made else {}
    for call, lines in calls:
        statuses = [found[one] for one in requests_made(lines) if one in found]
        missing = len(requests_made(lines)) - len(statuses)
        recounted = Recounted(books_of(tuple(lines)), dict(Counter(statuses)), missing)
        check = check.with_door(call.method, _door(call, recounted, now))
    return check


def _through_chunks(
    checking: BooksChecking, one: Transmission, place: CheckPlace, has_time: Callable[[], bool]
) -> CheckPlace:
    """Behind the transmission with all of its lines counted, or within it when time ran out."""
    so_far = place.so_far
    for number, lines in checking.bookkeeping.archive.portions(one, place.chunk or 0):
        if number != place.chunk and not has_time():
            return CheckPlace(one.transmission_id, number, so_far)
        made = requests_made(lines)
        found = checking.bookkeeping.statuses.statuses_of(one.website_id, made) if made else {}
        so_far += Recounted(books_of(tuple(lines)), dict(Counter(found.values())), len(made) - len(found))
    return CheckPlace(one.transmission_id, None, so_far)


def _door(one: Transmission, found: Recounted, now: datetime) -> DoorCheck:
    """What one transmission adds to its door."""
    named = (one.transmission_id,)
    if not one.is_over:
        return DoorCheck(running=1, overdue=int(now - one.received_at >= OVERDUE_AFTER), named=named)
    is_broken = one.books != found.books or not one.books.close
    return DoorCheck(found, broken=int(is_broken), named=named if is_broken or found.missing else ())
