"""Send what was only checked: the very bytes that were looked at, without a second upload, for real."""

from datetime import datetime

from chalicelib.domain.errors import TransmissionNotFoundError
from chalicelib.domain.import_errors import ImportNotCheckedError
from chalicelib.domain.imports import ImportOrder
from chalicelib.domain.proof import TransmissionMethod
from chalicelib.domain.sandbox import PREFIX
from chalicelib.domain.transmission import (
    Transmission,
    TransmissionKind,
    TransmissionMode,
    TransmissionState,
    new_transmission_id,
)
from chalicelib.usecases.import_desk import ImportDesk, Sender, take_in_import


def checked_import(desk: ImportDesk, website_id: str, transmission_id: str) -> Transmission:
    """A check of an import, done or still running. Raises TransmissionNotFoundError for anything else."""
    found = desk.transmissions.get(website_id, transmission_id)
    if found is None or found.method is not TransmissionMethod.CSV or found.mode is not TransmissionMode.VALIDATE:
        raise TransmissionNotFoundError("No check of an import of this website has this identifier.")
    return found


def send_import(
    desk: ImportDesk, website_id: str, transmission_id: str, *, sender: Sender, now: datetime
) -> Transmission:
    """The transmission that sends what `transmission_id` checked; asking again gives the same one.

    Raises TransmissionNotFoundError for what is no check, ImportNotCheckedError while the check is not done or refused
    the file, and as `take_in_import`.
    """
    checked = checked_import(desk, website_id, transmission_id)
    if checked.state is not TransmissionState.DONE:
        raise ImportNotCheckedError("Only a file whose check is done can be sent: look at the check first.")
    # A sandbox credential sends it beside the real sending, not in place of it.
    name = f"{PREFIX if sender.sandbox else ''}send-{transmission_id}"
    wanted = new_transmission_id(TransmissionKind.FILE, now, name)
    # Two clicks at one moment are one sending: the first one's identifier holds.
    holder = desk.transmissions.claim_content(website_id, name, wanted)
    order = ImportOrder(website_id, checked.name or "", checked.size, TransmissionMode.SEND, holder)
    return take_in_import(desk, order, place=checked.place, sender=sender, now=now)
