"""Transmissions, the stream that tells them, the books and their check, all in one process."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from chalicelib.domain.books import DayCheck, source_of
from chalicelib.domain.transmission import (
    Books,
    Chunk,
    Line,
    LineResult,
    Transmission,
    TransmissionKind,
    TransmissionState,
    books_of,
)
from chalicelib.domain.transmission_lines import lines_text
from chalicelib.usecases.change_ports import TransmissionChange
from chalicelib.usecases.check_books import check_books
from chalicelib.usecases.check_day import BooksChecking, check_day
from chalicelib.usecases.count_books import count_books
from chalicelib.usecases.list_lines import Archive
from chalicelib.usecases.recount_ports import Checkpoint, CountedSource
from chalicelib.usecases.show_books import Bookkeeping
from tests.builders import NOW, WEBSITE_ID, a_proof, a_review_request, a_transmission
from tests.fakes import (
    FakeBooks,
    FakeBooksChecks,
    FakeCountedZones,
    FakeIntakeFiles,
    FakeRequestStatuses,
    FakeReviewRequests,
    FakeTransmissions,
)
from tests.unit.usecases.counted_world import StreamCheckpoints, all_the_time

TODAY = NOW.date()


class BookedWorld:
    """All of it on fakes; `is_stuck`: the stream tells nothing any more."""

    def __init__(self) -> None:
        self.store = FakeReviewRequests()
        self.transmissions = FakeTransmissions()
        self.files = FakeIntakeFiles()
        self.books = FakeBooks()
        self.checks = FakeBooksChecks()
        self.archive = Archive(self.transmissions, self.files)
        self.bookkeeping = Bookkeeping(self.books, self.checks, self.archive, FakeRequestStatuses(self.store))
        self.zones = FakeCountedZones()
        self.zones.begin(WEBSITE_ID, "Europe/Paris")
        self.checkpoints = StreamCheckpoints(self._mark)
        self.checking = BooksChecking(self.bookkeeping, self.zones, self.checkpoints, self.stream)
        self.is_stuck = False
        self._number = 0
        self._told: dict[str, Transmission] = {}
        self._marks: list[Checkpoint] = []

    # ---- the table ---------------------------------------------------------------------------------------------------
    def request(self, reference: str) -> str:
        """A request that stands in the table."""
        row = a_review_request(proof=a_proof(experience_reference=reference))
        self.store.rows[WEBSITE_ID, row.review_request_id] = row
        return row.review_request_id

    def lines(self, *references: str, rejected: int = 0) -> list[Line]:
        """Accepted lines that made a request each, then rejected ones."""
        made = [(self.request(reference),) for reference in references]
        found = [Line(n, LineResult.ACCEPTED, review_request_ids=ids, made=ids) for n, ids in enumerate(made, 1)]
        start = len(found) + 1
        return found + [
            Line(n, LineResult.REJECTED, code="invalid_email", field="email", value="tom(at)example.com")
            for n in range(start, start + rejected)
        ]

    def call(self, distinct: str, lines: Sequence[Line], **overrides: object) -> Transmission:
        """A call that was answered at once."""
        values = {"state": TransmissionState.DONE, "ended_at": NOW, "books": books_of(tuple(lines)), **overrides}
        one = a_transmission(TransmissionKind.CALL, distinct=distinct, **values)
        self.transmissions.add(one, lines)
        return one

    def file(self, distinct: str, chunks: Sequence[Sequence[Line]], *, over: int | None = None) -> Transmission:
        """A file cut into chunks, so many of which are over (all without a number)."""
        one = a_transmission(distinct=distinct)
        self.transmissions.add(one)
        cut = [Chunk(WEBSITE_ID, one.transmission_id, n, f"chunks/{distinct}/{n}") for n in range(len(chunks))]
        self.transmissions.cut(one, cut)
        for chunk, lines in list(zip(cut, chunks, strict=True))[:over]:
            self.finish(chunk, lines)
        if over is None:
            self.transmissions.end(a_transmission(distinct=distinct, state=TransmissionState.DONE, ended_at=NOW))
        return self.transmissions.kept[WEBSITE_ID, one.transmission_id]

    def finish(self, chunk: Chunk, lines: Sequence[Line]) -> None:
        """A chunk's outcomes are written, then it is over."""
        place = f"outcomes/{chunk.transmission_id}/{chunk.number}"
        self.files.write(place, lines_text(lines).encode())
        self.transmissions.finish_chunk(replace(chunk, outcomes_place=place, books=books_of(tuple(lines))))

    def note(self, chunk: Chunk, refused: Sequence[Line]) -> None:
        """Refused lines of a chunk are known while the rest is being committed."""
        place = f"outcomes/{chunk.transmission_id}/{chunk.number}"
        self.files.write(place, lines_text(refused).encode())
        self.transmissions.note_chunk(replace(chunk, outcomes_place=place, seen=books_of(tuple(refused))))

    # ---- the stream --------------------------------------------------------------------------------------------------
    def stream(self) -> None:
        """Tell what was written since."""
        if self.is_stuck:
            return
        changes = []
        for (_, identifier), now in self.transmissions.kept.items():
            if self._told.get(identifier) != now:
                changes.append(TransmissionChange(self._next(), self._told.get(identifier), now))
                self._told[identifier] = now
        assert not count_books(self.books, changes)
        for mark in self._marks:
            self.checkpoints.note(Checkpoint(mark.website_id, mark.source, mark.token, self._next()))
        self._marks = []

    def lose(self) -> None:
        """What was written since is never told."""
        self._told |= {identifier: now for (_, identifier), now in self.transmissions.kept.items()}

    def _mark(self, website_id: str, source: CountedSource, token: str) -> None:
        self._marks.append(Checkpoint(website_id, source, token, ""))

    def _next(self) -> str:
        self._number += 1
        return f"{self._number:040d}"

    # ---- what is looked at -------------------------------------------------------------------------------------------
    def check(self, day: date = TODAY, now: datetime = NOW, steps: int = 1_000) -> DayCheck:
        """A day, or as much of it as so many steps allow."""
        left = iter(range(steps))
        return check_day(self.checking, WEBSITE_ID, day, now=now, has_time=lambda: next(left, None) is not None)

    def check_all(self, now: datetime) -> list[DayCheck]:
        """What the hour does."""
        return check_books(self.checking, now=now, has_time=all_the_time)

    def counted(self, day: date = TODAY) -> Books:
        """All cells of a day."""
        found = self.books.cells(WEBSITE_ID, first=day, last=day).values()
        return sum((figures.books for figures in found), Books())

    def cell_of(self, one: Transmission) -> Books:
        """The cell a transmission counts in."""
        return next(
            figures.books
            for place, figures in self.books.kept.items()
            if place.source == source_of(one.transmission_id) and place.method is one.method
        )
