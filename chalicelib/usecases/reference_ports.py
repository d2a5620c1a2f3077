"""What is known of a reference before its rows are read: who asked for what first, and whether it was withdrawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from chalicelib.domain.proof import ReviewType
from chalicelib.domain.withdrawal import WithdrawalMark
from chalicelib.usecases.ports import ReferenceLock


@dataclass(frozen=True)
class Reference:
    """The locks of a reference, at least one, and its first withdrawal.

    Once it is withdrawn every lock is taken, so that a proof which comes later finds nothing left to ask.
    """

    locks: tuple[ReferenceLock, ...]
    withdrawn: WithdrawalMark | None = None

    @property
    def review_request_ids(self) -> tuple[str, ...]:
        """The requests that stand for it, whoever asked for them."""
        return tuple(dict.fromkeys(lock.review_request_id for lock in self.locks))

    @property
    def free(self) -> tuple[ReviewType, ...]:
        """What nobody asked for yet."""
        taken = {lock.review_type for lock in self.locks}
        return tuple(single for single in ReviewType.BRAND_AND_PRODUCT.asked if single not in taken)

    def withdrawn_by(self, mark: WithdrawalMark) -> "Reference":
        """The same one with its mark; what was free is held by a request that is there."""
        first = self.locks[0]
        taken = (replace(first, review_type=single, source_mark=mark.source_mark) for single in self.free)
        return Reference((*self.locks, *taken), mark)


class References(Protocol):
    """References by the identifier of their proof. Every call may raise BusyError."""

    def find(self, website_id: str, proof_ids: Sequence[str]) -> Mapping[str, Reference]:
        """Those that are known (read strongly), a hundred a call."""

    def withdraw(self, website_id: str, proof_id: str, mark: WithdrawalMark, *, known: Reference) -> Reference:
        """Keep the mark unless there is one, and take every lock that is free; the reference afterwards.

        `known` is the reference as found: it costs nothing but a second try if it is stale.
        """
