"""A transmission: one file or one call through which proofs came in, with its books.

The books of a transmission close: received = accepted + duplicate + conflict + rejected, counted in lines.
"""

import base64
import hashlib
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from chalicelib.domain.errors import TransmissionNotFoundError
from chalicelib.domain.proof import TransmissionMethod


class TransmissionState(StrEnum):
    """How far a transmission is; REPEATED is a file whose very content was received before."""

    RECEIVED = "received"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    REPEATED = "repeated"


OVER = frozenset({TransmissionState.DONE, TransmissionState.REFUSED, TransmissionState.REPEATED})


class TransmissionKind(StrEnum):
    """A file is worked through in the background; a call is answered at once, or after it was taken in (202)."""

    FILE = "f"
    CALL = "c"


class TransmissionMode(StrEnum):
    """VALIDATE says what would happen, dates included, and changes nothing."""

    SEND = "send"
    VALIDATE = "validate"


class TransmissionFormat(StrEnum):
    """How the lines are written."""

    CSV = "csv"
    JSON = "json"


class LineResult(StrEnum):
    """What became of one line: a row of a file, an event of a call. Every line has exactly one."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Books:
    """Lines by result. `withdrawn` are those accepted lines that withdrew a proof, `requests` the review requests that
    the accepted lines made (a request is made once, by whoever came first).
    """

    received: int = 0
    accepted: int = 0
    duplicate: int = 0
    conflict: int = 0
    rejected: int = 0
    withdrawn: int = 0
    requests: int = 0

    @property
    def close(self) -> bool:
        """Whether every line received is accounted for."""
        return self.received == self.accepted + self.duplicate + self.conflict + self.rejected

    def __add__(self, other: "Books") -> "Books":
        return Books(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Books)))

    def __sub__(self, other: "Books") -> "Books":
        return Books(*(getattr(self, one.name) - getattr(other, one.name) for one in fields(Books)))


@dataclass(frozen=True)
class Transmission:
    """One file or one call.

    Attributes:
        day: the day of reception in the website's zone as it was then; books per day go by it and it never changes.
        source_id: what `Source.source_id` of its proofs says: a file version, or a call (its idempotency key, if any).
        by: the API client or the person who transmitted it; empty for a file that was dropped.
        name: the file's name, as the merchant wrote it.
        size: bytes as they came.
        place: where its bytes stand, for who works through it; empty for a call that was answered at once.
        chunks, chunks_done: parts it was cut into, and how many of them are over; 0 before it was cut.
        refusal: why it was refused as a whole: a code of `intake/rejects.py`, its field, its detail.
        repeats: the transmission whose content this one repeats.
        sandbox: it came with a sandbox credential, so its proofs are of the sandbox (`domain/sandbox.py`).
        in_error: some line was rejected or in conflict, or the whole was refused.
    """

    website_id: str
    transmission_id: str
    method: TransmissionMethod
    received_at: datetime
    day: date
    source_id: str
    state: TransmissionState = TransmissionState.RECEIVED
    mode: TransmissionMode = TransmissionMode.SEND
    format: TransmissionFormat = TransmissionFormat.CSV
    by: str = ""
    name: str | None = None
    size: int = 0
    place: str = ""
    books: Books = field(default_factory=Books)
    chunks: int = 0
    chunks_done: int = 0
    ended_at: datetime | None = None
    refusal: "WholeRefusal | None" = None
    repeats: str | None = None
    sandbox: bool = False

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens to it."""
        return self.state in OVER

    @property
    def in_error(self) -> bool:
        """Whether the merchant has something to correct."""
        return self.refusal is not None or self.books.rejected + self.books.conflict > 0


@dataclass(frozen=True)
class WholeRefusal:
    """Why a transmission was refused as a whole: a `RejectCode` with what its sentence needs."""

    code: str
    field: str | None = None
    value: str | None = None
    detail: str = ""


@dataclass(frozen=True)
class Line:
    """What became of one line.

    Attributes:
        number: line of the file, header = 1; position in the body from 1 for a call.
        experience_reference: the merchant's reference, when it could be read.
        code, field, value, detail: of a rejected or conflicting line, as in `intake/rejects.py:Reject`; code None
            otherwise.
        withdraws: the line withdrew a proof.
        review_request_ids: the requests that stand for its proof, whoever made them.
        made: those of them that this very line made; the further lines of the same proof made none.
    """

    number: int
    result: LineResult
    experience_reference: str | None = None
    code: str | None = None
    field: str | None = None
    value: str | None = None
    detail: str = ""
    withdraws: bool = False
    review_request_ids: tuple[str, ...] = ()
    made: tuple[str, ...] = ()


def books_of(lines: "list[Line] | tuple[Line, ...]") -> Books:
    """The books of lines."""
    counted = {result: sum(line.result is result for line in lines) for result in LineResult}
    return Books(
        received=len(lines),
        accepted=counted[LineResult.ACCEPTED],
        duplicate=counted[LineResult.DUPLICATE],
        conflict=counted[LineResult.CONFLICT],
        rejected=counted[LineResult.REJECTED],
        withdrawn=sum(line.withdraws and line.result is LineResult.ACCEPTED for line in lines),
        requests=sum(len(line.made) for line in lines),
    )


@dataclass(frozen=True)
class Chunk:
    """A part of a transmission: rows of some references, every row of each of them.

    Attributes:
        number: from 0.
        place: where its rows stand.
        rows: how many lines of the transmission it holds.
        outcomes_place: where its `Line`s stand, one JSON document a line; empty before they are known. The rejected
            ones are written as soon as the chunk is read, the others once they are committed.
        books: None while it is not over; what is known so far stands in `seen`.
        seen: lines that are refused already, while the rest is being committed.
    """

    website_id: str
    transmission_id: str
    number: int
    place: str
    rows: int = 0
    outcomes_place: str = ""
    books: Books | None = None
    seen: Books = field(default_factory=Books)


_MILLISECONDS_LENGTH = 10


def new_transmission_id(kind: TransmissionKind, received_at: datetime, distinct: str) -> str:
    """26 characters: the kind, the instant (milliseconds, sortable), and a hash of what makes it one of its kind.

    The same arguments give the same identifier: a notification told twice is one transmission.
    """
    milliseconds = int(received_at.timestamp() * 1000)
    digest = hashlib.sha256(distinct.encode()).digest()[:10]
    instant = base64.b32hexencode(milliseconds.to_bytes(6, "big")).decode().rstrip("=").lower()
    return f"{kind.value}{instant}{base64.b32hexencode(digest).decode().lower()[:15]}"


def kind_of(transmission_id: str) -> TransmissionKind:
    """Raises TransmissionNotFoundError for a text that cannot be an identifier."""
    try:
        return TransmissionKind(transmission_id[:1])
    except ValueError as cause:
        raise TransmissionNotFoundError("No transmission has this identifier.") from cause


def received_day_of(transmission_id: str) -> date:
    """The UTC day within an identifier. Raises TransmissionNotFoundError for a text that cannot be one."""
    kind_of(transmission_id)
    instant = transmission_id[1 : 1 + _MILLISECONDS_LENGTH]
    if len(transmission_id) != 26:
        raise TransmissionNotFoundError("No transmission has this identifier.")
    try:
        milliseconds = int.from_bytes(base64.b32hexdecode(instant.upper() + "======"), "big")
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)).date()
    except (ValueError, OverflowError) as cause:
        raise TransmissionNotFoundError("No transmission has this identifier.") from cause
