"""Statistics in DynamoDB: one item for each cell and partition of rows, changed by one conditional write.

Attributes: `ce` the cell, a number for each figure that ever was, `wm` the watermark.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from chalicelib.adapters import keys, statistics_keys
from chalicelib.adapters.dynamodb_counted_zones import is_complete
from chalicelib.adapters.dynamodb_tables import table
from chalicelib.adapters.watermarked_items import Raw, WatermarkedItems, number, watermark_of
from chalicelib.domain.errors import PeriodTooLargeError
from chalicelib.domain.identity import Location
from chalicelib.domain.statistics import Cell, Tally
from chalicelib.usecases.statistics_ports import Figures, FiguresDelta, StatisticsPlace

FIGURES = {
    "received": "rc",
    "sent": "se",
    "delivered": "de",
    "opened": "op",
    "form_opened": "fo",
    "review_submitted": "re",
    "reminded": "rm",
    "form_opened_after": "fa",
    "review_submitted_after": "ra",
}
"""The attribute of each figure of a tally."""

MOST_ITEMS = 100_000
"""Of one answer: 25 MB, read in about 25 calls; a page that takes longer than that is no page."""


class DynamoDBStatistics:
    """Fits the ports `Statistics` and `StatisticsStore`."""

    def __init__(self, table_name: str) -> None:
        self._name = table_name
        self._client: Any = table(table_name).connection.client
        self._items = WatermarkedItems(table_name)

    def cells(self, website_id: str, zone_name: str, *, first: date, last: date) -> Sequence[tuple[Cell, Tally]] | None:
        """See the port. One query for each megabyte, which is some 4,000 cells."""
        if not is_complete(self._client, self._name, website_id, zone_name):
            return None
        found: list[tuple[Cell, Tally]] = []
        for raw in self._between(website_id, zone_name, first, last):
            if len(found) == MOST_ITEMS:
                raise PeriodTooLargeError("There are too many figures in this period: ask for a shorter one.")
            found.append((_cell(raw), _tally(raw)))
        return found

    def add(self, place: StatisticsPlace, delta: FiguresDelta) -> bool:
        """See the port."""
        cell = {"ce": statistics_keys.cell_to_text(place.cell)}
        key = statistics_keys.figures(place)
        return self._items.add(key, _numbers(delta.difference), first=delta.first, last=delta.last, texts=cell)

    def watermark(self, place: StatisticsPlace) -> str:
        """See the port."""
        return self._items.watermark(statistics_keys.figures(place))

    def figures(
        self, website_id: str, zone_name: str, source: Location, *, first: date, last: date
    ) -> Mapping[Cell, Figures]:
        """See the port."""
        return {
            _cell(raw): Figures(_tally(raw), watermark_of(raw))
            for raw in self._between(website_id, zone_name, first, last, strongly=True)
            if statistics_keys.source_of(raw["sk"]["S"]) == source
        }

    def correct(self, place: StatisticsPlace, found: Figures, right: Figures) -> bool:
        """See the port."""
        attributes: dict[str, Any] = {name: number(value) for name, value in _numbers(right.tally).items()}
        attributes["ce"] = {"S": statistics_keys.cell_to_text(place.cell)}
        key = statistics_keys.figures(place)
        return self._items.correct(key, attributes, found=found.watermark, right=right.watermark)

    def _between(
        self, website_id: str, zone_name: str, first: date, last: date, *, strongly: bool = False
    ) -> Iterator[Raw]:
        low, high = statistics_keys.between(zone_name, first, last)
        return self._items.between(keys.statistics(website_id), low, high, strongly=strongly)


def _numbers(tally: Tally) -> dict[str, int]:
    """The figures that are not zero, by attribute."""
    values = {attribute: getattr(tally, figure) for figure, attribute in FIGURES.items()}
    return {attribute: value for attribute, value in values.items() if value}


def _cell(raw: Raw) -> Cell:
    return statistics_keys.cell_from_text(raw["ce"]["S"])


def _tally(raw: Raw) -> Tally:
    return Tally(**{figure: int(raw[name]["N"]) for figure, name in FIGURES.items() if name in raw})
