"""Bring a transmission further from wherever it stands: cut it, have its chunks worked through, end it.

Its message may come any number of times and die at any point: what was done is found, what is missing is done.
"""

from datetime import datetime

from chalicelib.domain.errors import TransmissionNotFoundError
from chalicelib.domain.transmission import Transmission, TransmissionState
from chalicelib.usecases.cut_transmission import cut_transmission
from chalicelib.usecases.finish_transmission import finish_transmission, move_away
from chalicelib.usecases.intake_desk import IntakeDesk
from chalicelib.usecases.receive_chunk import receive_chunk


def advance_transmission(intake: IntakeDesk, website_id: str, transmission_id: str, *, now: datetime) -> Transmission:
    """The transmission as it stands afterwards: over, or RUNNING with every chunk that is not over on its queue.

    What was cut into a single chunk is worked through at once. Raises TransmissionNotFoundError; BusyError when the
    store or a queue asks to slow down, WebsiteNotFoundError.
    """
    whole = intake.transmissions.get(website_id, transmission_id)
    if whole is None:
        raise TransmissionNotFoundError("No transmission of this website has this identifier.")
    if whole.state is TransmissionState.RECEIVED:
        whole = cut_transmission(intake, whole, now=now)
    if whole.state is TransmissionState.RUNNING:
        whole = _worked_through(intake, whole, now)
    if whole.state is TransmissionState.RUNNING and whole.chunks_done == whole.chunks:
        whole = finish_transmission(intake, whole, now=now)
    elif whole.is_over:
        move_away(intake, whole)
    return whole


def _worked_through(intake: IntakeDesk, whole: Transmission, now: datetime) -> Transmission:
    if whole.chunks_done == whole.chunks:
        return whole
    if whole.chunks == 1:
        return receive_chunk(intake, whole.website_id, whole.transmission_id, 0, now=now)
    chunks = intake.transmissions.chunks(whole.website_id, whole.transmission_id)
    pending = [chunk.number for chunk in chunks if chunk.books is None]
    intake.queue.put_chunks(whole.website_id, whole.transmission_id, pending)
    return whole
