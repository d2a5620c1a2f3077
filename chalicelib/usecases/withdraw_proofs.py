"""Withdraw proofs: what is still planned for a purchase stops, because the merchant took it back.

The withdrawal is kept with the proof first, which closes the door to whatever comes later for the same reference; then
its requests are stopped by an operation whose identifier follows from the withdrawal, so that a repetition finds what
was done before. A crash in between leaves requests that the repetition, or the next withdrawal, stops (decision 41).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.operation_record import Operation, OperationKind, Order, Selection, withdrawal_operation_id
from chalicelib.domain.withdrawal import Withdrawal, WithdrawalMark, WithdrawalOutcome, WithdrawalResult
from chalicelib.usecases.apply_operation import apply_operation
from chalicelib.usecases.operation_ports import Desk
from chalicelib.usecases.reference_ports import Reference


def withdraw_proofs(
    desk: Desk, website_id: str, withdrawals: Sequence[Withdrawal], *, by: str, now: datetime
) -> list[WithdrawalOutcome]:
    """Stop everything that is still planned, whoever sent the proofs and by whatever door; outcomes in the order given.

    An e-mail that left stays what it is. One that is being handed to SES at this moment may still arrive; nothing
    follows it. Running it again with the same withdrawals of the same source changes nothing and gives the same
    outcomes. `by` is the API client or person who asked, empty for a dropped file.

    Raises BusyError when the store asks to slow down and VersionConflictError when a row never stood still: what was
    committed stays, trying again is safe.
    """
    proof_ids = [desk.identities.proof_id_of(website_id, one.experience_reference) for one in withdrawals]
    known = desk.references.find(website_id, proof_ids)
    return [
        _withdraw(desk, _Wish(website_id, one, by, now), proof_id, known.get(proof_id))
        for one, proof_id in zip(withdrawals, proof_ids, strict=True)
    ]


@dataclass(frozen=True)
class _Wish:
    """A withdrawal, whose it is and when it came."""

    website_id: str
    withdrawal: Withdrawal
    by: str
    now: datetime


def _withdraw(desk: Desk, wish: _Wish, proof_id: str, known: Reference | None) -> WithdrawalOutcome:
    withdrawal = wish.withdrawal
    if known is None:
        return WithdrawalOutcome(withdrawal, WithdrawalResult.UNKNOWN)
    own = WithdrawalMark(desk.identities.withdrawal_mark(withdrawal.source_id), withdrawal.cause, wish.now)
    reference = desk.references.withdraw(wish.website_id, proof_id, own, known=known)
    first = reference.withdrawn or own
    ids = reference.review_request_ids
    stopped = _stopped(desk, _operation(wish, first, own.source_mark, ids), ids, wish.now)
    if first.source_mark != own.source_mark:
        return WithdrawalOutcome(withdrawal, WithdrawalResult.ALREADY, ids)
    result = WithdrawalResult.WITHDRAWN if stopped else WithdrawalResult.NOTHING_PENDING
    return WithdrawalOutcome(withdrawal, result, ids)


def _operation(wish: _Wish, first: WithdrawalMark, source_mark: str, ids: tuple[str, ...]) -> Operation:
    """The same for every repetition: asked for when the reference was first withdrawn, by this withdrawal's source."""
    cause = wish.withdrawal.cause
    order = Order(
        wish.website_id, OperationKind.WITHDRAW, Selection(ids=ids), reason=cause.value, by=wish.by, cause=cause
    )
    return Operation(withdrawal_operation_id(first.at, source_mark), order, created_at=first.at, starts_at=first.at)


def _stopped(desk: Desk, operation: Operation, ids: tuple[str, ...], now: datetime) -> bool:
    """Whether any of them was stopped by this very withdrawal, now or before."""
    refusals = [apply_operation(desk, operation, one, now=now) for one in ids]
    return None in refusals
