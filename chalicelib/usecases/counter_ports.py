"""What the use cases need of the counts that the table's stream keeps."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from chalicelib.domain.proof import ReviewType
from chalicelib.domain.status import Status

DayCounts = Mapping[tuple[ReviewType, Status], int]
"""Rows of one experience day by type and status as written; what has none is left out."""


class Counters(Protocol):
    """How many rows stand on each experience day of a website."""

    def days(
        self, website_id: str, zone_name: str, *, first: date | None, last: date | None
    ) -> Mapping[date, DayCounts] | None:
        """Rows by experience day in the website's zone, from `first` to `last` (both included, None = no bound).

        Days without rows may be left out. None while the website's counts are being made anew for this zone. They lag
        behind the table by the stream's second or two.
        """
