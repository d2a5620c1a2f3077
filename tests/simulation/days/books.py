"""The books: when a day is over, every proof is accounted for and every request has a visible end."""

from collections.abc import Iterator

from chalicelib.domain.facts import FactKind
from chalicelib.domain.proof_outcome import ProofResult
from chalicelib.domain.review_request import ReviewRequest, SendState
from chalicelib.domain.withdrawal import OF_A_WITHDRAWAL, WithdrawalResult
from tests.simulation.cloud import Cloud
from tests.simulation.days.doors import Doors
from tests.simulation.days.withdrawers import Withdrawers

ENDS = (SendState.SENT, SendState.CANCELLED, SendState.FAILED)
PROOFS_OF_SENDING = (
    FactKind.SENT,
    FactKind.DELIVERED,
    FactKind.BOUNCED,
    FactKind.SOFT_BOUNCED,
    FactKind.OPENED,
    FactKind.UNCONFIRMED,
)


def broken_books(cloud: Cloud, doors: Doors, withdrawers: Withdrawers) -> list[str]:
    """One sentence for each thing that does not add up."""
    found = [*_unanswered(doors), *_missing(cloud, doors), *_open(cloud), *_unseen(cloud), *_operations(cloud)]
    return [*found, *_withdrawals(cloud, withdrawers)]


def _unanswered(doors: Doors) -> Iterator[str]:
    if len(doors.answers) != doors.transmitted:
        yield f"{doors.transmitted} proofs were transmitted, {len(doors.answers)} answered"


def _missing(cloud: Cloud, doors: Doors) -> Iterator[str]:
    """Each accepted proof has its requests, and there is no request nobody asked for."""
    asked: set[tuple[str, str]] = set()
    for website_id, outcome in doors.answers:
        if outcome.result is ProofResult.NOTHING_TO_ASK:
            continue
        if not outcome.review_request_ids:
            yield f"{outcome.proof.experience_reference} was {outcome.result} without a request"
        asked |= {(website_id, review_request_id) for review_request_id in outcome.review_request_ids}
    for key in asked ^ cloud.store.rows.keys():
        yield f"{key} was {'accepted and lost' if key in asked else 'never asked for'}"


def _open(cloud: Cloud) -> Iterator[str]:
    for row in cloud.store.rows.values():
        if not _has_ended(row):
            yield f"{row.review_request_id} never ended: {row.send_state} {row.current.status} due {row.due_at}"


def _has_ended(row: ReviewRequest) -> bool:
    if row.due_at is not None:
        return False
    return row.send_state in ENDS or row.facts.has(FactKind.UNCONFIRMED, row.step)


def _unseen(cloud: Cloud) -> Iterator[str]:
    """What SES accepted shows in its row: as sent, or as an e-mail nobody could confirm."""
    for website_id, review_request_id, step in cloud.ledger.acceptances:
        facts = cloud.store.rows[website_id, review_request_id].facts
        if not any(facts.has(kind, step) for kind in PROOFS_OF_SENDING):
            yield f"{review_request_id}: SES accepted step {step} and the row does not know"


def _operations(cloud: Cloud) -> Iterator[str]:
    """Every operation ended, and its counts are exact."""
    for operation in cloud.operations.kept.values():
        done = sum(entry.operation_id == operation.operation_id for entry in cloud.journal.kept.values())
        counts = operation.counts
        if not operation.is_over:
            yield f"operation {operation.order.kind} never ended"
        elif (counts.done, counts.matching) != (done, done + sum(counts.not_applicable.values())):
            yield f"operation {operation.order.kind} counted {counts}, the journal holds {done}"


def _withdrawals(cloud: Cloud, withdrawers: Withdrawers) -> Iterator[str]:
    """Each was answered, a source always in the same way once its purchase was known; what it stopped says so."""
    answered = sum(len(results) for results in withdrawers.answers.values())
    if answered != withdrawers.asked:
        yield f"{withdrawers.asked} withdrawals were sent, {answered} answered"
    for (website_id, reference, source), results in withdrawers.answers.items():
        known = {one for one in results if one is not WithdrawalResult.UNKNOWN}
        if len(known) > 1:
            yield f"{source} was told {sorted(known)} about {reference}"
        if WithdrawalResult.WITHDRAWN in known and not _is_told(cloud, website_id, reference):
            yield f"{reference} was withdrawn, and none of its requests says so"


def _is_told(cloud: Cloud, website_id: str, reference: str) -> bool:
    rows = [row for (site, _), row in cloud.store.rows.items() if site == website_id]
    return any(
        fact.reason in OF_A_WITHDRAWAL for row in rows if row.experience_reference == reference for fact in row.facts
    )
