"""What every step of an import needs, and where its bytes stand."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.import_errors import UploadMissingError
from chalicelib.domain.imports import ImportOrder
from chalicelib.domain.proof import TransmissionMethod
from chalicelib.domain.transmission import Transmission
from chalicelib.usecases.take_in_transmission import take_in_transmission
from chalicelib.usecases.transmission_ports import PLACES, IntakeFiles, IntakeQueue, Transmissions
from chalicelib.usecases.website_ports import Websites


@dataclass(frozen=True)
class ImportDesk:
    """The ports of everything about imports."""

    transmissions: Transmissions
    files: IntakeFiles
    queue: IntakeQueue
    websites: Websites


@dataclass(frozen=True)
class Sender:
    """Who starts an import: a person or an API client, and whether only in the sandbox."""

    subject: str
    sandbox: bool = False


def upload_place(website_id: str, transmission_id: str) -> str:
    """Where the bytes of an import are uploaded to."""
    return PLACES["upload"].format(website_id=website_id, transmission_id=transmission_id)


def take_in_import(desk: ImportDesk, order: ImportOrder, *, place: str, sender: Sender, now: datetime) -> Transmission:
    """Acknowledge an import whose bytes stand at `place`.

    Raises WebsiteNotFoundError; UploadMissingError unless exactly the bytes that were announced are there; BusyError
    when it cannot be started, in which case saying it again starts it.
    """
    zone = desk.websites.collection(order.website_id).zone
    if desk.files.size(place) != order.size:
        raise UploadMissingError(f"Upload the {order.size} bytes of the file first, then start the import.")
    transmission = Transmission(
        website_id=order.website_id,
        transmission_id=order.transmission_id,
        method=TransmissionMethod.CSV,
        received_at=now,
        day=now.astimezone(zone).date(),
        source_id=f"import-{order.transmission_id}",
        mode=order.mode,
        by=sender.subject,
        sandbox=sender.sandbox,
        name=order.name,
        size=order.size,
        place=place,
    )
    return take_in_transmission(desk.transmissions, desk.queue, transmission)
