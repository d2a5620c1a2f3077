"""The figures of the stream without AWS."""

from collections.abc import Mapping, Sequence
from datetime import date

from chalicelib.domain.identity import Location
from chalicelib.domain.statistics import Cell, Tally
from chalicelib.usecases.statistics_ports import Figures, FiguresDelta, StatisticsPlace
from tests.fakes.counters import FakeCountedZones


class FakeStatistics:
    """Fits the ports `Statistics` and `StatisticsStore`, with the condition on the watermark that makes them exact."""

    def __init__(self, zones: FakeCountedZones | None = None) -> None:
        self.kept: dict[StatisticsPlace, Figures] = {}
        self._zones = zones or FakeCountedZones()

    def cells(self, website_id: str, zone_name: str, *, first: date, last: date) -> Sequence[tuple[Cell, Tally]] | None:
        """None unless the zone's figures are complete."""
        complete = {(zone.website_id, zone.zone_name) for zone in self._zones.zones() if zone.is_complete}
        if (website_id, zone_name) not in complete:
            return None
        return [
            (place.cell, figures.tally)
            for place, figures in self.kept.items()
            if (place.website_id, place.zone_name) == (website_id, zone_name) and first <= place.cell.day <= last
        ]

    def add(self, place: StatisticsPlace, delta: FiguresDelta) -> bool:
        """One write, under its condition."""
        found = self.kept.get(place, Figures())
        if found.watermark >= delta.first:
            return False
        self.kept[place] = Figures(found.tally + delta.difference, delta.last)
        return True

    def watermark(self, place: StatisticsPlace) -> str:
        """Empty when nothing was counted."""
        return self.kept.get(place, Figures()).watermark

    def figures(
        self, website_id: str, zone_name: str, source: Location, *, first: date, last: date
    ) -> Mapping[Cell, Figures]:
        """Of one partition."""
        return {
            place.cell: figures
            for place, figures in self.kept.items()
            if (place.website_id, place.zone_name, place.source) == (website_id, zone_name, source)
            and first <= place.cell.day <= last
        }

    def correct(self, place: StatisticsPlace, found: Figures, right: Figures) -> bool:
        """If nothing was counted since."""
        if self.watermark(place) != found.watermark:
            return False
        self.kept[place] = right
        return True
