"""Unknown events and counted openings in memory."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from chalicelib.domain.unknown_event import UnknownEvent


class FakeUnknownEvents:
    """Fits the port `UnknownEvents`."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], dict[tuple[str, int, str], UnknownEvent]] = {}

    def keep(self, website_id: str, proof_id: str, event: UnknownEvent) -> bool:
        """By kind, instant and fingerprint, as the table's key."""
        kept = self._kept.setdefault((website_id, proof_id), {})
        key = (event.kind, int(event.at.timestamp() * 1000), event.fingerprint)
        is_new = key not in kept
        kept.setdefault(key, event)
        return is_new

    def unknown_events(self, website_id: str, proof_id: str) -> list[UnknownEvent]:
        """In the order of the table's keys."""
        return [event for _, event in sorted(self._kept.get((website_id, proof_id), {}).items())]


class FakeOpenCounts:
    """Fits the port `OpenCounts`."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, date]] = Counter()

    def add_open(self, website_id: str, day: date) -> None:
        """One more."""
        self._counts[website_id, day] += 1

    def aggregated_opens(self, website_id: str, first: date, last: date) -> Mapping[date, int]:
        """Days without openings are left out."""
        return {
            day: count
            for (website, day), count in self._counts.items()
            if website == website_id and first <= day <= last
        }
