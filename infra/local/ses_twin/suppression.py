"""The account's suppression list: addresses SES accepts mail for but never delivers to."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True)
class Suppressed:
    """One entry; `reason` is BOUNCE or COMPLAINT, the ids name the event that put it there, if one did."""

    address: str
    reason: str
    updated_at: datetime
    message_id: str | None = None
    feedback_id: str | None = None


class SuppressionList:
    """Entries in SQLite; addresses compare without regard to case."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def put(self, entry: Suppressed) -> None:
        """Add or replace an entry."""
        row = (entry.address, entry.reason, entry.updated_at.timestamp(), entry.message_id, entry.feedback_id)
        with self._database:
            self._database.execute("DELETE FROM suppressed WHERE lower(address) = lower(?)", (entry.address,))
            self._database.execute("INSERT INTO suppressed VALUES (?, ?, ?, ?, ?)", row)

    def find(self, address: str) -> Suppressed | None:
        """Return the entry of that address, None when it is not suppressed."""
        query = "SELECT * FROM suppressed WHERE lower(address) = lower(?)"
        row = self._database.execute(query, (address,)).fetchone()
        return _entry(row) if row else None

    def remove(self, address: str) -> bool:
        """Remove an entry; return whether there was one."""
        with self._database:
            query = "DELETE FROM suppressed WHERE lower(address) = lower(?)"
            return bool(self._database.execute(query, (address,)).rowcount)

    def entries(self, reasons: list[str], after: str, size: int) -> list[Suppressed]:
        """Return up to `size` entries by address, above `after`; no reasons means all of them."""
        rows = self._database.execute("SELECT * FROM suppressed WHERE address > ? ORDER BY address", (after,))
        wanted = [_entry(row) for row in rows if not reasons or row["reason"] in reasons]
        return wanted[:size]


def _entry(row: sqlite3.Row) -> Suppressed:
    """Read one row."""
    updated_at = datetime.fromtimestamp(row["updated_at"], UTC)
    return Suppressed(row["address"], row["reason"], updated_at, row["message_id"], row["feedback_id"])
