"""Receive proofs: every door ends here. Each proof is committed before it is acknowledged."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from chalicelib.domain.collection import Collection
from chalicelib.domain.facts import Fact, FactKind, Facts
from chalicelib.domain.identity import Identities
from chalicelib.domain.planning import Planned, plan
from chalicelib.domain.proof import FALLBACK_LANGUAGE, LANGUAGES, Proof, ReviewType
from chalicelib.domain.proof_outcome import ProofOutcome, ProofResult
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.rules import Rules
from chalicelib.domain.send_protocol import stop
from chalicelib.usecases.ports import Added, AddResult, ReferenceLock, StoredProof


class Keeper(Protocol):
    """What a proof is offered to: the store, or a look ahead that keeps nothing."""

    def add(self, stored: StoredProof, requests: Sequence[ReviewRequest], locks: Sequence[ReferenceLock]) -> Added:
        """As `ReviewRequests.add`."""


@dataclass(frozen=True)
class Reception:
    """Of proofs that waited: when they came, and when they are committed."""

    received_at: datetime
    committed_at: datetime


def receive_proofs(
    store: Keeper, identities: Identities, rules: Rules, proofs: Iterable[Proof], *, now: datetime | Reception
) -> list[ProofOutcome]:
    """Commit each proof with its planned requests, in one transaction per proof; outcomes in the order given.

    What the rules refuse becomes a cancelled row that says why. Running it again with the same proofs of the same
    source changes nothing and gives the same outcomes. Raises BusyError when the store asks to slow down: what was
    committed stays, trying again is safe.

    Delays count from the reception. No first e-mail is due before the commit: a day of the due index is closed once it
    is over, and what came into it later would never be found.
    """
    reception = now if isinstance(now, Reception) else Reception(now, now)
    return [_receive(store, identities, rules, proof, reception) for proof in proofs]


def _receive(store: Keeper, identities: Identities, rules: Rules, proof: Proof, reception: Reception) -> ProofOutcome:
    """A proof that adds products to a known reference still asks for the product review."""
    found: dict[ReviewType, ReferenceLock] = {}
    received_at = reception.received_at
    while planned := plan(proof, rules, received_at=received_at, asked_before=found):
        rows = [_row(identities, rules.collection, proof, one, reception) for one in planned]
        locks = _locks(identities, proof, rows)
        added = store.add(StoredProof(rules.collection.website_id, rows[0].proof_id, proof, received_at), rows, locks)
        if added.result is AddResult.ADDED:
            found |= {lock.review_type: lock for lock in locks}
            break
        found |= {lock.review_type: lock for lock in added.locks}
        if _is_conflict(identities, proof, found):
            break
    return _outcome(identities, proof, found) if found else ProofOutcome(proof, ProofResult.NOTHING_TO_ASK)


def _row(
    identities: Identities, collection: Collection, proof: Proof, planned: Planned, reception: Reception
) -> ReviewRequest:
    website_id = collection.website_id
    row = ReviewRequest(
        website_id=website_id,
        review_request_id=identities.review_request_id(website_id, proof, planned.review_type, collection.shards),
        proof_id=identities.proof_id(website_id, proof),
        experience_reference=proof.experience_reference,
        experience_at=proof.experience_at,
        customer_email=proof.customer.email,
        language=_language(proof, collection),
        review_type=planned.review_type,
        transmission_method=proof.transmission_method,
        planned_at=planned.due_at,
        due_at=max(planned.due_at, reception.committed_at),
        facts=Facts.of(Fact(reception.received_at, FactKind.CREATED)),
        channel=proof.channel,
        shop_id=proof.shop_id,
        country=proof.customer.country,
        explanation=planned.explanation,
        has_deferred_product=planned.has_deferred_product,
    )
    return (
        row
        if planned.refused is None
        else stop(row, Fact(reception.received_at, FactKind.CANCELLED, reason=planned.refused))
    )


def _language(proof: Proof, collection: Collection) -> str:
    """The customer's, else the website's; one the merchant does not write in gives way to the website's."""
    language = _written(proof.customer.language or collection.locale)
    if not collection.languages or language in collection.languages:
        return language
    return _written(collection.locale)


def _written(language: str) -> str:
    return language if language in LANGUAGES else FALLBACK_LANGUAGE


def _locks(identities: Identities, proof: Proof, rows: list[ReviewRequest]) -> list[ReferenceLock]:
    fingerprint, source_mark = identities.fingerprint(proof), identities.source_mark(proof.source.source_id)
    return [
        ReferenceLock(single, row.review_request_id, fingerprint, source_mark)
        for row in rows
        for single in row.review_type.asked
    ]


def _outcome(identities: Identities, proof: Proof, found: dict[ReviewType, ReferenceLock]) -> ProofOutcome:
    """Conflict if anything asked before was for another customer or day; accepted if this source asked any of it."""
    ids = tuple(dict.fromkeys(lock.review_request_id for lock in found.values()))
    if _is_conflict(identities, proof, found):
        return ProofOutcome(proof, ProofResult.CONFLICT, ids)
    mark = identities.source_mark(proof.source.source_id)
    made = tuple(dict.fromkeys(lock.review_request_id for lock in found.values() if lock.source_mark == mark))
    return ProofOutcome(proof, ProofResult.ACCEPTED if made else ProofResult.DUPLICATE, ids, made)


def _is_conflict(identities: Identities, proof: Proof, found: dict[ReviewType, ReferenceLock]) -> bool:
    return any(lock.fingerprint != identities.fingerprint(proof) for lock in found.values())
