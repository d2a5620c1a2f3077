"""What statistics need from outside: the figures that the table's stream keeps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from chalicelib.domain.identity import Location
from chalicelib.domain.statistics import NOBODY, Cell, Tally


class Statistics(Protocol):
    """The figures of a website, cell by cell."""

    def cells(self, website_id: str, zone_name: str, *, first: date, last: date) -> Sequence[tuple[Cell, Tally]] | None:
        """What is counted on these days of the zone, both included; a cell may come in several parts.

        None while the website's figures are being made anew for this zone. They lag behind the table by the stream's
        second or two. Raises PeriodTooLargeError when there is more than one answer can sum up.
        """


@dataclass(frozen=True)
class StatisticsPlace:
    """Where requests are counted: those of one cell, in one zone, from one partition of the table.

    A place is told by one partition alone, in the order of the stream.
    """

    website_id: str
    zone_name: str
    cell: Cell
    source: Location


@dataclass(frozen=True)
class Figures:
    """What stands in a place; `watermark` is the sequence number of the last change counted, "" = none ever was."""

    tally: Tally = NOBODY
    watermark: str = ""


class FiguresDelta(NamedTuple):
    """Several changes folded into one: their difference, and the first and last of their sequence numbers."""

    first: str
    last: str
    difference: Tally


class StatisticsStore(Protocol):
    """The figures as they are kept: each place with its watermark, which makes every change count exactly once."""

    def add(self, place: StatisticsPlace, delta: FiguresDelta) -> bool:
        """Add a difference and set the watermark to `delta.last`, in one write.

        False when the watermark is not below `delta.first`: nothing was written.
        """

    def watermark(self, place: StatisticsPlace) -> str:
        """The last change counted (read strongly); "" = none."""

    def figures(
        self, website_id: str, zone_name: str, source: Location, *, first: date, last: date
    ) -> Mapping[Cell, Figures]:
        """What is counted of one partition, by cell (read strongly)."""

    def correct(self, place: StatisticsPlace, found: Figures, right: Figures) -> bool:
        """Put `right` in place of what was found; False when something was counted meanwhile: nothing was written."""
