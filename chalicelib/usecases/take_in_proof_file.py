"""Take in a dropped file: it becomes a transmission, once, however often and by whom it is told."""

from datetime import datetime

from chalicelib.domain.proof import TransmissionMethod
from chalicelib.domain.transmission import Transmission, TransmissionKind, new_transmission_id
from chalicelib.usecases.drop_ports import DroppedFile
from chalicelib.usecases.intake_desk import IntakeDesk

PARTIAL_UPLOADS = (".part", ".filepart", ".tmp")
"""How clients name what they have not written to its end; they rename it then."""


def take_in_proof_file(intake: IntakeDesk, key: str, *, now: datetime) -> tuple[Transmission, bool] | None:
    """The file's transmission as it stands, and whether it is new.

    None for what is gone, for a partial upload and for what was not dropped: nothing changes. Raises
    WebsiteNotFoundError for a folder that is no website's.
    """
    file = intake.drop.look(key)
    if file is None or _is_partial(file.name):
        return None
    whole = _transmission(intake, file, now)
    if intake.transmissions.add(whole):
        return whole, True
    standing = intake.transmissions.get(whole.website_id, whole.transmission_id)
    return standing or whole, False


def _is_partial(name: str) -> bool:
    return name.startswith(".") or name.lower().endswith(PARTIAL_UPLOADS)


def _transmission(intake: IntakeDesk, file: DroppedFile, now: datetime) -> Transmission:
    zone = intake.desk.websites.collection(file.website_id).zone
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
