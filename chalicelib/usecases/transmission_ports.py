"""What the use cases need of transmissions: their store, their bytes, their queue."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import BinaryIO, Protocol

from chalicelib.domain.transmission import Chunk, Line, Transmission


@dataclass(frozen=True)
class TransmissionPage:
    """Some transmissions, newest first, and the identifier to go on after; None at the end."""

    transmissions: tuple[Transmission, ...]
    next_after: str | None = None


class Transmissions(Protocol):
    """Transmissions and their chunks."""

    def add(self, transmission: Transmission, lines: Sequence[Line] = ()) -> bool:
        """Keep it; False, and nothing written, when it is there. The lines of a call stand beside it."""

    def get(self, website_id: str, transmission_id: str) -> Transmission | None:
        """As it stands (read strongly). Raises TransmissionNotFoundError for a text that cannot be an identifier."""

    def lines(self, website_id: str, transmission_id: str) -> tuple[Line, ...]:
        """The lines kept beside a call; empty for what is cut into chunks, whose lines stand in their own places."""

    def lines_of_many(self, website_id: str, transmission_ids: Sequence[str]) -> Mapping[str, tuple[Line, ...]]:
        """The same of at most a hundred calls, by identifier, in one call; they may lag behind by a moment."""

    def cut(self, transmission: Transmission, chunks: Sequence[Chunk]) -> Transmission:
        """Keep the chunks (none that is there is touched), then say that it is RUNNING with so many of them."""

    def chunk(self, website_id: str, transmission_id: str, number: int) -> Chunk | None:
        """A chunk as it stands (read strongly)."""

    def chunks(self, website_id: str, transmission_id: str) -> Iterator[Chunk]:
        """All chunks in their order."""

    def note_chunk(self, chunk: Chunk) -> None:
        """Keep what a chunk under way has seen, unless it is over."""

    def finish_chunk(self, chunk: Chunk) -> Transmission:
        """Its books are known: in one transaction the chunk is over and the transmission's books grow by them.

        The transmission afterwards; a chunk that was over before changes nothing.
        """

    def end(self, ended: Transmission) -> Transmission:
        """It is over: state, instant, refusal and repeats as given; so are the books, unless chunks summed them up.

        The transmission afterwards; one that was over before stays as it was.
        """

    def files(self, website_id: str, *, size: int, after: str | None = None) -> TransmissionPage:
        """The files of a website, newest first."""

    def calls(self, website_id: str, day: date, *, size: int, after: str | None = None) -> TransmissionPage:
        """The calls of a website whose identifier stands on this UTC day, newest first."""

    def claim_content(
        self, website_id: str, digest: str, transmission_id: str, *, instead_of: str | None = None
    ) -> str:
        """Say that this content is this transmission's, unless another one holds it; the identifier of who holds it.

        `instead_of` names the holder that may be replaced.
        """


@dataclass(frozen=True)
class UploadAddress:
    """Where bytes may be PUT, and the headers that must come along."""

    url: str
    headers: Mapping[str, str]


class IntakeFiles(Protocol):
    """Our own place for bytes on their way in: uploads, bodies, chunks, what became of them. Merchants never see it."""

    def write(self, place: str, content: bytes | BinaryIO) -> None:
        """Create or replace. Raises BusyError."""

    def write_all(self, contents: Iterable[tuple[str, bytes]]) -> None:
        """Several, each at its place, some of them at once; little more than those is held in memory."""

    def read(self, place: str) -> bytes:
        """All of it. Raises FileNotFoundError."""

    def open(self, place: str) -> BinaryIO:
        """The same as a stream that holds little in memory. Raises FileNotFoundError."""

    def size(self, place: str) -> int | None:
        """Bytes; None when nothing stands there."""

    def upload_address(self, place: str, *, size: int, lifetime: timedelta) -> UploadAddress:
        """An address to which exactly `size` bytes of CSV may be PUT for so long, once: what stands there stays."""

    def download_url(self, place: str, name: str, *, lifetime: timedelta) -> str:
        """An address from which a browser saves it under `name`."""


class IntakeQueue(Protocol):
    """Work on transmissions, at least once and in any order."""

    def put_transmission(self, website_id: str, transmission_id: str, *, delay: timedelta = timedelta()) -> None:
        """Have it brought further after `delay` (whole seconds, at most 900). Raises BusyError."""

    def put_chunks(
        self, website_id: str, transmission_id: str, numbers: Iterable[int], *, delay: timedelta = timedelta()
    ) -> None:
        """Have these chunks worked through, likewise. Raises BusyError when some of them may not be enqueued."""

    def is_idle(self) -> bool:
        """Whether nothing waits and nobody works, as far as the queues can tell: then what is missing was lost."""


PLACES = {
    "upload": "uploads/{website_id}/{transmission_id}",
    "body": "bodies/{website_id}/{transmission_id}",
    "chunk": "chunks/{website_id}/{transmission_id}/{number}",
    "outcomes": "outcomes/{website_id}/{transmission_id}/{number}",
    "log": "reports/{website_id}/{transmission_id}/log.txt",
    "rejected": "reports/{website_id}/{transmission_id}/rejected",
}
"""Where bytes stand in the intake bucket."""
