"""Record a call: its books and its lines, in one write, once everything it asked for is committed."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import tzinfo

from chalicelib.domain.call import Call
from chalicelib.domain.transmission import Line, TransmissionState, books_of
from chalicelib.usecases.transmission_ports import Transmissions


def record_call(transmissions: Transmissions, call: Call, zone: tzinfo, told: Iterable[Line]) -> tuple[Line, ...]:
    """The lines in their order; those of the first time when the call stands already. Raises BusyError."""
    lines = tuple(sorted(told, key=lambda line: line.number))
    done = replace(
        call.transmission(zone), state=TransmissionState.DONE, ended_at=call.received_at, books=books_of(lines)
    )
    if transmissions.add(done, lines):
        return lines
    return transmissions.lines(call.website_id, call.transmission_id) or lines
