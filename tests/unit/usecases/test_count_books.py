"""What the stream tells of transmissions becomes the books of their day and door, in as few writes as cells."""

from dataclasses import replace

from chalicelib.domain.books import BooksPlace, source_of
from chalicelib.domain.transmission import Books, Transmission, TransmissionKind, TransmissionMode, TransmissionState
from chalicelib.usecases.books_ports import BooksDelta
from chalicelib.usecases.change_ports import TransmissionChange
from chalicelib.usecases.count_books import count_books
from tests.builders import a_transmission
from tests.fakes import FakeBooks

ONE = Books(1, 1, requests=1)


class CountingBooks(FakeBooks):
    """Counts the writes."""

    def __init__(self) -> None:
        super().__init__()
        self.writes = 0

    def add(self, place: BooksPlace, delta: BooksDelta) -> bool:
        """As the fake's."""
        self.writes += 1
        return super().add(place, delta)


def a_call(number: int) -> Transmission:
    return a_transmission(TransmissionKind.CALL, distinct=str(number), books=ONE)


def told(*changes: tuple[Transmission | None, Transmission | None]) -> CountingBooks:
    books = CountingBooks()
    numbered = [TransmissionChange(f"{n:040d}", before, after) for n, (before, after) in enumerate(changes)]
    assert not count_books(books, numbered)
    return books


def test_calls_of_one_door_told_together_cost_one_write() -> None:
    books = told(*((None, a_call(number)) for number in range(100)))
    assert books.writes == 1
    (figures,) = books.kept.values()
    assert figures.books == Books(100, 100, requests=100)


def test_what_moves_no_figure_costs_nothing() -> None:
    file = a_transmission()
    running = replace(file, state=TransmissionState.RUNNING, chunks=3)
    assert told((None, file), (file, running), (running, running)).writes == 0


def test_validations_cost_nothing() -> None:
    assert told((None, replace(a_call(1), mode=TransmissionMode.VALIDATE))).writes == 0


def test_files_and_calls_of_one_door_stand_in_cells_of_their_own() -> None:
    """Their changes come from two partitions of the table, which the stream tells in no common order."""
    file = replace(a_transmission(books=ONE), method=a_call(1).method)
    books = told((None, a_call(1)), (None, file))
    assert {place.source for place in books.kept} == {
        source_of(file.transmission_id),
        source_of(a_call(1).transmission_id),
    }


def test_a_transmission_that_is_gone_leaves_its_cell() -> None:
    books = told((None, a_call(1)), (a_call(1), None))
    assert [figures.books for figures in books.kept.values()] == [Books()]
