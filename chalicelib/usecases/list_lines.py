"""The lines behind a figure of a transmission, in their order: beside the item of a call, else in chunks' outcomes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from chalicelib.domain.errors import TransmissionNotFoundError
from chalicelib.domain.transmission import Books, Chunk, Line, Transmission
from chalicelib.domain.transmission_lines import lines_from
from chalicelib.domain.transmission_search import LineFigure
from chalicelib.usecases.transmission_ports import IntakeFiles, Transmissions

CHUNKS_READ, CHUNKS_LOOKED_AT = 4, 100
"""Of one page, so that its work is bounded: outcomes read, and chunks passed over because they hold no such line."""


class LinePlace(NamedTuple):
    """Where a page goes on: a chunk, and how many of its lines are behind us; lines beside the item are chunk 0."""

    chunk: int = 0
    offset: int = 0


@dataclass(frozen=True)
class LinePage:
    """Some lines, and where to go on; None at the end. A page may be short and still lead on."""

    lines: tuple[Line, ...]
    next_place: LinePlace | None = None


@dataclass(frozen=True)
class Archive:
    """The ports that hold lines."""

    transmissions: Transmissions
    files: IntakeFiles

    def found(self, website_id: str, transmission_id: str) -> Transmission:
        """Raises TransmissionNotFoundError."""
        found = self.transmissions.get(website_id, transmission_id)
        if found is None:
            raise TransmissionNotFoundError("No transmission of this website has this identifier.")
        return found

    def outcomes(self, chunk: Chunk) -> list[Line]:
        """The lines known of a chunk; none before its first ones are written, or once they are kept no longer."""
        if not chunk.outcomes_place:
            return []
        try:
            return lines_from(self.files.read(chunk.outcomes_place).decode())
        except FileNotFoundError:
            return []

    def portions(self, one: Transmission, first_chunk: int = 0) -> Iterator[tuple[int, Sequence[Line]]]:
        """All lines of a transmission, chunk by chunk."""
        if not one.chunks:
            yield 0, self.transmissions.lines(one.website_id, one.transmission_id)
        for number in range(first_chunk, one.chunks):
            chunk = self.transmissions.chunk(one.website_id, one.transmission_id, number)
            yield number, self.outcomes(chunk) if chunk else ()


def list_lines(
    archive: Archive, one: Transmission, figure: LineFigure | None, *, size: int, place: LinePlace
) -> LinePage:
    """The lines behind a figure, or all of them. While a chunk is under way, its refused lines are there already."""
    if not one.chunks:
        lines = archive.transmissions.lines(one.website_id, one.transmission_id)
        return _page([*_numbered(0, lines, figure, place.offset)], size, None)
    found: list[tuple[LinePlace, Line]] = []
    read = 0
    for number in range(place.chunk, one.chunks):
        if read == CHUNKS_READ or number - place.chunk == CHUNKS_LOOKED_AT:
            return _page(found, size, LinePlace(number))
        chunk = archive.transmissions.chunk(one.website_id, one.transmission_id, number)
        if chunk is None or not _may_hold(chunk, figure):
            continue
        offset = place.offset if number == place.chunk else 0
        found += _numbered(number, archive.outcomes(chunk), figure, offset)
        read += 1
        if len(found) > size:
            break
    return _page(found, size, None)


def _may_hold(chunk: Chunk, figure: LineFigure | None) -> bool:
    books: Books = chunk.books or chunk.seen
    return books.received > 0 if figure is None else figure.of(books) > 0


def _numbered(
    chunk: int, lines: Sequence[Line], figure: LineFigure | None, offset: int
) -> Iterator[tuple[LinePlace, Line]]:
    """Lines with the place behind each."""
    for index in range(offset, len(lines)):
        if figure is None or figure.holds(lines[index]):
            yield LinePlace(chunk, index + 1), lines[index]


def _page(found: Sequence[tuple[LinePlace, Line]], size: int, leads_to: LinePlace | None) -> LinePage:
    lines = tuple(line for _, line in found[:size])
    return LinePage(lines, found[size - 1][0] if len(found) > size else leads_to)
