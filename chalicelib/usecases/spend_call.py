"""Spend a call of a client: from what this instance took before, else from the client's rate."""

from collections.abc import MutableMapping
from datetime import datetime

from chalicelib.domain.call_errors import TooManyCallsError
from chalicelib.domain.call_rate import CallRate, Lease, Spending, spending_of
from chalicelib.domain.errors import BusyError
from chalicelib.usecases.call_ports import CallRates

MOST_CLIENTS = 1000
"""Of which an instance keeps leases; then it forgets them all."""


def spend_call(
    rates: CallRates, leases: MutableMapping[str, Lease], client_id: str, rate: CallRate, *, now: datetime
) -> Spending:
    """What the call met. Raises TooManyCallsError when it may not go on.

    A store that does not answer refuses no proof: the call goes on, and `remaining` is None.
    """
    held = leases.get(client_id)
    if held is None or not held.is_good(now):
        try:
            held = _taken(rates, client_id, rate, held, now)
        except BusyError:
            return Spending(rate)
    if held.taken.calls:
        held = held.spend()
    _keep(leases, client_id, held)
    spending = spending_of(rate, held, now)
    if spending.retry_in is not None:
        raise TooManyCallsError(spending)
    return spending


def _taken(rates: CallRates, client_id: str, rate: CallRate, held: Lease | None, now: datetime) -> Lease:
    size, known = (held.next_size(now), held.taken.until) if held else (1, None)
    return Lease(rates.take(client_id, rate, size, now=now, known=known), now)


def _keep(leases: MutableMapping[str, Lease], client_id: str, lease: Lease) -> None:
    if len(leases) >= MOST_CLIENTS and client_id not in leases:
        leases.clear()
    leases[client_id] = lease
