"""Counts by day in DynamoDB: one item for each day and partition of rows, changed by one conditional write.

Attributes: a number for each kind that ever was (`b_sc` = brand, scheduled), `fp` the fingerprint, `wm` the watermark.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from chalicelib.adapters import counter_keys, keys
from chalicelib.adapters.dynamodb_counted_zones import is_complete
from chalicelib.adapters.dynamodb_tables import table
from chalicelib.adapters.watermarked_items import Raw, WatermarkedItems, number, watermark_of
from chalicelib.domain.counting import Delta, Kind, Tally
from chalicelib.domain.identity import Location
from chalicelib.domain.proof import ReviewType
from chalicelib.domain.status import Status
from chalicelib.usecases.counter_ports import Counter, CounterPlace, DayCounts

TYPE_LETTERS = {ReviewType.BRAND: "b", ReviewType.PRODUCT: "p", ReviewType.BRAND_AND_PRODUCT: "x"}
STATUS_LETTERS = {
    Status.SCHEDULED: "sc",
    Status.SENT: "se",
    Status.OPENED: "op",
    Status.FORM_OPENED: "fo",
    Status.REVIEW_SUBMITTED: "re",
    Status.REMINDER_SENT: "rm",
    Status.ERROR: "er",
    Status.CANCELLED: "ca",
}
ATTRIBUTES: Mapping[Kind, str] = {
    (review_type, status): f"{letter}_{letters}"
    for review_type, letter in TYPE_LETTERS.items()
    for status, letters in STATUS_LETTERS.items()
}
"""Flat names: an addition needs no map that must be made first."""


class DynamoDBCounters:
    """Fits the ports `Counters` and `CounterStore`."""

    def __init__(self, table_name: str) -> None:
        self._name = table_name
        self._client: Any = table(table_name).connection.client
        self._items = WatermarkedItems(table_name)

    def days(
        self, website_id: str, zone_name: str, *, first: date | None, last: date | None
    ) -> Mapping[date, DayCounts] | None:
        """See the port. One query for each megabyte, which is some fifteen years of days."""
        if not is_complete(self._client, self._name, website_id, zone_name):
            return None
        found: dict[date, Tally] = {}
        for raw in self._query(website_id, zone_name, first, last):
            day = counter_keys.place_of(website_id, raw["sk"]["S"]).day
            found[day] = found.get(day, Tally()).plus(_tally(raw))
        return {day: tally.counts for day, tally in found.items() if tally.counts}

    def add(self, place: CounterPlace, delta: Delta) -> bool:
        """See the port."""
        numbers = {ATTRIBUTES[kind]: count for kind, count in delta.difference.counts.items()}
        numbers["fp"] = delta.difference.fingerprint
        return self._items.add(counter_keys.counter(place), numbers, first=delta.first, last=delta.last)

    def watermark(self, place: CounterPlace) -> str:
        """See the port."""
        return self._items.watermark(counter_keys.counter(place))

    def counters(
        self, website_id: str, zone_name: str, source: Location, *, first: date, last: date
    ) -> Mapping[date, Counter]:
        """See the port."""
        found: dict[date, Counter] = {}
        for raw in self._query(website_id, zone_name, first, last, strongly=True):
            place = counter_keys.place_of(website_id, raw["sk"]["S"])
            if place.source == source:
                found[place.day] = Counter(_tally(raw), watermark_of(raw))
        return found

    def correct(self, place: CounterPlace, found: Counter, right: Counter) -> bool:
        """See the port."""
        attributes = {ATTRIBUTES[kind]: number(count) for kind, count in right.tally.counts.items()}
        attributes["fp"] = number(right.tally.fingerprint)
        key = counter_keys.counter(place)
        return self._items.correct(key, attributes, found=found.watermark, right=right.watermark)

    def _query(
        self, website_id: str, zone_name: str, first: date | None, last: date | None, *, strongly: bool = False
    ) -> Iterator[Raw]:
        low, high = counter_keys.counters_between(zone_name, first, last)
        return self._items.between(keys.counts(website_id), low, high, strongly=strongly)


def _tally(raw: Raw) -> Tally:
    found = {kind: int(raw[name]["N"]) for kind, name in ATTRIBUTES.items() if name in raw}
    fingerprint = int(raw["fp"]["N"]) if "fp" in raw else 0
    return Tally({kind: count for kind, count in found.items() if count}, fingerprint)
