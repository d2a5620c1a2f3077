"""One shard's due rows, page by page over the days."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from chalicelib.domain.due_order import day_of, place_before, place_past_website
from chalicelib.usecases.governor_ports import DueRows
from chalicelib.usecases.ports import DueRow


class DueLook:
    """Reads a shard's rows that are due until `until`, oldest first, from a place on."""

    def __init__(
        self, store: DueRows, shard: int, days: Sequence[date], *, until: datetime, place: str | None = None
    ) -> None:
        first = day_of(place) if place else date.min
        self._store = store
        self._shard = shard
        self._until = until
        self._days = [day for day in days if day >= first]
        self._after = place if place and self._days and self._days[0] == first else None
        self.empty_days: list[date] = []

    @property
    def done(self) -> bool:
        """Whether nothing more is due."""
        return not self._days

    @property
    def place(self) -> str:
        """Where the next page starts, as long as it is not done."""
        return self._after or place_before(_start_of(self._days[0]))

    def page(self, limit: int) -> tuple[DueRow, ...]:
        """The next rows of the day it stands on; perhaps none, although more follow on later days."""
        day, after = self._days[0], self._after
        page = self._store.due(self._shard, day, until=self._until, limit=limit, after=after)
        self._after = page.next_after
        if page.next_after is None:
            self._days.pop(0)
            if after is None and not page.rows:
                self.empty_days.append(day)
        return page.rows

    def rows(self, limit: int) -> list[DueRow]:
        """The next `limit` rows, or all that are left."""
        found: list[DueRow] = []
        while not self.done and len(found) < limit:
            found += self.page(limit - len(found))
        return found

    def skip(self, website_id: str) -> None:
        """Pass over what this website has due in the second it stands at."""
        if self._after is not None:
            self._after = place_past_website(self._after, website_id)


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)
