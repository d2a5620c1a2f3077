"""Transmissions, their bytes and their queue in memory."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import BinaryIO

from chalicelib.domain.transmission import (
    Chunk,
    Line,
    Transmission,
    TransmissionKind,
    TransmissionState,
    kind_of,
    received_day_of,
)
from chalicelib.usecases.transmission_ports import TransmissionPage, UploadAddress


class FakeTransmissions:
    """Fits the port `Transmissions`."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], Transmission] = {}
        self.kept_lines: dict[tuple[str, str], tuple[Line, ...]] = {}
        self.kept_chunks: dict[tuple[str, str, int], Chunk] = {}
        self.contents: dict[tuple[str, str], str] = {}

    def add(self, transmission: Transmission, lines: Sequence[Line] = ()) -> bool:
        """Unless it stands there."""
        key = (transmission.website_id, transmission.transmission_id)
        if key in self.kept:
            return False
        self.kept[key], self.kept_lines[key] = transmission, tuple(lines)
        return True

    def get(self, website_id: str, transmission_id: str) -> Transmission | None:
        """As it stands."""
        received_day_of(transmission_id)
        return self.kept.get((website_id, transmission_id))

    def lines(self, website_id: str, transmission_id: str) -> tuple[Line, ...]:
        """Those kept beside it."""
        return self.kept_lines.get((website_id, transmission_id), ())

    def lines_of_many(self, website_id: str, transmission_ids: Sequence[str]) -> Mapping[str, tuple[Line, ...]]:
        """Of each."""
        return {one: self.lines(website_id, one) for one in transmission_ids}

    def cut(self, transmission: Transmission, chunks: Sequence[Chunk]) -> Transmission:
        """Nothing that is there is touched."""
        website_id, transmission_id = key = (transmission.website_id, transmission.transmission_id)
        for chunk in chunks:
            self.kept_chunks.setdefault((website_id, transmission_id, chunk.number), chunk)
        if not self.kept[key].is_over:
            self.kept[key] = replace(self.kept[key], state=TransmissionState.RUNNING, chunks=len(chunks))
        return self.kept[key]

    def chunk(self, website_id: str, transmission_id: str, number: int) -> Chunk | None:
        """As it stands."""
        return self.kept_chunks.get((website_id, transmission_id, number))

    def chunks(self, website_id: str, transmission_id: str) -> Iterator[Chunk]:
        """By number."""
        ours = [key for key in self.kept_chunks if key[:2] == (website_id, transmission_id)]
        yield from (self.kept_chunks[key] for key in sorted(ours))

    def note_chunk(self, chunk: Chunk) -> None:
        """Unless it is over."""
        key = (chunk.website_id, chunk.transmission_id, chunk.number)
        if self.kept_chunks[key].books is None:
            self.kept_chunks[key] = replace(chunk, books=None)

    def finish_chunk(self, chunk: Chunk) -> Transmission:
        """Once."""
        key = (chunk.website_id, chunk.transmission_id, chunk.number)
        whole = self.kept[chunk.website_id, chunk.transmission_id]
        if chunk.books is not None and self.kept_chunks[key].books is None:
            self.kept_chunks[key] = chunk
            whole = replace(whole, books=whole.books + chunk.books, chunks_done=whole.chunks_done + 1)
            self.kept[chunk.website_id, chunk.transmission_id] = whole
        return whole

    def end(self, ended: Transmission) -> Transmission:
        """Unless it is over."""
        key = (ended.website_id, ended.transmission_id)
        standing = self.kept[key]
        if not standing.is_over:
            books = standing.books if standing.chunks else ended.books
            self.kept[key] = replace(ended, books=books, chunks=standing.chunks, chunks_done=standing.chunks_done)
        return self.kept[key]

    def files(self, website_id: str, *, size: int, after: str | None = None) -> TransmissionPage:
        """Newest first."""
        return self._page(website_id, TransmissionKind.FILE, None, size, after)

    def calls(self, website_id: str, day: date, *, size: int, after: str | None = None) -> TransmissionPage:
        """Newest first."""
        return self._page(website_id, TransmissionKind.CALL, day, size, after)

    def _page(
        self, website_id: str, kind: TransmissionKind, day: date | None, size: int, after: str | None
    ) -> TransmissionPage:
        ids = [
            one
            for website, one in self.kept
            if website == website_id
            and kind_of(one) is kind
            and (day is None or received_day_of(one) == day)
            and (after is None or one < after)
        ]
        ids.sort(reverse=True)
        found = tuple(self.kept[website_id, one] for one in ids[:size])
        return TransmissionPage(found, found[-1].transmission_id if len(ids) > size else None)

    def claim_content(
        self, website_id: str, digest: str, transmission_id: str, *, instead_of: str | None = None
    ) -> str:
        """First come, first served."""
        holder = self.contents.get((website_id, digest))
        if holder is None or holder == instead_of:
            self.contents[website_id, digest] = holder = transmission_id
        return holder


class FakeIntakeFiles:
    """Fits the port `IntakeFiles`."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def write(self, place: str, content: bytes | BinaryIO) -> None:
        """In memory."""
        self.kept[place] = content if isinstance(content, bytes) else content.read()

    def write_all(self, contents: Iterable[tuple[str, bytes]]) -> None:
        """One after the other."""
        for place, content in contents:
            self.write(place, content)

    def read(self, place: str) -> bytes:
        """All of it."""
        if place not in self.kept:
            raise FileNotFoundError(place)
        return self.kept[place]

    def open(self, place: str) -> BinaryIO:
        """As a stream."""
        return io.BytesIO(self.read(place))

    def size(self, place: str) -> int | None:
        """Bytes."""
        return len(self.kept[place]) if place in self.kept else None

    def upload_address(self, place: str, *, size: int, lifetime: timedelta) -> UploadAddress:
        """An address that nobody serves."""
        url = f"memory://upload/{place}?size={size}&seconds={int(lifetime.total_seconds())}"
        return UploadAddress(url, {"Content-Type": "text/csv"})

    def download_url(self, place: str, name: str, *, lifetime: timedelta) -> str:
        """An address that nobody serves."""
        return f"memory://download/{place}?name={name}&seconds={int(lifetime.total_seconds())}"


@dataclass
class FakeIntakeQueue:
    """Fits the port `IntakeQueue`: what waits, in the order it came."""

    transmissions: list[tuple[str, str]] = field(default_factory=list)
    chunks: list[tuple[str, str, int]] = field(default_factory=list)
    delays: list[timedelta] = field(default_factory=list)

    def put_transmission(self, website_id: str, transmission_id: str, *, delay: timedelta = timedelta()) -> None:
        """At the end."""
        self.delays.append(delay)
        self.transmissions.append((website_id, transmission_id))

    def put_chunks(
        self, website_id: str, transmission_id: str, numbers: Iterable[int], *, delay: timedelta = timedelta()
    ) -> None:
        """At the end."""
        self.delays.append(delay)
        self.chunks.extend((website_id, transmission_id, number) for number in numbers)

    def is_idle(self) -> bool:
        """Whether nothing waits."""
        return not self.transmissions and not self.chunks
