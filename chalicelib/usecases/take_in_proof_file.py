"""Take in a dropped file: it becomes a transmission, once, however often and by whom it is told."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.proof import TransmissionMethod
from chalicelib.domain.transmission import Transmission, TransmissionKind, new_transmission_id
from chalicelib.usecases.drop_ports import DroppedFile, ProofFiles
from chalicelib.usecases.transmission_ports import IntakeQueue, Transmissions
from chalicelib.usecases.website_ports import Websites


@dataclass(frozen=True)
class DropDesk:
    """What taking in dropped files needs; it reads none of them."""

    drop: ProofFiles
    transmissions: Transmissions
    queue: IntakeQueue
    websites: Websites


PARTIAL_UPLOADS = (".part", ".filepart", ".tmp")
"""How clients name what they have not written to its end; they rename it then."""


def take_in_proof_file(desk: DropDesk, key: str, *, now: datetime) -> tuple[Transmission, bool] | None:
    """The file's transmission as it stands, and whether it is new.

    None for what is gone, for a partial upload and for what was not dropped: nothing changes. Raises
    WebsiteNotFoundError for a folder that is no website's.
    """
    file = desk.drop.look(key)
    if file is None or _is_partial(file.name):
        return None
    whole = _transmission(desk, file, now)
    if desk.transmissions.add(whole):
        return whole, True
    standing = desk.transmissions.get(whole.website_id, whole.transmission_id)
    return standing or whole, False


def _is_partial(name: str) -> bool:
    return name.startswith(".") or name.lower().endswith(PARTIAL_UPLOADS)


def _transmission(desk: DropDesk, file: DroppedFile, now: datetime) -> Transmission:
    zone = desk.websites.collection(file.website_id).zone
    transmission_id = new_transmission_id(TransmissionKind.FILE, file.dropped_at, file.place)
    return Transmission(
        website_id=file.website_id,
        transmission_id=transmission_id,
        method=TransmissionMethod.SFTP,
        received_at=now,
        day=now.astimezone(zone).date(),
        source_id=f"file-{transmission_id}",
        name=file.name,
        size=file.size,
        place=file.place,
    )
