"""Foresee proofs: what would become of them if they were received now. Nothing is written.

The proofs go through `receive_proofs` itself, offered to a sheet of paper that knows the locks of the store and takes
new ones down; so the dates, the sentences and what one proof does to the next are those of the real thing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain import explanation
from chalicelib.domain.collection import Collection
from chalicelib.domain.explanation import Because, Explanation, instant
from chalicelib.domain.foresight import ForeseenRequest, Foresight, foreseen
from chalicelib.domain.identity import Identities
from chalicelib.domain.proof import Proof, ReviewType
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.rules import Rules
from chalicelib.usecases.contact_ports import Contacts, Standing
from chalicelib.usecases.ports import Added, AddResult, ReferenceLock, StoredProof
from chalicelib.usecases.receive_proofs import receive_proofs
from chalicelib.usecases.reference_ports import Reference, References


@dataclass(frozen=True)
class Outlook:
    """The ports of a look ahead: all of them are only read."""

    references: References
    contacts: Contacts
    identities: Identities


def foresee_proofs(outlook: Outlook, rules: Rules, proofs: Sequence[Proof], *, now: datetime) -> list[Foresight]:
    """What `receive_proofs` would do with the same proofs at this instant, in the order given.

    Two reads per hundred proofs: of references and of customers. Raises BusyError when the store asks to slow down.
    """
    website_id, identities = rules.collection.website_id, outlook.identities
    references = outlook.references.find(website_id, [identities.proof_id(website_id, proof) for proof in proofs])
    hashes = [identities.email_hash(proof.customer.email) for proof in proofs]
    standings = outlook.contacts.standings(website_id, hashes)
    sheet = _Sheet(references)
    found = []
    for proof, email_hash in zip(proofs, hashes, strict=True):
        (outcome,) = receive_proofs(sheet, identities, rules, [proof], now=now)
        requests = tuple(foreseen(row) for row in sheet.taken_down())
        reference = references.get(identities.proof_id(website_id, proof))
        notes = (*_of_reference(reference), *_of_customer(standings.get(email_hash), requests, rules.collection))
        found.append(Foresight(outcome, requests, notes))
    return found


class _Sheet:
    """Fits `receive_proofs.Keeper`: locks as they stand in the store, and those the proofs before would have taken."""

    def __init__(self, references: Mapping[str, Reference]) -> None:
        self._locks: dict[tuple[str, ReviewType], ReferenceLock] = {
            (proof_id, lock.review_type): lock for proof_id, one in references.items() for lock in one.locks
        }
        self._rows: list[ReviewRequest] = []

    def add(self, stored: StoredProof, requests: Sequence[ReviewRequest], locks: Sequence[ReferenceLock]) -> Added:
        """As the store would answer."""
        wanted = {(stored.proof_id, lock.review_type): lock for lock in locks}
        taken = tuple(self._locks[key] for key in wanted if key in self._locks)
        if taken:
            return Added(AddResult.LOCKED, taken)
        self._locks |= wanted
        self._rows.extend(requests)
        return Added(AddResult.ADDED)

    def taken_down(self) -> list[ReviewRequest]:
        """The rows since the last time."""
        rows, self._rows = self._rows, []
        return rows


def _of_reference(reference: Reference | None) -> Explanation:
    if reference is None or reference.withdrawn is None:
        return ()
    return (Because(explanation.WITHDRAWN_BEFORE, (instant(reference.withdrawn.at),)),)


def _of_customer(standing: Standing | None, requests: Sequence[ForeseenRequest], collection: Collection) -> Explanation:
    """What the customer's contact would say when the first e-mail of a request wants to leave."""
    leaving = [one for one in requests if one.refused is None]
    if not leaving:
        return ()
    if standing and standing.opt_out:
        of_address = standing.opt_out.wish.is_of_the_address
        return (Because(explanation.ADDRESS_FAILED_BEFORE if of_address else explanation.OPTED_OUT_BEFORE),)
    notes = [*_of_cap(standing, leaving[0].due_at, collection)]
    if collection.one_email_a_day:
        notes.append(Because(explanation.MAY_WAIT_A_DAY))
    return tuple(notes)


def _of_cap(standing: Standing | None, due_at: datetime, collection: Collection) -> Explanation:
    asked_at, period = standing.asked_at if standing else None, collection.cap_period
    if asked_at is None or period is None or asked_at + period <= due_at:
        return ()
    return (Because(explanation.MAY_BE_CAPPED, (instant(asked_at),)),)
