"""The door of withdrawals: a merchant takes proofs back."""

from http import HTTPStatus
from typing import Any

from chalice.app import Response

from chalicelib.api.access import GUARD
from chalicelib.api.auth import current_grant
from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.calls import books_headers, call_of
from chalicelib.api.json_bodies import json_object
from chalicelib.api.line_answers import line_answer
from chalicelib.bootstrap import wiring
from chalicelib.domain.access import Permission
from chalicelib.domain.proof import TransmissionMethod
from chalicelib.observability import metrics
from chalicelib.usecases.withdraw_call import CallWithdrawn, withdraw_call

withdrawals = ApiBlueprint(__name__)


@withdrawals.route("/v1/websites/{website_id}/withdrawals", methods=["POST"], rate_limited=True, **GUARD)
def withdraw_purchases(website_id: str) -> Response:
    """Withdraw the proofs of up to 50 purchases and say at once what became of each."""
    from chalicelib.intake.proof_schema import Arrival
    from chalicelib.intake.withdrawal_body import NAMES, read_withdrawals

    http_request = withdrawals.current_request
    current_grant(http_request).require(website_id, Permission.WRITE_PROOFS)
    zone = wiring.websites.collection(website_id).zone
    body = json_object(http_request, NAMES)
    call = call_of(http_request, website_id, "withdrawals", TransmissionMethod.API)
    arrival = Arrival(zone, call.received_at, call.method, call.source_id, sandbox=call.sandbox)
    entries = read_withdrawals(body, arrival)
    done = withdraw_call(wiring.withdrawal_intake, call, zone, entries, now=wiring.clock.now())
    metrics.add_metric("ProofWithdrawn", "Count", len(done.results))
    refused = any(line.code for line in done.lines)
    status = HTTPStatus.PARTIAL_CONTENT if refused else HTTPStatus.OK
    return Response(_answers(done), books_headers(website_id, call.transmission_id), int(status))


def _answers(done: CallWithdrawn) -> list[dict[str, Any]]:
    """One per reference, in the order sent."""
    return [
        {**line_answer(line), "withdrawal": result.value if (result := done.results.get(line.number)) else None}
        for line in done.lines
    ]
