"""The keys of the figures that the table's stream keeps; the table's other keys stand in `keys.py`.

| item | pk | sk |
|---|---|---|
| figures of a cell | `W#<website>#T` | `<time zone>#<yyyymmdd>#<yyyymm and shard of the rows>#<hash of the cell>` |

The cell itself stands in an attribute: a shop's identifier may hold any character.
"""

import hashlib
import json
from datetime import date

from chalicelib.adapters.keys import Key, statistics
from chalicelib.domain.identity import Location
from chalicelib.domain.proof import Channel, ReviewType
from chalicelib.domain.statistics import Cell
from chalicelib.usecases.statistics_ports import StatisticsPlace


def figures(place: StatisticsPlace) -> Key:
    """The figures of one cell from one partition. Raises WebsiteNotFoundError for what cannot be a website."""
    mark = hashlib.blake2b(cell_to_text(place.cell).encode(), digest_size=8).hexdigest()
    start = _day(place.zone_name, place.cell.day)
    return Key(statistics(place.website_id), f"{start}#{place.source.month}#{place.source.shard}#{mark}")


def between(zone_name: str, first: date, last: date) -> tuple[str, str]:
    """Sort keys between which stand the figures of these days, all cells and partitions."""
    return f"{_day(zone_name, first)}#", f"{_day(zone_name, last)}#~"


def source_of(sk: str) -> Location:
    """The partition whose rows are counted."""
    _, _, month, shard, _ = sk.split("#")
    return Location(month, int(shard))


def cell_to_text(cell: Cell) -> str:
    """`["2026-11-23","brand","online",null,"fr","standard"]`."""
    parts = (cell.day.isoformat(), cell.review_type, cell.channel, cell.shop_id, cell.language, cell.template)
    return json.dumps(parts, separators=(",", ":"))


def cell_from_text(text: str) -> Cell:
    """What `cell_to_text` wrote."""
    day, review_type, channel, shop_id, language, template = json.loads(text)
    return Cell(date.fromisoformat(day), ReviewType(review_type), Channel(channel), shop_id, language, template)


def _day(zone_name: str, day: date) -> str:
    return f"{zone_name}#{day:%Y%m%d}"
