"""Take in a call: keep its body and have it worked through in the background, as a dropped file is."""

from dataclasses import dataclass, replace
from datetime import tzinfo

from chalicelib.domain.call import Call
from chalicelib.domain.transmission import Transmission
from chalicelib.usecases.take_in_transmission import take_in_transmission
from chalicelib.usecases.transmission_ports import PLACES, IntakeFiles, IntakeQueue, Transmissions


@dataclass(frozen=True)
class CallTaking:
    """What taking in a call needs."""

    files: IntakeFiles
    transmissions: Transmissions
    queue: IntakeQueue


def take_in_call(taking: CallTaking, call: Call, body: bytes, zone: tzinfo) -> Transmission:
    """The transmission as it stands once everything is in place: first the body, then its books, then the work.

    A crash between them has acknowledged nothing; the same call sent again goes on where it stopped. Raises BusyError.
    """
    place = PLACES["body"].format(website_id=call.website_id, transmission_id=call.transmission_id)
    taking.files.write(place, body)
    received = replace(call.transmission(zone), place=place)
    return take_in_transmission(taking.transmissions, taking.queue, received)
