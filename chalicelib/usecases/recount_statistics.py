"""Compare the figures of a partition with its rows, and set right what is proven wrong: the same proof as for counts.

See `recount.py`. A row may move from one cell to another, so a cell cannot be read alone: the partition is read again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from chalicelib.domain.identity import Location
from chalicelib.domain.statistics import Cell
from chalicelib.usecases.recount import ROUNDS, Recounting, pass_checkpoint
from chalicelib.usecases.recount_ports import CellRows
from chalicelib.usecases.statistics_ports import Figures, StatisticsPlace

_FIRST, _LAST = date(1970, 1, 1), date(9999, 12, 31)


@dataclass(frozen=True)
class FiguresCheck:
    """What became of a partition's cells: set right, or not standing still; and whether the stream answered."""

    corrected: tuple[StatisticsPlace, ...] = ()
    unsettled: int = 0
    is_heard: bool = True


def recount_statistics(recounting: Recounting, website_id: str, zone: ZoneInfo, source: Location) -> FiguresCheck:
    """Check every cell of a partition of rows in a zone."""
    before = recounting.rows.by_cell(website_id, source, zone)
    corrected: list[StatisticsPlace] = []
    moving: frozenset[Cell] | None = None
    for _ in range(ROUNDS):
        number = pass_checkpoint(recounting, website_id, source)
        if number is None:
            return FiguresCheck(tuple(corrected), len(moving or before), is_heard=False)
        counted = recounting.statistics.figures(website_id, zone.key, source, first=_FIRST, last=_LAST)
        looked_at = {*before, *counted} if moving is None else moving
        wrong = [cell for cell in looked_at if _read(counted, cell).tally != before.get(cell, CellRows()).figures]
        now = recounting.rows.by_cell(website_id, source, zone) if wrong else before
        for cell in wrong:
            place, right = StatisticsPlace(website_id, zone.key, cell, source), before.get(cell, CellRows())
            stood_still = now.get(cell, CellRows()) == right
            if stood_still and recounting.statistics.correct(
                place, _read(counted, cell), Figures(right.figures, number)
            ):
                corrected.append(place)
        moving = frozenset(wrong) - {place.cell for place in corrected}
        if not moving:
            break
        before = now
    return FiguresCheck(tuple(corrected), len(moving or ()))


def _read(counted: Mapping[Cell, Figures], cell: Cell) -> Figures:
    return counted.get(cell, Figures())
