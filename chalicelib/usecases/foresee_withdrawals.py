"""Foresee withdrawals: what would become of them if they were done now, after the proofs of their file. No writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.foresight import Foresight
from chalicelib.domain.operations import Refusal, withdraw
from chalicelib.domain.withdrawal import Withdrawal, WithdrawalOutcome, WithdrawalResult
from chalicelib.usecases.apply_operation import find_row
from chalicelib.usecases.operation_ports import Desk
from chalicelib.usecases.reference_ports import Reference


def foresee_withdrawals(
    desk: Desk, website_id: str, withdrawals: Sequence[Withdrawal], *, after: Sequence[Foresight] = (), now: datetime
) -> list[WithdrawalOutcome]:
    """What `withdraw_proofs` would do at this instant, in the order given.

    `after` are the proofs of the same file, which would be received before. One read per hundred withdrawals, and one
    per request of a reference that is known. Raises BusyError when the store asks to slow down.
    """
    proof_ids = [desk.identities.proof_id_of(website_id, one.experience_reference) for one in withdrawals]
    known = desk.references.find(website_id, proof_ids)
    promised: dict[str, list[Foresight]] = {}
    for one in after:
        promised.setdefault(desk.identities.proof_id(website_id, one.outcome.proof), []).append(one)
    look = _Look(desk, website_id, now)
    return [
        look.at(withdrawal, known.get(proof_id), promised.get(proof_id, ()))
        for withdrawal, proof_id in zip(withdrawals, proof_ids, strict=True)
    ]


@dataclass(frozen=True)
class _Look:
    desk: Desk
    website_id: str
    now: datetime

    def at(
        self, withdrawal: Withdrawal, reference: Reference | None, promised: Sequence[Foresight]
    ) -> WithdrawalOutcome:
        created = [one for one in promised if one.requests]
        ids = reference.review_request_ids if reference else ()
        all_ids = tuple(dict.fromkeys((*ids, *(name for one in created for name in one.outcome.made))))
        if not all_ids:
            return WithdrawalOutcome(withdrawal, WithdrawalResult.UNKNOWN)
        if reference and reference.withdrawn:
            return WithdrawalOutcome(withdrawal, WithdrawalResult.ALREADY, all_ids)
        would_leave = any(request.refused is None for one in created for request in one.requests)
        stops = would_leave or any(self._would_stop(withdrawal, name) for name in ids)
        return WithdrawalOutcome(
            withdrawal, WithdrawalResult.WITHDRAWN if stops else WithdrawalResult.NOTHING_PENDING, all_ids
        )

    def _would_stop(self, withdrawal: Withdrawal, review_request_id: str) -> bool:
        row = find_row(self.desk, self.website_id, review_request_id)
        return row is not None and not isinstance(withdraw(row, cause=withdrawal.cause, now=self.now), Refusal)
