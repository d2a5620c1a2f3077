"""Reference locks: who asked what first for a reference, and its withdrawal, in the item of its proof."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from chalicelib.adapters import keys
from chalicelib.adapters.dynamodb_calls import Update
from chalicelib.adapters.dynamodb_documents import to_text
from chalicelib.adapters.dynamodb_tables import ProofItem, deflated
from chalicelib.domain.proof import ReviewType
from chalicelib.domain.withdrawal import WithdrawalCause, WithdrawalMark
from chalicelib.usecases.ports import ReferenceLock, StoredProof
from chalicelib.usecases.reference_ports import Reference


def proof_with_locks(model: type[ProofItem], stored: StoredProof, locks: Sequence[ReferenceLock]) -> Update:
    """Keep the proof and take all these locks (at least one), on condition that none of them is taken."""
    key = keys.proof(stored.website_id, stored.proof_id)
    taken = (getattr(model, lock.review_type.value).set(lock_text(lock)) for lock in locks)
    actions = [model.bz.set(deflated(to_text(stored))), *taken]
    free, *others = (getattr(model, lock.review_type.value).does_not_exist() for lock in locks)
    for one in others:
        free &= one
    return Update(model, key.pk, key.sk, actions, free)


def locks_found(
    model: type[ProofItem], raw: dict[str, dict[str, Any]], wanted: Sequence[ReferenceLock]
) -> tuple[ReferenceLock, ...]:
    """The locks that are taken among those wanted."""
    return _locks(model.from_raw_data(raw), (lock.review_type for lock in wanted))


def locks_of(item: ProofItem) -> tuple[ReferenceLock, ...]:
    """All the locks in a proof's item."""
    return _locks(item, ReviewType.BRAND_AND_PRODUCT.asked)


def reference_of(item: ProofItem) -> Reference:
    """All that stands for a reference."""
    return Reference(locks_of(item), _withdrawal_from(item.withdrawn) if item.withdrawn else None)


def _locks(item: ProofItem, types: Iterable[ReviewType]) -> tuple[ReferenceLock, ...]:
    return tuple(_from_text(t, text) for t in types if (text := getattr(item, t.value)))


def lock_text(lock: ReferenceLock) -> str:
    """As kept."""
    return json.dumps([lock.review_request_id, lock.fingerprint, lock.source_mark], separators=(",", ":"))


def _from_text(review_type: ReviewType, text: str) -> ReferenceLock:
    review_request_id, fingerprint, source_mark = json.loads(text)
    return ReferenceLock(review_type, review_request_id, fingerprint, source_mark)


def withdrawal_text(mark: WithdrawalMark) -> str:
    """As kept."""
    return json.dumps([mark.source_mark, mark.cause.value, mark.at.isoformat()], separators=(",", ":"))


def _withdrawal_from(text: str) -> WithdrawalMark:
    source_mark, cause, at = json.loads(text)
    return WithdrawalMark(source_mark, WithdrawalCause(cause), datetime.fromisoformat(at))
