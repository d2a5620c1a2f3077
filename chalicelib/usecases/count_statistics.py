"""Keep the figures of statistics: each change of the stream counts once, in the cells it takes rows from and to."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from chalicelib.domain.identity import location_of
from chalicelib.domain.statistics import NOBODY, Tally, difference
from chalicelib.usecases.change_ports import RowChange
from chalicelib.usecases.count_changes import Counting, zone_in_use
from chalicelib.usecases.count_once import count_all
from chalicelib.usecases.statistics_ports import FiguresDelta, StatisticsPlace, StatisticsStore


class FiguresMove(NamedTuple):
    """What one change adds to one place."""

    sequence_number: str
    difference: Tally


def count_statistics(
    statistics: StatisticsStore, counting: Counting, changes: Sequence[RowChange]
) -> Mapping[str, Exception]:
    """Count the changes; what failed comes back by the sequence number of its oldest change, and counted nothing.

    The changes of one place are folded into one write. Most writes to a row change no figure and cost nothing here.
    """
    websites = {change.website_id for change in changes}
    zones = {website_id: zone_in_use(counting, website_id) for website_id in websites}
    moves: dict[StatisticsPlace, list[FiguresMove]] = {}
    for change in changes:
        zone = zones[change.website_id]
        for place, move in moves_of(change, zone) if zone else ():
            moves.setdefault(place, []).append(move)
    return count_all(statistics, moves, fold)


def moves_of(change: RowChange, zone: ZoneInfo) -> Iterator[tuple[StatisticsPlace, FiguresMove]]:
    """What a change adds where: a request that goes to another cell leaves one place and comes into another."""
    source = location_of(change.review_request_id)
    for cell, tally in difference(change.before, change.after, zone).items():
        place = StatisticsPlace(change.website_id, zone.key, cell, source)
        yield place, FiguresMove(change.sequence_number, tally)


def fold(moves: Sequence[FiguresMove]) -> FiguresDelta:
    """What moves in the order of the stream come to; there is at least one."""
    total = sum((move.difference for move in moves), NOBODY)
    return FiguresDelta(moves[0].sequence_number, moves[-1].sequence_number, total)
