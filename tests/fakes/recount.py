"""What the check of the counts needs, without AWS."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from chalicelib.domain.counting import Kind, Tally
from chalicelib.domain.identity import Location, location_of
from chalicelib.domain.statistics import Cell, cell_of, tally_of
from chalicelib.usecases.recount_ports import CellRows, Checkpoint, CountedSource, DayRows
from tests.fakes.review_requests import FakeReviewRequests


class FakeCountedRows:
    """Fits the port `CountedRows`, over the rows of a fake store."""

    def __init__(self, store: FakeReviewRequests) -> None:
        self._store = store

    def sources(self, website_id: str) -> Sequence[Location]:
        """Every shard up to the highest one of a month that has rows."""
        shards: dict[str, int] = {}
        for website, identifier in self._store.rows:
            if website == website_id:
                source = location_of(identifier)
                shards[source.month] = max(shards.get(source.month, 0), source.shard + 1)
        return [Location(month, shard) for month in sorted(shards, reverse=True) for shard in range(shards[month])]

    def by_day(
        self, website_id: str, source: Location, zone: ZoneInfo, *, day: date | None = None
    ) -> Mapping[date, DayRows]:
        """Row by row."""
        rows: defaultdict[date, list[tuple[str, Kind]]] = defaultdict(list)
        versions: defaultdict[date, int] = defaultdict(int)
        for (website, identifier), row in self._store.rows.items():
            counted_day = row.experience_at.astimezone(zone).date()
            if website == website_id and location_of(identifier) == source and day in (None, counted_day):
                rows[counted_day].append((identifier, (row.review_type, row.current.status)))
                versions[counted_day] += hash((identifier, row.version))
        return {counted: DayRows(Tally.of(found), versions[counted]) for counted, found in rows.items()}

    def by_cell(self, website_id: str, source: Location, zone: ZoneInfo) -> Mapping[Cell, CellRows]:
        """Row by row."""
        found: dict[Cell, CellRows] = {}
        for (website, identifier), row in self._store.rows.items():
            if website == website_id and location_of(identifier) == source:
                cell = cell_of(row, zone)
                known = found.get(cell, CellRows())
                found[cell] = CellRows(known.figures + tally_of(row), known.versions + hash((identifier, row.version)))
        return found


class FakeCheckpoints:
    """Fits the port `Checkpoints`; `written` holds the marks nobody noted yet."""

    def __init__(self) -> None:
        self.written: list[tuple[str, CountedSource, str]] = []
        self._noted: dict[tuple[str, CountedSource], Checkpoint] = {}

    def write(self, website_id: str, source: CountedSource) -> str:
        """Tokens count up."""
        token = f"token-{len(self.written)}"
        self.written.append((website_id, source, token))
        return token

    def note(self, checkpoint: Checkpoint) -> None:
        """The last one wins."""
        self._noted[checkpoint.website_id, checkpoint.source] = checkpoint

    def passed(self, website_id: str, source: CountedSource, token: str) -> str | None:
        """None until noted."""
        noted = self._noted.get((website_id, source))
        return noted.sequence_number if noted and noted.token == token else None
