"""What is looked for among transmissions and among their lines."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from chalicelib.domain.proof import TransmissionMethod
from chalicelib.domain.transmission import (
    Books,
    Line,
    LineResult,
    Transmission,
    TransmissionKind,
    TransmissionMode,
    new_transmission_id,
)

_EASTERNMOST, _WESTERNMOST = timedelta(hours=14), timedelta(hours=12)
"""A local day begins so much before the UTC day of its name, and ends so much after it, wherever it is."""

_INSTANT_LENGTH, _ID_LENGTH = 11, 26


class LineFigure(StrEnum):
    """The figures of books that lines stand behind; `withdrawn` are those accepted lines that took a proof back."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"

    def of(self, books: Books) -> int:
        """The figure."""
        count: int = getattr(books, self.value)
        return count

    def holds(self, line: Line) -> bool:
        """Whether a line stands behind it."""
        if self is LineFigure.WITHDRAWN:
            return line.withdraws and line.result is LineResult.ACCEPTED
        return line.result.value == self.value


@dataclass(frozen=True)
class TransmissionFilter:
    """Files or calls of some days of reception, both included; None = any.

    Attributes:
        figure: at least one of its lines stands behind this figure.
        mode: validations stand in no books.
    """

    kind: TransmissionKind
    first_day: date | None = None
    last_day: date | None = None
    method: TransmissionMethod | None = None
    figure: LineFigure | None = None
    mode: TransmissionMode | None = None

    def matches(self, one: Transmission) -> bool:
        """Whether it is looked for."""
        return (
            (self.first_day is None or self.first_day <= one.day)
            and (self.last_day is None or one.day <= self.last_day)
            and self.method in (None, one.method)
            and self.mode in (None, one.mode)
            and (self.figure is None or self.figure.of(one.books) > 0)
        )


def oldest_id(kind: TransmissionKind, at: datetime) -> str:
    """What stands before every identifier of this instant, and behind every older one."""
    return new_transmission_id(kind, at, "")[:_INSTANT_LENGTH].ljust(_ID_LENGTH, "0")


def start_of(day: date) -> datetime:
    """The first instant at which it is this day anywhere."""
    return datetime.combine(day, time.min, UTC) - _EASTERNMOST


def end_of(day: date) -> datetime:
    """The first instant at which it is this day nowhere any more."""
    return datetime.combine(day, time.min, UTC) + timedelta(days=1) + _WESTERNMOST
