"""The JSON doors: purchase events of merchants' own systems, answered at once or taken in for later."""

from http import HTTPStatus
from typing import Any

from chalice.app import Response

from chalicelib.api.access import GUARD
from chalicelib.api.auth import current_grant
from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.calls import books_headers, call_of
from chalicelib.api.json_bodies import body_bytes, json_body
from chalicelib.api.line_answers import line_answer
from chalicelib.bootstrap import wiring
from chalicelib.domain.access import Permission
from chalicelib.domain.call import Call
from chalicelib.domain.collection import Collection
from chalicelib.domain.proof import Proof, TransmissionMethod
from chalicelib.domain.rules import Rules
from chalicelib.domain.transmission import Line, books_of
from chalicelib.observability import metrics
from chalicelib.usecases.receive_call import receive_call
from chalicelib.usecases.take_in_call import take_in_call

purchase_events = ApiBlueprint(__name__)

EVENTS = "/purchase-event/websites/{website_id}/purchase_events"


@purchase_events.route(f"{EVENTS}/bulk_sync_insert", methods=["POST"], rate_limited=True, **GUARD)
def insert_purchase_events(website_id: str) -> Response:
    """Receive up to 50 purchase events and say at once what became of each."""
    http_request = purchase_events.current_request
    current_grant(http_request).require(website_id, Permission.WRITE_PROOFS)
    rules = Rules(wiring.websites.collection(website_id), wiring.holidays)
    body = json_body(http_request)
    call = call_of(http_request, website_id, "bulk_sync_insert", TransmissionMethod.API)
    entries = _entries(body, rules.collection, call)
    lines = receive_call(wiring.call_intake, call, rules, entries, now=wiring.clock.now())
    return _answer(call, lines)


@purchase_events.route(f"{EVENTS}/bulk_insert", methods=["POST"], rate_limited=True, **GUARD)
def take_in_purchase_events(website_id: str) -> Response:
    """Take up to 5,000 purchase events in and work through them in the background."""
    from chalicelib.intake.json_proofs import MAX_EVENTS_TAKEN_IN, events_in

    http_request = purchase_events.current_request
    current_grant(http_request).require(website_id, Permission.WRITE_PROOFS)
    zone = wiring.websites.collection(website_id).zone
    received = len(events_in(json_body(http_request), limit=MAX_EVENTS_TAKEN_IN))
    if not received:
        return Response({"transmission_id": None, "received": 0}, status_code=int(HTTPStatus.ACCEPTED))
    call = call_of(http_request, website_id, "bulk_insert", TransmissionMethod.API)
    take_in_call(wiring.call_taking, call, body_bytes(http_request), zone)
    answer = {"transmission_id": call.transmission_id, "received": received}
    return Response(answer, books_headers(website_id, call.transmission_id), int(HTTPStatus.ACCEPTED))


def _entries(body: object, collection: Collection, call: Call) -> list[Proof | Line]:
    """What each event became. Raises EventsFormatError."""
    from chalicelib.intake.json_proofs import parse_events
    from chalicelib.intake.line_rejects import line_of_reject
    from chalicelib.intake.proof_schema import Arrival

    arrival = Arrival(collection.zone, call.received_at, call.method, call.source_id, sandbox=call.sandbox)
    parsed = parse_events(body, arrival, website_id=collection.website_id)
    return [entry if isinstance(entry, Proof) else line_of_reject(entry) for entry in parsed.entries]


def _answer(call: Call, lines: tuple[Line, ...]) -> Response:
    """One answer per event, in the order of the body."""
    books = books_of(lines)
    refused = books.rejected + books.conflict
    metrics.add_metric("ProofRejected", "Count", refused)
    metrics.add_metric("ProofReceived", "Count", books.received)
    answers: list[dict[str, Any]] = [line_answer(line) for line in lines]
    status = HTTPStatus.PARTIAL_CONTENT if refused else HTTPStatus.OK
    return Response(answers, books_headers(call.website_id, call.transmission_id) if lines else {}, int(status))
