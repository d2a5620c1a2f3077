"""Keep the books by day and door: each change of a transmission's figures counts once, in the cell of its day."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from chalicelib.domain.books import BooksPlace, booked, place_of
from chalicelib.domain.transmission import Books
from chalicelib.usecases.books_ports import BooksDelta, BooksStore
from chalicelib.usecases.change_ports import TransmissionChange
from chalicelib.usecases.count_once import count_all


class BooksMove(NamedTuple):
    """What one change adds to its cell."""

    sequence_number: str
    difference: Books


def count_books(store: BooksStore, changes: Sequence[TransmissionChange]) -> Mapping[str, Exception]:
    """Count the changes; what failed comes back by the sequence number of its oldest change, and counted nothing.

    The changes of one cell are folded into one write; a change that leaves the figures as they were costs nothing.
    """
    moves: dict[BooksPlace, list[BooksMove]] = {}
    for change in changes:
        there = change.after or change.before
        difference = booked(change.after) - booked(change.before)
        if there is not None and difference != Books():
            moves.setdefault(place_of(there), []).append(BooksMove(change.sequence_number, difference))
    return count_all(store, moves, fold)


def fold(moves: Sequence[BooksMove]) -> BooksDelta:
    """What moves in the order of the stream come to; there is at least one."""
    total = sum((move.difference for move in moves), Books())
    return BooksDelta(moves[0].sequence_number, moves[-1].sequence_number, total)
