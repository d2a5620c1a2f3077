"""The counts of the stream without AWS."""

from collections.abc import Mapping, Sequence
from datetime import date

from chalicelib.domain.counting import Delta, Tally
from chalicelib.domain.identity import Location
from chalicelib.usecases.counter_ports import CountedZone, Counter, CounterPlace, DayCounts


class FakeCounters:
    """Fits the ports `Counters` and `CounterStore`, with the condition on the watermark that makes them exact."""

    def __init__(self, zones: "FakeCountedZones | None" = None) -> None:
        self.kept: dict[CounterPlace, Counter] = {}
        self._zones = zones or FakeCountedZones()

    def days(
        self, website_id: str, zone_name: str, *, first: date | None, last: date | None
    ) -> Mapping[date, DayCounts] | None:
        """None unless the zone's counts are complete."""
        complete = {(zone.website_id, zone.zone_name) for zone in self._zones.zones() if zone.is_complete}
        if (website_id, zone_name) not in complete:
            return None
        found: dict[date, Tally] = {}
        for place, counter in self.kept.items():
            if (place.website_id, place.zone_name) == (website_id, zone_name) and _within(place.day, first, last):
                found[place.day] = found.get(place.day, Tally()).plus(counter.tally)
        return {day: tally.counts for day, tally in found.items() if tally.counts}

    def add(self, place: CounterPlace, delta: Delta) -> bool:
        """One write, under its condition."""
        found = self.kept.get(place, _NOTHING)
        if found.watermark >= delta.first:
            return False
        self.kept[place] = Counter(found.tally.plus(delta.difference), delta.last)
        return True

    def watermark(self, place: CounterPlace) -> str:
        """Empty when nothing was counted."""
        return self.kept.get(place, _NOTHING).watermark

    def counters(
        self, website_id: str, zone_name: str, source: Location, *, first: date, last: date
    ) -> Mapping[date, Counter]:
        """Of one partition."""
        return {
            place.day: counter
            for place, counter in self.kept.items()
            if (place.website_id, place.zone_name, place.source) == (website_id, zone_name, source)
            and first <= place.day <= last
        }

    def correct(self, place: CounterPlace, found: Counter, right: Counter) -> bool:
        """If nothing was counted since."""
        if self.watermark(place) != found.watermark:
            return False
        self.kept[place] = right
        return True


class FakeCountedZones:
    """Fits the port `CountedZones`; forgets nothing and remembers nothing wrongly."""

    def __init__(self) -> None:
        self._zones: dict[str, CountedZone] = {}

    def begin(self, website_id: str, zone_name: str) -> None:
        """Unless known."""
        self._zones.setdefault(website_id, CountedZone(website_id, zone_name, is_complete=True))

    def use(self, website_id: str, zone_name: str) -> None:
        """Incomplete when it is another one."""
        known = self._zones.get(website_id)
        if known is None or known.zone_name != zone_name:
            self._zones[website_id] = CountedZone(website_id, zone_name, is_complete=False)

    def save(self, zone: CountedZone) -> bool:
        """If it is still the one in use."""
        known = self._zones.get(zone.website_id)
        if known is None or known.zone_name != zone.zone_name:
            return False
        self._zones[zone.website_id] = zone
        return True

    def zones(self) -> Sequence[CountedZone]:
        """By website."""
        return [self._zones[website_id] for website_id in sorted(self._zones)]


_NOTHING = Counter()


def _within(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)
