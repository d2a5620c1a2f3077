"""A call: one HTTP request of a machine through which proofs come in. It is a transmission of its own."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from chalicelib.domain.proof import TransmissionMethod
from chalicelib.domain.transmission import Transmission, TransmissionFormat


@dataclass(frozen=True)
class Call:
    """What is known of a call before its body is understood.

    Attributes:
        received_at: when it came first; the same call sent again keeps it.
        by: the API client that sent it.
        size: bytes of its body.
    """

    website_id: str
    transmission_id: str
    received_at: datetime
    method: TransmissionMethod
    by: str
    size: int = 0
    sandbox: bool = False

    @property
    def source_id(self) -> str:
        """What the proofs of this call say of their source: the same for the same call sent again."""
        return f"call-{self.transmission_id}"

    def transmission(self, zone: tzinfo) -> Transmission:
        """Its books, still empty; its day is that of the website's zone."""
        return Transmission(
            website_id=self.website_id,
            transmission_id=self.transmission_id,
            method=self.method,
            received_at=self.received_at,
            day=self.received_at.astimezone(zone).date(),
            source_id=self.source_id,
            format=TransmissionFormat.JSON,
            by=self.by,
            size=self.size,
            sandbox=self.sandbox,
        )
