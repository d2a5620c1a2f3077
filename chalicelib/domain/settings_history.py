"""The history of a website's settings: every version that was ever saved, by whom, when and why."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.collection import Collection


@dataclass(frozen=True)
class SavedSettings:
    """One version; the number stands in `collection.version`.

    Attributes:
        at: when it was saved; None for settings from before the history began.
        by: who saved it: a person's subject, an API client, or `operator`.
        note: why, in the words of who saved it.
    """

    collection: Collection
    at: datetime | None = None
    by: str = ""
    note: str = ""

    @property
    def version(self) -> int:
        """The number of this version, from 1; 0 = from before the history began."""
        return self.collection.version


class ApplyTo(StrEnum):
    """To which requests new settings apply: those still to come, or also those already scheduled."""

    FUTURE = "future"
    SCHEDULED = "scheduled"
