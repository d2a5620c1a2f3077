"""The JSON door: purchase events of merchants' own systems, at most 50 a call."""

import uuid
from datetime import datetime
from http import HTTPStatus
from typing import Any

from chalice.app import BadRequestError, Response

from chalicelib.api.access import GUARD
from chalicelib.api.auth import current_grant
from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.bootstrap import wiring
from chalicelib.domain.access import Permission
from chalicelib.domain.collection import Collection
from chalicelib.domain.errors import EventsFormatError
from chalicelib.domain.proof import Proof, TransmissionMethod
from chalicelib.domain.proof_outcome import ProofOutcome
from chalicelib.domain.rules import Rules
from chalicelib.intake.outcome_rejects import reject_of_outcome
from chalicelib.intake.rejects import Reject, RejectCode
from chalicelib.observability import metrics
from chalicelib.usecases.receive_proofs import receive_proofs

purchase_events = ApiBlueprint(__name__)


@purchase_events.route(
    "/purchase-event/websites/{website_id}/purchase_events/bulk_sync_insert", methods=["POST"], **GUARD
)
def insert_purchase_events(website_id: str) -> Response:
    """Receive up to 50 purchase events and say at once what became of each."""
    http_request = purchase_events.current_request
    grant = current_grant(http_request)
    grant.require(website_id, Permission.WRITE_PROOFS)
    rules = Rules(wiring.websites.collection(website_id), wiring.holidays)
    now = wiring.clock.now()
    entries = _read(_json_body(http_request), rules.collection, now, sandbox=grant.is_sandbox(website_id))
    answers = _answers(entries, rules, now)
    refused = sum("error_description" in answer for answer in answers)
    metrics.add_metric("ProofRejected", "Count", refused)
    metrics.add_metric("ProofReceived", "Count", len(answers))
    return Response(answers, status_code=int(HTTPStatus.PARTIAL_CONTENT if refused else HTTPStatus.OK))


def _json_body(http_request: Any) -> object:
    try:
        return http_request.json_body
    except (BadRequestError, RecursionError) as cause:
        raise EventsFormatError("The body is not JSON: send a JSON array of purchase events.") from cause


def _read(body: object, collection: Collection, now: datetime, *, sandbox: bool) -> tuple[Proof | Reject, ...]:
    from chalicelib.intake.json_proofs import parse_events
    from chalicelib.intake.proof_schema import Arrival

    arrival = Arrival(collection.zone, now, TransmissionMethod.API, f"api-{uuid.uuid4()}", sandbox=sandbox)
    return parse_events(body, arrival, website_id=collection.website_id).entries


def _answers(entries: tuple[Proof | Reject, ...], rules: Rules, now: datetime) -> list[dict[str, Any]]:
    """One answer per event, in the order of the body."""
    proofs = [entry for entry in entries if isinstance(entry, Proof)]
    outcomes = iter(receive_proofs(wiring.review_requests, wiring.identities, rules, proofs, now=now))
    return [_answer(next(outcomes) if isinstance(entry, Proof) else entry) for entry in entries]


def _answer(entry: ProofOutcome | Reject) -> dict[str, Any]:
    if isinstance(entry, Reject):
        return _refused(entry)
    reject = reject_of_outcome(entry)
    return _refused(reject) if reject else _accepted(entry)


def _refused(reject: Reject) -> dict[str, Any]:
    conflict = reject.code is RejectCode.CONFLICTING_PROOF
    return {
        "purchase_reference": reject.experience_reference,
        "result": "conflict" if conflict else "rejected",
        "error_code": reject.code.value,
        "error_description": f"{reject.sentence('en')} {reject.remedy('en')}",
        "field": reject.field,
        "value": reject.value,
    }


def _accepted(outcome: ProofOutcome) -> dict[str, Any]:
    return {
        "purchase_reference": outcome.proof.experience_reference,
        "result": outcome.result.value,
        "review_request_ids": list(outcome.review_request_ids),
    }
