"""Withdraw by a call: its withdrawals are committed, then its books are written, and every reference is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from chalicelib.domain.call import Call
from chalicelib.domain.transmission import Line
from chalicelib.domain.transmission_lines import UNKNOWN_PROOF, lines_of_withdrawal
from chalicelib.domain.withdrawal import Withdrawal, WithdrawalResult
from chalicelib.usecases.operation_ports import Desk
from chalicelib.usecases.record_call import record_call
from chalicelib.usecases.transmission_ports import Transmissions
from chalicelib.usecases.withdraw_proofs import withdraw_proofs


@dataclass(frozen=True)
class WithdrawalIntake:
    """What withdrawing by a call needs."""

    desk: Desk
    transmissions: Transmissions


@dataclass(frozen=True)
class CallWithdrawn:
    """One line per reference, in their order, and by its number what became of each withdrawal that was right."""

    lines: tuple[Line, ...]
    results: Mapping[int, WithdrawalResult]


def withdraw_call(
    intake: WithdrawalIntake, call: Call, zone: tzinfo, entries: Sequence[Withdrawal | Line], *, now: datetime
) -> CallWithdrawn:
    """`entries` hold each withdrawal once, and a line for each reference that was refused.

    A call that stands already is answered as it was the first time: what was unknown then stays unknown, and what was
    withdrawn is found withdrawn. Raises BusyError and VersionConflictError: sending the call again is safe.
    """
    refused = {line.number: line for line in _first_time(intake, call, now) if line.code is not None}
    wishes = [one for one in entries if isinstance(one, Withdrawal) and not refused.keys() & set(one.lines)]
    outcomes = withdraw_proofs(intake.desk, call.website_id, wishes, by=call.by, now=now)
    told = refused | {one.number: one for one in entries if isinstance(one, Line)}
    told |= {line.number: line for outcome in outcomes for line in lines_of_withdrawal(outcome)}
    results = {number: WithdrawalResult.UNKNOWN for number, line in refused.items() if line.code == UNKNOWN_PROOF}
    results |= {number: outcome.result for outcome in outcomes for number in outcome.withdrawal.lines}
    return CallWithdrawn(record_call(intake.transmissions, call, zone, told.values()), results)


def _first_time(intake: WithdrawalIntake, call: Call, now: datetime) -> tuple[Line, ...]:
    """The lines of a call that came before; a new one is not looked for."""
    return intake.transmissions.lines(call.website_id, call.transmission_id) if call.received_at < now else ()
