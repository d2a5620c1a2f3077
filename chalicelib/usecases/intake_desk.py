"""What files and asynchronous calls need on their way from bytes to review requests, whatever their size."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from chalicelib.domain.collection import Collection
from chalicelib.domain.proof import Proof, TransmissionMethod
from chalicelib.domain.proof_outcome import ProofOutcome
from chalicelib.domain.transmission import Chunk, Line, Transmission, WholeRefusal
from chalicelib.domain.withdrawal import Withdrawal
from chalicelib.usecases.drop_ports import ProofFiles
from chalicelib.usecases.foresee_proofs import Outlook
from chalicelib.usecases.operation_ports import Desk
from chalicelib.usecases.transmission_ports import PLACES, IntakeFiles, IntakeQueue, Transmissions


class ReadRows(Protocol):
    """What the rows of a piece are: every one of them is a line of exactly one proof, withdrawal or refused line."""

    @property
    def proofs(self) -> tuple[Proof, ...]:
        """Each merged from its rows."""

    @property
    def withdrawals(self) -> tuple[Withdrawal, ...]:
        """Likewise."""

    @property
    def refused(self) -> tuple[Line, ...]:
        """Rows that are no proof, in any order."""

    def kept(self, refused: Iterable[Line]) -> bytes:
        """What the reports need of lines that are refused, by now or in the end."""


class Reading(Protocol):
    """What intake understands of bytes. All of it follows from its arguments alone."""

    def too_large(self, whole: Transmission) -> WholeRefusal | None:
        """Why so many bytes are not even looked at."""

    def cut(self, path: Path, whole: Transmission, folder: Path) -> list[tuple[Path | None, int]] | WholeRefusal:
        """Decompress the bytes at `path` and cut them within `folder`: every row of a reference in the same piece.

        The pieces with how many rows each holds; a single None when the bytes themselves are the piece. The same bytes
        of the same transmission give the same pieces.
        """

    def read(self, stream: BinaryIO, whole: Transmission, collection: Collection) -> ReadRows:
        """The rows of one piece."""

    def reports(
        self,
        whole: Transmission,
        collection: Collection,
        kept: Iterable[BinaryIO],
        folder: Path,
        *,
        repeated: Transmission | None = None,
    ) -> tuple[Path, Path | None]:
        """The log, and the refused rows as a file that can be corrected and sent again, written in `folder`.

        `kept` gives what was kept of each piece, in any order; `repeated` is the one that the whole repeats, if any.
        """

    def rejected_name(self, name: str) -> str:
        """How the file of a file's refused rows is called; it can be dropped again as it is."""


Receive = Callable[[Sequence[Proof]], list[ProofOutcome]]
SideBySide = Callable[[Receive, Sequence[Sequence[Proof]]], Iterable[list[ProofOutcome]]]
"""Like `map`, whose calls may be made at the same time; all of them have ended when one of them raises."""


@dataclass(frozen=True)
class IntakeDesk:
    """The ports. `desk` has those of every action on requests, `outlook` those of a look ahead.

    `scratch` gives an empty folder on this machine's disk while it is used.
    """

    drop: ProofFiles
    transmissions: Transmissions
    files: IntakeFiles
    queue: IntakeQueue
    reading: Reading
    desk: Desk
    outlook: Outlook
    scratch: Callable[[], AbstractContextManager[Path]]
    side_by_side: SideBySide = map

    def opened(self, whole: Transmission) -> BinaryIO:
        """The bytes of a transmission as they came. Raises FileNotFoundError."""
        return self.drop.open(whole.place) if is_dropped(whole) else self.files.open(whole.place)

    def collection(self, whole: Transmission) -> Collection:
        """The settings of its website. Raises WebsiteNotFoundError."""
        return self.desk.websites.collection(whole.website_id)


def is_dropped(whole: Transmission) -> bool:
    """Whether its bytes stand in the drop, from where they must move away."""
    return whole.method is TransmissionMethod.SFTP


def place_of(kind: str, whole: Transmission) -> str:
    """Where bytes of a transmission stand."""
    return PLACES[kind].format(website_id=whole.website_id, transmission_id=whole.transmission_id)


def place_of_chunk(kind: str, chunk: Chunk, mark: str = "") -> str:
    """Where bytes of a chunk stand; `mark` tells apart what several workers write."""
    number = f"{chunk.number}-{mark}" if mark else str(chunk.number)
    return PLACES[kind].format(website_id=chunk.website_id, transmission_id=chunk.transmission_id, number=number)


def refused_place(chunk: Chunk) -> str:
    """Where the reports find what they need of a chunk that is over and has refused lines."""
    return f"refused/{chunk.outcomes_place.partition('/')[2]}"


def preview_place(chunk: Chunk) -> str:
    """Where the foreseen lines (`domain/foreseen_lines.py`) of a chunk stand that was only checked and is over."""
    return f"previews/{chunk.outcomes_place.partition('/')[2]}"
