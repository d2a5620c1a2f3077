"""The twin's one SQLite file: its tables, and how it is opened."""

import sqlite3
from pathlib import Path

SCHEMA = """
CREATE TABLE IF NOT EXISTS messages (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, message_id TEXT NOT NULL UNIQUE, received_at REAL NOT NULL,
    recipients TEXT NOT NULL, document TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS messages_by_instant ON messages (received_at);
CREATE TABLE IF NOT EXISTS acceptances (
    message_id TEXT PRIMARY KEY, accepted_at REAL NOT NULL, recipients INTEGER NOT NULL,
    quota_recipients INTEGER NOT NULL, request TEXT, step TEXT);
CREATE INDEX IF NOT EXISTS acceptances_by_instant ON acceptances (accepted_at, recipients, quota_recipients);
CREATE INDEX IF NOT EXISTS acceptances_by_request ON acceptances (request, step);
CREATE TABLE IF NOT EXISTS opens (
    message_id TEXT NOT NULL, opened_at REAL NOT NULL, ip_address TEXT NOT NULL, user_agent TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS opens_by_message ON opens (message_id);
CREATE TABLE IF NOT EXISTS outbox (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, message_id TEXT NOT NULL, topic_arn TEXT NOT NULL,
    event_type TEXT NOT NULL, body TEXT NOT NULL, due_at REAL NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
    published_at REAL);
CREATE INDEX IF NOT EXISTS outbox_waiting ON outbox (message_id, topic_arn, sequence) WHERE published_at IS NULL;
CREATE INDEX IF NOT EXISTS outbox_by_message ON outbox (message_id);
CREATE TABLE IF NOT EXISTS configuration_sets (name TEXT PRIMARY KEY, document TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS event_destinations (
    configuration_set TEXT NOT NULL, name TEXT NOT NULL, document TEXT NOT NULL,
    PRIMARY KEY (configuration_set, name));
CREATE TABLE IF NOT EXISTS identities (identity TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS suppressed (
    address TEXT PRIMARY KEY, reason TEXT NOT NULL, updated_at REAL NOT NULL, message_id TEXT, feedback_id TEXT);
"""


def open_database(path: Path) -> sqlite3.Connection:
    """Open or create the file, ready for use by one event loop (the server may run in another thread).

    A committed transaction survives the death of the process; after a power cut the newest ones may be missing.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.executescript(SCHEMA)
    return connection
