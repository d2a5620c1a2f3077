"""Receive a call: its proofs are committed, then its books are written, and every event is told what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.call import Call
from chalicelib.domain.identity import Identities
from chalicelib.domain.proof import Proof
from chalicelib.domain.rules import Rules
from chalicelib.domain.transmission import Line
from chalicelib.domain.transmission_lines import lines_of_proof
from chalicelib.usecases.ports import ReviewRequests
from chalicelib.usecases.receive_proofs import Reception, receive_proofs
from chalicelib.usecases.record_call import record_call
from chalicelib.usecases.transmission_ports import Transmissions


@dataclass(frozen=True)
class CallIntake:
    """What receiving a call needs."""

    store: ReviewRequests
    identities: Identities
    transmissions: Transmissions


def receive_call(
    intake: CallIntake, call: Call, rules: Rules, entries: Sequence[Proof | Line], *, now: datetime
) -> tuple[Line, ...]:
    """One line per event, in their order; an entry that was refused is its line already. No entries, no transmission.

    A proof that several events became may stand among the entries several times, and is received once.

    One write beside those of the proofs. A call that stands already is answered as it was the first time. Raises
    BusyError when the store asks to slow down: what was committed stays, and sending the call again is safe.
    """
    if not entries:
        return ()
    proofs = {id(entry): entry for entry in entries if isinstance(entry, Proof)}.values()
    outcomes = receive_proofs(
        intake.store, intake.identities, rules, proofs, now=Reception(call.received_at, committed_at=now)
    )
    told = [line for outcome in outcomes for line in lines_of_proof(outcome)]
    told += (entry for entry in entries if isinstance(entry, Line))
    return record_call(intake.transmissions, call, rules.collection.zone, told)
