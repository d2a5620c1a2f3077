"""Reference locks: who asked what first for a reference, in the item of its proof."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from chalicelib.adapters import keys
from chalicelib.adapters.dynamodb_calls import Update
from chalicelib.adapters.dynamodb_documents import to_text
from chalicelib.adapters.dynamodb_tables import ProofItem, deflated
from chalicelib.domain.proof import ReviewType
from chalicelib.usecases.ports import ReferenceLock, StoredProof


def proof_with_locks(model: type[ProofItem], stored: StoredProof, locks: Sequence[ReferenceLock]) -> Update:
    """Keep the proof and take all these locks (at least one), on condition that none of them is taken."""
    key = keys.proof(stored.website_id, stored.proof_id)
    taken = (getattr(model, lock.review_type.value).set(_to_text(lock)) for lock in locks)
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


def _locks(item: ProofItem, types: Iterable[ReviewType]) -> tuple[ReferenceLock, ...]:
    return tuple(_from_text(t, text) for t in types if (text := getattr(item, t.value)))


def _to_text(lock: ReferenceLock) -> str:
    return json.dumps([lock.review_request_id, lock.fingerprint, lock.source_mark], separators=(",", ":"))


def _from_text(review_type: ReviewType, text: str) -> ReferenceLock:
    review_request_id, fingerprint, source_mark = json.loads(text)
    return ReferenceLock(review_type, review_request_id, fingerprint, source_mark)
