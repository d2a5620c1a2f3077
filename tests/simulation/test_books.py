"""Transmissions whose figures grow, one invocation in ten failing at every point: the books equal their sum."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from chalicelib.domain.books import BooksPlace, booked, place_of
from chalicelib.domain.errors import BusyError
from chalicelib.domain.proof import TransmissionMethod
from chalicelib.domain.transmission import Books, Transmission, TransmissionKind, TransmissionMode
from chalicelib.usecases.books_ports import BooksDelta, CellFigures
from chalicelib.usecases.change_ports import TransmissionChange
from chalicelib.usecases.count_books import count_books
from tests.builders import NOW, a_transmission
from tests.fakes import FakeBooks
from tests.simulation.stream import Fault, Faults, InvocationDiedError, Reading, Shard

SEED = 20261126
WRITES = 9_000
METHODS = {
    TransmissionKind.FILE: (TransmissionMethod.SFTP, TransmissionMethod.CSV),
    TransmissionKind.CALL: (TransmissionMethod.API, TransmissionMethod.PRESTASHOP, TransmissionMethod.WEBSERVICE),
}


class FaultyBooks(FakeBooks):
    """The store behind a bad line."""

    def __init__(self, faults: Faults) -> None:
        super().__init__()
        self._faults = faults

    def add(self, place: BooksPlace, delta: BooksDelta) -> bool:
        if self._faults.strikes(Fault.REFUSED):
            raise BusyError("slow down")
        done = self.write(place, delta)
        if self._faults.strikes(Fault.ANSWER_LOST):
            raise BusyError("the answer is lost")
        if self._faults.strikes(Fault.DIED_BETWEEN):
            raise InvocationDiedError
        return done

    def write(self, place: BooksPlace, delta: BooksDelta) -> bool:
        """What a mutant does otherwise."""
        return super().add(place, delta)


class NoWatermark(FaultyBooks):
    """A plain addition."""

    def write(self, place: BooksPlace, delta: BooksDelta) -> bool:
        found = self.kept.get(place, CellFigures())
        self.kept[place] = CellFigures(found.books + delta.difference, max(found.watermark, delta.last))
        return True


def transmissions(chance: random.Random) -> Iterator[Transmission]:
    """Files and calls of three local days, around midnight; some of them only validate."""
    for number in range(WRITES // 6):
        kind = chance.choice(list(TransmissionKind))
        received_at = NOW + timedelta(minutes=chance.randrange(3 * 24 * 60))
        yield a_transmission(
            kind,
            distinct=str(number),
            received_at=received_at,
            day=(received_at + timedelta(hours=chance.choice((0, 11)))).date(),
            method=chance.choice(METHODS[kind]),
            mode=TransmissionMode.VALIDATE if chance.random() < 0.1 else TransmissionMode.SEND,
        )


def lived(chance: random.Random) -> tuple[list[Transmission], list[Shard[TransmissionChange]]]:
    """As they stand in the end, and what the stream tells: a shard for each partition of the table."""
    standing: list[Transmission | None] = [None] * (WRITES // 6)
    born = list(transmissions(chance))
    shards: dict[object, Shard[TransmissionChange]] = {}
    for number in range(WRITES):
        index = chance.randrange(len(born))
        before = standing[index]
        after = born[index] if before is None else grown(before, chance)
        standing[index] = after
        change = TransmissionChange(f"{number:040d}", before, after)
        shards.setdefault(place_of(after).source, Shard()).records.append(change)
    return [one for one in standing if one is not None], list(shards.values())


def grown(one: Transmission, chance: random.Random) -> Transmission:
    """One more chunk is over; or a write that changes no figure."""
    if chance.random() < 0.2:
        return replace(one, chunks=one.chunks + 1)
    accepted, duplicate, rejected = (chance.randrange(9) for _ in range(3))
    chunk = Books(accepted + duplicate + rejected, accepted, duplicate, 0, rejected, 0, accepted * 2)
    return replace(one, books=one.books + chunk)


def drift(kind: type[FaultyBooks], rate: float) -> tuple[int, Faults]:
    """How many cells are not the sum of their transmissions."""
    faults = Faults(random.Random(SEED), rate)
    books = kind(faults)
    standing, shards = lived(random.Random(SEED))
    Reading(shards, partial(count_books, books), faults).read_all()
    sums: dict[BooksPlace, Books] = {}
    for one in standing:
        sums[place_of(one)] = sums.get(place_of(one), Books()) + booked(one)
    wrong = [
        place
        for place in {*sums, *books.kept}
        if books.kept.get(place, CellFigures()).books != sums.get(place, Books())
    ]
    return len(wrong), faults


def test_with_one_failure_in_ten_the_cells_are_the_sums_of_their_transmissions() -> None:
    wrong, faults = drift(FaultyBooks, 0.1)

    assert wrong == 0
    assert {fault.name for fault in Fault if not faults.hits[fault]} == set()


@pytest.mark.parametrize(("rate", "is_wrong"), [(0.1, True), (0.0, False)])
def test_a_plain_addition_drifts_in_the_same_world(rate: float, is_wrong: bool) -> None:
    assert (drift(NoWatermark, rate)[0] > 0) is is_wrong
