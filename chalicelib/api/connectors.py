"""The push of the PrestaShop module: its orders as purchase events, worked through in the background."""

from http import HTTPStatus
from typing import Any

from chalice.app import Response

from chalicelib.api.access import GUARD
from chalicelib.api.auth import current_grant
from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.calls import books_headers, call_of
from chalicelib.api.connector_settings import PUSH_PATH
from chalicelib.api.json_bodies import body_bytes, json_body
from chalicelib.bootstrap import wiring
from chalicelib.domain.access import Permission
from chalicelib.domain.proof import TransmissionMethod
from chalicelib.usecases.take_in_call import take_in_call

connectors = ApiBlueprint(__name__)

NOTHING = (b"", b"[]", b"null")
"""What an empty run of the module sends."""


@connectors.route(PUSH_PATH, methods=["POST"], rate_limited=True, **GUARD)
def push_prestashop_orders(website_id: str) -> Response:
    """Take in orders of the PrestaShop module, of its live push or of the one-time push of past orders."""
    from chalicelib.intake.json_proofs import MAX_EVENTS_TAKEN_IN, events_in

    http_request = connectors.current_request
    current_grant(http_request).require(website_id, Permission.WRITE_PROOFS)
    zone = wiring.websites.collection(website_id).zone
    received = 0 if _is_empty_run(http_request) else len(events_in(json_body(http_request), limit=MAX_EVENTS_TAKEN_IN))
    if not received:
        return Response({"transmission_id": None, "received": 0}, status_code=int(HTTPStatus.ACCEPTED))
    call = call_of(http_request, website_id, "prestashop", TransmissionMethod.PRESTASHOP)
    take_in_call(wiring.call_taking, call, body_bytes(http_request), zone)
    answer = {"transmission_id": call.transmission_id, "received": received}
    return Response(answer, books_headers(website_id, call.transmission_id), int(HTTPStatus.ACCEPTED))


def _is_empty_run(http_request: Any) -> bool:
    query = http_request.query_params or {}
    return query.get("noOrder") == "true" and body_bytes(http_request).strip() in NOTHING
