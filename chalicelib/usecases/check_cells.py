"""Compare the cells of a day with the sum of its transmissions, and set right what is proven wrong.

The stream lags behind, so a difference alone proves nothing; a checkpoint among the transmissions does, as for counts
(`recount.py`). Figures of transmissions only grow: those that read the same before and after did not move in between.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from chalicelib.domain.books import BooksPlace, place_of
from chalicelib.domain.transmission import Books, TransmissionKind, TransmissionMode
from chalicelib.domain.transmission_search import TransmissionFilter
from chalicelib.usecases.books_ports import CellFigures
from chalicelib.usecases.list_transmissions import walk
from chalicelib.usecases.recount import ROUNDS, Marking, pass_checkpoint
from chalicelib.usecases.show_books import Bookkeeping


class CellsChecking(Marking, Protocol):
    """The ports of the check."""

    @property
    def bookkeeping(self) -> Bookkeeping:
        """The books."""


@dataclass(frozen=True)
class CellsCheck:
    """Cells that were wrong and are right now, and cells that could not be judged."""

    drifted: int = 0
    unsettled: int = 0


def check_cells(checking: CellsChecking, website_id: str, day: date, *, now: datetime) -> CellsCheck:
    """Check every cell of a day."""
    drifted, wrong = 0, frozenset[BooksPlace]()
    for _ in range(ROUNDS):
        before = _sums(checking, website_id, day, now)
        wrong = _wrong(before, _cells(checking, website_id, day))
        if not wrong:
            break
        sources = {place.source for place in wrong}
        numbers = {source: pass_checkpoint(checking, website_id, source) for source in sources}
        cells = _cells(checking, website_id, day)
        now_right = {place for place in wrong if _is_right(place, before, cells)}
        after = _sums(checking, website_id, day, now)
        for place in wrong - now_right:
            number = numbers[place.source]
            right = before.get(place, Books())
            if number is None or after.get(place, Books()) != right:
                continue
            found = cells.get(place, CellFigures())
            drifted += checking.bookkeeping.books.correct(place, found, CellFigures(right, number))
        if None in numbers.values():
            break
    return CellsCheck(drifted, len(_wrong(_sums(checking, website_id, day, now), _cells(checking, website_id, day))))


def _cells(checking: CellsChecking, website_id: str, day: date) -> Mapping[BooksPlace, CellFigures]:
    return checking.bookkeeping.books.cells(website_id, first=day, last=day)


def _sums(checking: CellsChecking, website_id: str, day: date, now: datetime) -> dict[BooksPlace, Books]:
    """What the day's transmissions come to, cell by cell."""
    sums: dict[BooksPlace, Books] = {}
    for kind in TransmissionKind:
        wanted = TransmissionFilter(kind, day, day, mode=TransmissionMode.SEND)
        for one in walk(checking.bookkeeping.archive.transmissions, website_id, wanted, now=now):
            sums[place_of(one)] = sums.get(place_of(one), Books()) + one.books
    return sums


def _wrong(sums: Mapping[BooksPlace, Books], cells: Mapping[BooksPlace, CellFigures]) -> frozenset[BooksPlace]:
    return frozenset(place for place in {*sums, *cells} if not _is_right(place, sums, cells))


def _is_right(place: BooksPlace, sums: Mapping[BooksPlace, Books], cells: Mapping[BooksPlace, CellFigures]) -> bool:
    return cells.get(place, CellFigures()).books == sums.get(place, Books())
