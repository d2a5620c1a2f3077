"""The accepted messages and their opens: keep, find, list."""

import json
import sqlite3
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from infra.local.ses_twin.message import Content, Envelope, Message


@dataclass(frozen=True)
class Page:
    """Messages, newest first; `older` is the cursor of the next page, None on the last one."""

    messages: tuple[Message, ...]
    older: int | None


class Mailbox:
    """Messages in SQLite. Call `add` inside the transaction that counts the acceptance."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def add(self, message: Message) -> None:
        """Keep a message; its message_id must be new."""
        self._database.execute(
            "INSERT INTO messages (message_id, received_at, recipients, document) VALUES (?, ?, ?, ?)",
            (
                message.message_id,
                message.received_at.timestamp(),
                f" {' '.join(message.destination).lower()} ",
                _to_json(message),
            ),
        )

    def find(self, message_id: str) -> Message | None:
        """Return that message, None when there is none."""
        row = self._database.execute("SELECT document FROM messages WHERE message_id = ?", (message_id,)).fetchone()
        return _from_json(row["document"]) if row else None

    def page(self, recipient_part: str, before: int | None, size: int) -> Page:
        """Return the newest messages having that text in a recipient ("" for all), older than the cursor."""
        rows = self._database.execute(
            "SELECT sequence, document FROM messages WHERE instr(recipients, ?) > 0 AND sequence < ? "
            "ORDER BY sequence DESC LIMIT ?",
            (recipient_part.lower() or " ", before if before is not None else 2**62, size + 1),
        ).fetchall()
        messages = tuple(_from_json(row["document"]) for row in rows[:size])
        return Page(messages, rows[size - 1]["sequence"] if len(rows) > size else None)

    def sent_to(self, recipient: str | None, since: datetime | None) -> list[Message]:
        """Return the messages to exactly that address (None: to anyone) accepted at or after `since`, newest first."""
        rows = self._database.execute(
            "SELECT document FROM messages WHERE instr(recipients, ?) > 0 AND received_at >= ? ORDER BY sequence DESC",
            (f" {recipient.lower()} " if recipient else " ", since.timestamp() if since else 0),
        )
        return [_from_json(row["document"]) for row in rows]

    def count(self) -> int:
        """Return how many messages were ever accepted."""
        return int(self._database.execute("SELECT count(*) FROM messages").fetchone()[0])

    def record_open(self, message_id: str, opened_at: datetime, ip_address: str, user_agent: str) -> None:
        """Keep one load of the message's HTML."""
        with self._database:
            self._database.execute(
                "INSERT INTO opens VALUES (?, ?, ?, ?)", (message_id, opened_at.timestamp(), ip_address, user_agent)
            )

    def opens(self, message_id: str) -> int:
        """Return how often the message was opened."""
        query = "SELECT count(*) FROM opens WHERE message_id = ?"
        return int(self._database.execute(query, (message_id,)).fetchone()[0])


def _to_json(message: Message) -> str:
    """Write every field of a message as JSON text."""
    return json.dumps(asdict(message) | {"received_at": message.received_at.timestamp()})


def _from_json(text: str) -> Message:
    """Read what _to_json wrote."""
    fields: dict[str, Any] = json.loads(text)
    content, envelope = fields.pop("content"), fields.pop("envelope")
    content["headers"] = tuple((name, value) for name, value in content["headers"])
    received_at = datetime.fromtimestamp(fields.pop("received_at"), UTC)
    destination = tuple(fields.pop("destination"))
    fates = {word: tuple(recipients) for word, recipients in fields.pop("fates").items()}
    lists = ("to", "cc", "bcc", "reply_to")
    envelope |= {name: tuple(envelope[name]) for name in lists}
    return Message(
        content=Content(**content),
        envelope=Envelope(**envelope),
        received_at=received_at,
        destination=destination,
        fates=fates,
        **fields,
    )
