"""Try a proof: what would become of it, with dates and sentences. Nothing is written, not even that somebody asked."""

from uuid import uuid4

from chalice.app import Response

from chalicelib.api.access import GUARD
from chalicelib.api.auth import current_grant
from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.foresight_representations import foresight_json, refused_json
from chalicelib.api.json_bodies import json_body
from chalicelib.bootstrap import wiring
from chalicelib.domain.access import Permission
from chalicelib.domain.proof import TransmissionMethod
from chalicelib.domain.rules import Rules
from chalicelib.usecases.foresee_proofs import foresee_proofs

simulate = ApiBlueprint(__name__)


@simulate.route("/v1/websites/{website_id}/simulate", methods=["POST"], **GUARD)
def simulate_purchase_event(website_id: str) -> Response:
    """Say what would become of one purchase event if it were sent now."""
    from chalicelib.intake.json_proofs import parse_events
    from chalicelib.intake.proof_schema import Arrival
    from chalicelib.intake.rejects import Reject

    http_request = simulate.current_request
    grant = current_grant(http_request)
    grant.require(website_id, Permission.WRITE_PROOFS)
    rules, now = Rules(wiring.websites.collection(website_id), wiring.holidays), wiring.clock.now()
    zone, source_id = rules.collection.zone, f"simulate-{uuid4()}"
    sandbox = grant.is_sandbox(website_id)
    arrival = Arrival(zone, now, TransmissionMethod.API, source_id, sandbox=sandbox)
    (entry,) = parse_events([json_body(http_request)], arrival, website_id=website_id).entries
    if isinstance(entry, Reject):
        return Response(refused_json(entry))
    (foresight,) = foresee_proofs(wiring.outlook, rules, [entry], now=now)
    masked = not grant.has(website_id, Permission.READ_CUSTOMERS)
    return Response(foresight_json(foresight, zone, masked=masked))
