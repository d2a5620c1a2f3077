"""The twin's own count of what it accepted, and the two sending quotas computed from it."""

import sqlite3
from datetime import datetime
from typing import Any

from infra.local.ses_twin.addresses import simulator_box
from infra.local.ses_twin.errors import SesError
from infra.local.ses_twin.message import Message

DAY = 86_400.0


class Acceptances:
    """One row per accepted message, never removed."""

    def __init__(self, database: sqlite3.Connection, max_send_rate: float, max_24_hour_send: float) -> None:
        self._database = database
        self._max_send_rate = max_send_rate
        self._max_24_hour_send = max_24_hour_send

    def check_quotas(self, now: datetime) -> None:
        """Refuse when a quota is already used up.

        Quotas count recipients, but a message that finds any room left passes whole (AWS sending-limits article).

        Raises:
            SesError: TooManyRequestsException (per second) or LimitExceededException (24 hours).
        """
        if self._since(now.timestamp() - 1)["recipients"] >= self._max_send_rate:
            raise SesError("TooManyRequestsException", "Maximum sending rate exceeded.")
        if 0 <= self._max_24_hour_send <= self.sent_last_24_hours(now):
            raise SesError("LimitExceededException", "Daily message quota exceeded.")

    def add(self, message: Message) -> None:
        """Count an acceptance; (request, step) come from the tags `rid` and `step`. Call inside a transaction."""
        counted = sum(1 for address in message.destination if simulator_box(address) is None)
        self._database.execute(
            "INSERT INTO acceptances VALUES (?, ?, ?, ?, ?, ?)",
            (
                message.message_id,
                message.received_at.timestamp(),
                len(message.destination),
                counted,
                message.tags.get("rid"),
                message.tags.get("step"),
            ),
        )

    def sent_last_24_hours(self, now: datetime) -> int:
        """Return the recipients of the last 24 hours; the mailbox simulator does not use up the daily quota."""
        return int(self._since(now.timestamp() - DAY)["quota_recipients"])

    def report(self) -> dict[str, Any]:
        """Return total, count per (request, step), and duplicates: acceptances beyond the first of each pair."""
        rows = self._database.execute(
            "SELECT request, step, count(*) AS count FROM acceptances WHERE request IS NOT NULL "
            "GROUP BY request, step ORDER BY request, step"
        ).fetchall()
        return {
            "total": self._database.execute("SELECT count(*) FROM acceptances").fetchone()[0],
            "acceptances": [dict(row) for row in rows],
            "duplicates": sum(row["count"] - 1 for row in rows),
        }

    def _since(self, instant: float) -> sqlite3.Row:
        """Return the sums `recipients` and `quota_recipients` after an instant (exclusive)."""
        query = (
            "SELECT coalesce(sum(recipients), 0) AS recipients, coalesce(sum(quota_recipients), 0) AS quota_recipients "
            "FROM acceptances WHERE accepted_at > ?"
        )
        row: sqlite3.Row = self._database.execute(query, (instant,)).fetchone()
        return row
