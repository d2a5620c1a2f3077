"""The keys of the counts that the table's stream keeps; the table's other keys stand in `keys.py`.

| item | pk | sk |
|---|---|---|
| count of a day | `W#<website>#C` | `<time zone>#<yyyymmdd>#<yyyymm of the rows' partition>#<shard>` |
| checkpoint among the rows | `W#<website>#M#<yyyymm>#<shard>`, or a partition of transmissions | `~` |
| checkpoint the stream came to | `W#<website>#C` | `~<yyyymm>#<shard>`, of transmissions `~F#<yyyymmdd, or nothing>` |
| zone a website is counted in | `S#COUNT` | `<website>` |
"""

from datetime import UTC, date, datetime

from chalicelib.adapters import transmission_keys
from chalicelib.adapters.keys import Key, counts, month_partition, website_of
from chalicelib.domain.books import TransmissionSource
from chalicelib.domain.identity import Location
from chalicelib.usecases.counter_ports import CounterPlace
from chalicelib.usecases.recount_ports import CountedSource

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


def checkpoint(website_id: str, source: CountedSource) -> Key:
    """A mark among the rows or transmissions of a partition, behind them all: no identifier begins with a tilde."""
    if isinstance(source, TransmissionSource):
        return Key(transmission_keys.partition(website_id, source), CHECKPOINT_SK)
    return Key(month_partition(website_id, source), CHECKPOINT_SK)


def source_of(pk: str) -> CountedSource:
    """The partition a checkpoint stands in."""
    _, _, kind, *rest = pk.split("#")
    if kind == "M":
        month, shard = rest
        return Location(month, int(shard))
    return transmission_keys.source_of(pk)


def noted_checkpoint(website_id: str, source: CountedSource) -> Key:
    """Where the stream notes the last checkpoint of a partition."""
    if isinstance(source, TransmissionSource):
        return Key(counts(website_id), f"~F#{source.day:%Y%m%d}" if source.day else "~F#")
    return Key(counts(website_id), f"~{source.month}#{source.shard}")


def counted_zone(website_id: str) -> Key:
    """Raises WebsiteNotFoundError as above."""
    return Key(COUNTED_PK, website_of(counts(website_id)))


def _day(zone_name: str, day: date) -> str:
    return f"{zone_name}#{day:%Y%m%d}"
