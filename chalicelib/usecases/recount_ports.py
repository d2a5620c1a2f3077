"""What the check of the counts needs: the rows themselves, and a way to know that the stream has told all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol
from zoneinfo import ZoneInfo

from chalicelib.domain.books import TransmissionSource
from chalicelib.domain.counting import Tally
from chalicelib.domain.identity import Location
from chalicelib.domain.statistics import NOBODY, Cell
from chalicelib.domain.statistics import Tally as Figures


@dataclass(frozen=True)
class DayRows:
    """The rows of one day: their counts, and a fingerprint of their versions, which any write to one changes."""

    tally: Tally = field(default_factory=Tally)
    versions: int = 0


@dataclass(frozen=True)
class CellRows:
    """The same of the rows of one cell of the statistics."""

    figures: Figures = NOBODY
    versions: int = 0


class CountedRows(Protocol):
    """The rows that are counted."""

    def sources(self, website_id: str) -> Sequence[Location]:
        """The partitions that hold rows of a website, newest month first."""

    def by_day(
        self, website_id: str, source: Location, zone: ZoneInfo, *, day: date | None = None
    ) -> Mapping[date, DayRows]:
        """A recount of a partition, or of one day of it, row by row (read strongly). Days without rows are left out."""

    def by_cell(self, website_id: str, source: Location, zone: ZoneInfo) -> Mapping[Cell, CellRows]:
        """The figures of a partition, row by row (read strongly). Cells without rows are left out."""


CountedSource = Location | TransmissionSource
"""A partition of the table whose items are counted: rows, or transmissions."""


@dataclass(frozen=True)
class Checkpoint:
    """A mark in a partition that is counted, as the stream tells it: what was written before it was told before it."""

    website_id: str
    source: CountedSource
    token: str
    sequence_number: str


class Checkpoints(Protocol):
    """Marks written among the items, and noted by the stream once everything before them is counted."""

    def write(self, website_id: str, source: CountedSource) -> str:
        """Write a mark into a partition; returns its token."""

    def note(self, checkpoint: Checkpoint) -> None:
        """The stream came to a mark, and all before it is counted."""

    def passed(self, website_id: str, source: CountedSource, token: str) -> str | None:
        """The sequence number of a mark; None as long as the stream has not come to it."""
