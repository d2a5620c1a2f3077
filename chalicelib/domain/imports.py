"""Imports: a CSV file that a person checks or sends through the back office, line by line."""

from dataclasses import dataclass
from datetime import timedelta

from chalicelib.domain.transmission import TransmissionMode

MOST_LINES = 3_000
"""Rows of one import (domain.md 10); a larger file goes through SFTP."""

MOST_BYTES = 10 * 1024 * 1024

UPLOAD_LIFETIME = timedelta(minutes=15)
"""How long the address of the upload is good for."""

ORDER_LIFETIME = timedelta(hours=1)
"""How long after it was ordered an import may be started: an upload that began in time may take its own."""


@dataclass(frozen=True)
class AskedImport:
    """What somebody wants to import."""

    website_id: str
    name: str
    size: int
    mode: TransmissionMode


@dataclass(frozen=True)
class ImportOrder(AskedImport):
    """The same with its identifier: nothing is acknowledged, and nothing kept, until it is started."""

    transmission_id: str
