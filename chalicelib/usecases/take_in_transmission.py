"""Take in a transmission that is worked through in the background: kept first, then its message starts it."""

from chalicelib.domain.transmission import Transmission, TransmissionState
from chalicelib.usecases.transmission_ports import IntakeQueue, Transmissions


def take_in_transmission(transmissions: Transmissions, queue: IntakeQueue, transmission: Transmission) -> Transmission:
    """The transmission as it stands.

    Saying it again is safe, and has one that waits enqueued once more: its first message may never have left. Raises
    BusyError when it cannot be enqueued; it is kept then, and this must be said again.
    """
    website_id, transmission_id = transmission.website_id, transmission.transmission_id
    if not transmissions.add(transmission):
        standing = transmissions.get(website_id, transmission_id)
        if standing is not None and standing.state is not TransmissionState.RECEIVED:
            return standing
        transmission = standing or transmission
    queue.put_transmission(website_id, transmission_id)
    return transmission
