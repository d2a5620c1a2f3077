"""The keys of the counts that the table's stream keeps; the table's other keys stand in `keys.py`.

| item | pk | sk |
|---|---|---|
| count of a day | `W#<website>#C` | `<time zone>#<yyyymmdd>#<yyyymm of the rows' partition>#<shard>` |
| checkpoint among the rows | `W#<website>#M#<yyyymm>#<shard>` | `~` |
| checkpoint the stream came to | `W#<website>#C` | `~<yyyymm>#<shard>` |
| zone a website is counted in | `S#COUNT` | `<website>` |
"""

from datetime import UTC, date, datetime

from chalicelib.adapters.keys import Key, counts, month_partition, website_of
from chalicelib.domain.identity import Location
from chalicelib.usecases.counter_ports import CounterPlace

CHECKPOINT_SK = "~"

COUNTED_PK = "S#COUNT"
"""All websites that are counted, read by one query."""

_FIRST, _LAST = date(1970, 1, 1), date(9999, 12, 31)


def counter(place: CounterPlace) -> Key:
    """The count of one day's rows of one partition. Raises WebsiteNotFoundError for what cannot be a website."""
    sk = f"{_day(place.zone_name, place.day)}#{place.month}#{place.shard}"
    return Key(counts(place.website_id), sk)


def counters_between(zone_name: str, first: date | None, last: date | None) -> tuple[str, str]:
    """Sort keys between which stand the counts of these days, all partitions."""
    return f"{_day(zone_name, first or _FIRST)}#", f"{_day(zone_name, last or _LAST)}#~"


def place_of(website_id: str, sk: str) -> CounterPlace:
    """What a count counts."""
    zone_name, day, month, shard = sk.split("#")
    counted_day = datetime.strptime(day, "%Y%m%d").replace(tzinfo=UTC).date()
    return CounterPlace(website_id, zone_name, counted_day, month, int(shard))


def checkpoint(website_id: str, source: Location) -> Key:
    """A mark among the rows of a partition, behind them all: no identifier begins with a tilde."""
    return Key(month_partition(website_id, source), CHECKPOINT_SK)


def source_of(pk: str) -> Location:
    """The month and shard of a partition of rows."""
    _, _, _, month, shard = pk.split("#")
    return Location(month, int(shard))


def noted_checkpoint(website_id: str, source: Location) -> Key:
    """Where the stream notes the last checkpoint of a partition of rows."""
    return Key(counts(website_id), f"~{source.month}#{source.shard}")


def counted_zone(website_id: str) -> Key:
    """Raises WebsiteNotFoundError as above."""
    return Key(COUNTED_PK, website_of(counts(website_id)))


def _day(zone_name: str, day: date) -> str:
    return f"{zone_name}#{day:%Y%m%d}"
