"""What the recording of e-mail events needs besides rows and contacts."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from chalicelib.domain.unknown_event import UnknownEvent


class UnknownEvents(Protocol):
    """Events of SES that we do not understand, kept beside the proof of their request."""

    def keep(self, website_id: str, proof_id: str, event: UnknownEvent) -> bool:
        """Keep an event; False when this very one is kept already. Raises BusyError when the store is busy."""

    def unknown_events(self, website_id: str, proof_id: str) -> Sequence[UnknownEvent]:
        """Those of every request of a proof, by kind, each kind oldest first."""


class OpenCounts(Protocol):
    """How often e-mails of a website were opened, where nobody may know by whom."""

    def add_open(self, website_id: str, day: date) -> None:
        """Count one opening of an e-mail that left on `day`, in the website's zone. Raises BusyError."""

    def aggregated_opens(self, website_id: str, first: date, last: date) -> Mapping[date, int]:
        """Openings of the e-mails that left on each day from `first` to `last`; days without any are left out.

        They are openings, not people: whoever opens twice counts twice, and SES may tell one opening twice.
        """
