"""Events waiting for SNS: kept in SQLite until SNS took them, so that none is lost."""

import asyncio
import json
import logging
import sqlite3
from collections.abc import Callable
from datetime import datetime
from typing import Any

from infra.local.ses_twin.config import Publish

BATCH = 50
LONGEST_NAP = 0.5
LONGEST_BACKOFF = 30.0
logger = logging.getLogger(__name__)


class Outbox:
    """Publishes each message's events to each topic in the order they were added, one at a time.

    A failed publish is tried again after 0.5 s, doubling up to 30 s, for ever. A death between SNS's answer and our
    note of it publishes the event twice, which SES's own promise (at least once) allows.
    """

    def __init__(self, database: sqlite3.Connection, publish: Publish, now: Callable[[], datetime]) -> None:
        self._database = database
        self._publish = publish
        self._now = now
        self._wake = asyncio.Event()

    def add(self, message_id: str, topic_arn: str, event: dict[str, Any], due_at: datetime) -> None:
        """Queue an event for its instant. Call inside a transaction, then `wake`."""
        self._database.execute(
            "INSERT INTO outbox (message_id, topic_arn, event_type, body, due_at) VALUES (?, ?, ?, ?, ?)",
            (message_id, topic_arn, event["eventType"], json.dumps(event), due_at.timestamp()),
        )

    def wake(self) -> None:
        """Look at the queue now rather than at the next nap's end."""
        self._wake.set()

    def history(self, message_id: str) -> list[dict[str, Any]]:
        """Return {event_type, due_at, published_at, attempts} per event of a message; instants in epoch seconds."""
        query = "SELECT event_type, due_at, published_at, attempts FROM outbox WHERE message_id = ? ORDER BY sequence"
        return [dict(row) for row in self._database.execute(query, (message_id,))]

    async def run(self) -> None:
        """Publish for ever; ends by cancellation, which loses nothing."""
        while True:
            self._wake.clear()
            if not await self._publish_due():
                await self._nap()

    async def _publish_due(self) -> bool:
        """Publish the first waiting event of every (message, topic) whose instant has come; return whether any was."""
        rows = self._database.execute(
            "SELECT * FROM outbox WHERE sequence IN (SELECT min(sequence) FROM outbox WHERE published_at IS NULL "
            "GROUP BY message_id, topic_arn) AND due_at <= ? ORDER BY sequence LIMIT ?",
            (self._now().timestamp(), BATCH),
        ).fetchall()
        await asyncio.gather(*(self._publish_one(row) for row in rows))
        return bool(rows)

    async def _publish_one(self, row: sqlite3.Row) -> None:
        """Publish one event and note the outcome."""
        try:
            await self._publish(row["topic_arn"], row["body"])
        except Exception:  # whatever the publisher raises, the event must be kept and tried again
            backoff = min(LONGEST_BACKOFF, 0.5 * 2 ** row["attempts"])
            logger.warning("%s not published, next try in %s s", row["event_type"], backoff, exc_info=True)
            self._note(row, due_at=self._now().timestamp() + backoff, published_at=None)
        else:
            self._note(row, due_at=row["due_at"], published_at=self._now().timestamp())

    def _note(self, row: sqlite3.Row, due_at: float, published_at: float | None) -> None:
        """Write down the outcome of one attempt."""
        with self._database:
            self._database.execute(
                "UPDATE outbox SET due_at = ?, published_at = ?, attempts = attempts + 1 WHERE sequence = ?",
                (due_at, published_at, row["sequence"]),
            )

    async def _nap(self) -> None:
        """Sleep until woken; with events waiting, at most LONGEST_NAP because the clock may be moved forward."""
        query = "SELECT min(due_at) FROM outbox WHERE published_at IS NULL"
        due_at = self._database.execute(query).fetchone()[0]
        seconds = None if due_at is None else min(LONGEST_NAP, max(0.01, due_at - self._now().timestamp()))
        try:
            await asyncio.wait_for(self._wake.wait(), seconds)
        except TimeoutError:
            return
