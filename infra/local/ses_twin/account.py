"""What one SES account holds besides mail: configuration sets, their event destinations, verified identities."""

import json
import sqlite3
from typing import Any

from infra.local.ses_twin.errors import SesError

Json = dict[str, Any]


class Account:
    """Settings in SQLite, stored in the words of the API."""

    def __init__(self, database: sqlite3.Connection, verified_identities: tuple[str, ...]) -> None:
        self._database = database
        self._given_identities = verified_identities

    def create_configuration_set(self, document: Json) -> None:
        """Add a set; raises AlreadyExistsException."""
        name = document["ConfigurationSetName"]
        row = (name, json.dumps(document))
        self._insert("INSERT INTO configuration_sets VALUES (?, ?)", row, f"Configuration set <{name}> already exists.")

    def configuration_set(self, name: str) -> Json:
        """Return the set as it was created; raises NotFoundException."""
        query = "SELECT document FROM configuration_sets WHERE name = ?"
        row = self._database.execute(query, (name,)).fetchone()
        if row is None:
            raise SesError("NotFoundException", f"Configuration set <{name}> does not exist.")
        return dict(json.loads(row["document"]))

    def create_destination(self, set_name: str, destination: Json) -> None:
        """Add a destination to a set; raises NotFoundException (set) or AlreadyExistsException."""
        self.configuration_set(set_name)
        name = destination["Name"]
        row = (set_name, name, json.dumps(destination))
        self._insert(
            "INSERT INTO event_destinations VALUES (?, ?, ?)", row, f"Event destination <{name}> already exists."
        )

    def update_destination(self, set_name: str, destination: Json) -> None:
        """Replace a destination; raises NotFoundException."""
        with self._database:
            changed = self._database.execute(
                "UPDATE event_destinations SET document = ? WHERE configuration_set = ? AND name = ?",
                (json.dumps(destination), set_name, destination["Name"]),
            ).rowcount
        _must_exist(changed, destination["Name"])

    def delete_destination(self, set_name: str, name: str) -> None:
        """Remove a destination; raises NotFoundException."""
        with self._database:
            query = "DELETE FROM event_destinations WHERE configuration_set = ? AND name = ?"
            removed = self._database.execute(query, (set_name, name)).rowcount
        _must_exist(removed, name)

    def destinations(self, set_name: str) -> list[Json]:
        """Return the destinations of a set, by name; raises NotFoundException."""
        self.configuration_set(set_name)
        query = "SELECT document FROM event_destinations WHERE configuration_set = ? ORDER BY name"
        return [json.loads(row["document"]) for row in self._database.execute(query, (set_name,))]

    def topics(self, set_name: str | None, matching_event_type: str) -> list[str]:
        """Return the SNS topics that want such an event ("DELIVERY_DELAY"); none without a configuration set."""
        if set_name is None:
            return []
        wanted = (
            destination
            for destination in self.destinations(set_name)
            if destination.get("Enabled") and matching_event_type in destination["MatchingEventTypes"]
        )
        return [destination["SnsDestination"]["TopicArn"] for destination in wanted if "SnsDestination" in destination]

    def create_identity(self, identity: str) -> None:
        """Add an identity, verified at once: there is no DNS to wait for here. Raises AlreadyExistsException."""
        exists = f"Email identity {identity} already exists."
        if identity.lower() in self.identities():
            raise SesError("AlreadyExistsException", exists)
        self._insert("INSERT INTO identities VALUES (?)", (identity.lower(),), exists)

    def identities(self) -> set[str]:
        """Return every verified domain and address, in lower case."""
        created = {row["identity"] for row in self._database.execute("SELECT identity FROM identities")}
        return created | {identity.lower() for identity in self._given_identities}

    def _insert(self, statement: str, row: tuple[str, ...], exists: str) -> None:
        """Insert a row; an existing key becomes AlreadyExistsException with that sentence."""
        try:
            with self._database:
                self._database.execute(statement, row)
        except sqlite3.IntegrityError as error:
            raise SesError("AlreadyExistsException", exists) from error


def _must_exist(changed_rows: int, name: str) -> None:
    """Raise NotFoundException when nothing was changed."""
    if not changed_rows:
        raise SesError("NotFoundException", f"Event destination <{name}> does not exist.")
