"""Transmissions and their lines are found page by page, with bounded work, none skipped and none told twice."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from chalicelib.domain.listing import Cut
from chalicelib.domain.proof import TransmissionMethod
from chalicelib.domain.transmission import Books, Line, LineResult, Transmission, TransmissionKind
from chalicelib.domain.transmission_search import LineFigure, TransmissionFilter
from chalicelib.usecases import list_lines as lines_of_pages
from chalicelib.usecases.list_lines import LinePlace, list_lines
from chalicelib.usecases.list_transmissions import READS, list_transmissions, walk
from chalicelib.usecases.transmission_ports import TransmissionPage
from tests.builders import NOW, WEBSITE_ID, a_transmission
from tests.fakes import FakeTransmissions
from tests.unit.usecases.booked_world import BookedWorld

CALL, FILE = TransmissionKind.CALL, TransmissionKind.FILE


class CountingTransmissions(FakeTransmissions):
    """Counts the queries."""

    queries = 0

    def calls(self, website_id: str, day: date, *, size: int, after: str | None = None) -> TransmissionPage:
        """As the fake's."""
        self.queries += 1
        return super().calls(website_id, day, size=size, after=after)


def filled(kind: TransmissionKind, count: int, every: timedelta, **overrides: object) -> CountingTransmissions:
    kept = CountingTransmissions()
    for number in range(count):
        received_at = NOW - every * number
        kept.add(a_transmission(kind, distinct=str(number), received_at=received_at, **overrides))
    return kept


def pages(kept: FakeTransmissions, wanted: TransmissionFilter, size: int) -> Iterator[tuple[Transmission, ...]]:
    after = None
    while True:
        page = list_transmissions(kept, WEBSITE_ID, wanted, Cut(size, after), now=NOW)
        yield page.transmissions
        if page.next_after is None:
            return
        after = page.next_after


@pytest.mark.parametrize("kind", list(TransmissionKind))
@pytest.mark.parametrize("size", [1, 7, 100])
def test_a_walk_finds_each_once_newest_first(kind: TransmissionKind, size: int) -> None:
    kept = filled(kind, 40, timedelta(hours=5))
    wanted = TransmissionFilter(kind, NOW.date() - timedelta(days=6), NOW.date() - timedelta(days=1))
    found = [one for page in pages(kept, wanted, size) for one in page]
    expected = sorted((one for one in kept.kept.values() if wanted.matches(one)), key=lambda one: one.received_at)
    assert found == expected[::-1]
    assert len(found) > 20


def test_the_day_of_the_zone_decides_not_that_of_utc() -> None:
    kept = FakeTransmissions()
    late = NOW.replace(hour=23, minute=30)
    kept.add(a_transmission(CALL, received_at=late, day=date(2026, 11, 24)))
    assert [*walk(kept, WEBSITE_ID, TransmissionFilter(CALL, late.date(), late.date()), now=NOW)] == []
    next_day = TransmissionFilter(CALL, date(2026, 11, 24), date(2026, 11, 24))
    assert len([*walk(kept, WEBSITE_ID, next_day, now=NOW)]) == 1


def test_empty_days_are_crossed_a_few_at_a_time() -> None:
    kept = filled(CALL, 2, timedelta(days=40))
    wanted = TransmissionFilter(CALL, NOW.date() - timedelta(days=60))
    found = [len(page) for page in pages(kept, wanted, 10)]
    assert (sum(found), found.count(0) > 0) == (2, True)
    assert kept.queries <= READS * len(found)


def test_what_is_looked_for_is_found_among_others() -> None:
    kept = filled(FILE, 5, timedelta(minutes=1), method=TransmissionMethod.CSV)
    wrong = a_transmission(distinct="wrong", books=Books(2, 1, rejected=1, withdrawn=1))
    kept.add(wrong)
    for figure in (LineFigure.REJECTED, LineFigure.WITHDRAWN):
        assert [*walk(kept, WEBSITE_ID, TransmissionFilter(FILE, figure=figure), now=NOW)] == [wrong]
    assert [*walk(kept, WEBSITE_ID, TransmissionFilter(FILE, figure=LineFigure.CONFLICT), now=NOW)] == []
    assert [*walk(kept, WEBSITE_ID, TransmissionFilter(FILE, method=TransmissionMethod.SFTP), now=NOW)] == [wrong]


# ---- lines -----------------------------------------------------------------------------------------------------------
def read(world: BookedWorld, one: Transmission, figure: LineFigure | None, size: int) -> list[Line]:
    found: list[Line] = []
    place: LinePlace | None = LinePlace()
    while place is not None:
        page = list_lines(world.archive, one, figure, size=size, place=place)
        assert len(page.lines) <= size
        found += page.lines
        place = page.next_place
    return found


@pytest.mark.parametrize("size", [1, 2, 5, 100])
def test_lines_behind_a_figure_are_found_in_order(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines_of_pages, "CHUNKS_READ", 2)
    monkeypatch.setattr(lines_of_pages, "CHUNKS_LOOKED_AT", 3)
    world = BookedWorld()
    chunks = [world.lines(f"a{n}", f"b{n}", rejected=n % 3) for n in range(8)]
    everything = [line for chunk in chunks for line in chunk]
    rejected = [line for line in everything if line.result is LineResult.REJECTED]
    file = world.file("a.csv", chunks)
    call = world.call("call", chunks[2])
    assert read(world, file, None, size) == everything
    assert read(world, file, LineFigure.REJECTED, size) == rejected
    assert read(world, file, LineFigure.CONFLICT, size) == []
    assert read(world, call, LineFigure.REJECTED, size) == chunks[2][2:]


def test_refused_lines_of_a_chunk_under_way_are_there() -> None:
    world = BookedWorld()
    file = world.file("a.csv", [world.lines("a"), world.lines("b")], over=1)
    chunk = world.transmissions.kept_chunks[WEBSITE_ID, file.transmission_id, 1]
    refused = world.lines(rejected=1)
    world.note(chunk, refused)
    assert read(world, file, LineFigure.REJECTED, 10) == refused


def test_withdrawals_are_accepted_lines_of_their_own() -> None:
    world = BookedWorld()
    withdrawn, known = Line(1, LineResult.ACCEPTED, withdraws=True), Line(2, LineResult.DUPLICATE, withdraws=True)
    call = world.call("call", [withdrawn, known])
    assert read(world, call, LineFigure.WITHDRAWN, 10) == [withdrawn]
    assert read(world, call, LineFigure.ACCEPTED, 10) == [withdrawn]
