"""References in memory."""

from collections.abc import Mapping, Sequence

from chalicelib.domain.proof import ReviewType
from chalicelib.domain.withdrawal import WithdrawalMark
from chalicelib.usecases.reference_ports import Reference
from tests.fakes.review_requests import FakeReviewRequests


class FakeReferences:
    """Fits the port `References` over the locks of a store."""

    def __init__(self, store: FakeReviewRequests) -> None:
        self._store = store

    def find(self, website_id: str, proof_ids: Sequence[str]) -> Mapping[str, Reference]:
        """Those that hold a lock."""
        found = {proof_id: self._reference(website_id, proof_id) for proof_id in proof_ids}
        return {proof_id: reference for proof_id, reference in found.items() if reference}

    def withdraw(self, website_id: str, proof_id: str, mark: WithdrawalMark, *, known: Reference) -> Reference:
        """All or nothing."""
        with self._store.transaction:
            now = self._reference(website_id, proof_id) or known
            if now.withdrawn:
                return now
            after = now.withdrawn_by(mark)
            self._store.withdrawn[website_id, proof_id] = mark
            self._store.locks |= {(website_id, proof_id, lock.review_type): lock for lock in after.locks}
        return after

    def _reference(self, website_id: str, proof_id: str) -> Reference | None:
        singles = (ReviewType.BRAND, ReviewType.PRODUCT)
        locks = (self._store.locks.get((website_id, proof_id, single)) for single in singles)
        taken = tuple(lock for lock in locks if lock)
        return Reference(taken, self._store.withdrawn.get((website_id, proof_id))) if taken else None
