"""What the doors share: a call's identity, kept by its idempotency key, and where its books are."""

from typing import Any

from chalicelib.api.auth import current_grant
from chalicelib.api.json_bodies import body_bytes
from chalicelib.api.rate_headers import Headers
from chalicelib.bootstrap import wiring
from chalicelib.domain.call import Call
from chalicelib.domain.idempotency import HEADER, IdempotencyKey
from chalicelib.domain.proof import TransmissionMethod
from chalicelib.domain.transmission import TransmissionKind
from chalicelib.usecases.identify_call import Identified, identify_call


def identified(http_request: Any, website_id: str, route: str, kind: TransmissionKind) -> Identified:
    """A new identifier, or the one its `Idempotency-Key` stands for; `route` names the door.

    Raises InvalidParameterError for what is no key, IdempotencyKeyReusedError, and as `body_bytes`.
    """
    text = http_request.headers.get(HEADER)
    client_id = current_grant(http_request).subject
    key = None if text is None else IdempotencyKey(website_id, client_id, route, text)
    return identify_call(wiring.idempotency_keys, kind, key, body_bytes(http_request), now=wiring.clock.now())


def call_of(http_request: Any, website_id: str, route: str, method: TransmissionMethod) -> Call:
    """The call, old or new. Raises as `identified`."""
    grant = current_grant(http_request)
    found = identified(http_request, website_id, route, TransmissionKind.CALL)
    size = len(body_bytes(http_request))
    sandbox = grant.is_sandbox(website_id)
    return Call(website_id, found.transmission_id, found.received_at, method, grant.subject, size, sandbox)


def books_headers(website_id: str, transmission_id: str) -> Headers:
    """Where the books of a transmission are."""
    place = f"/v1/websites/{website_id}/transmissions/{transmission_id}"
    return {"Suivi-Transmission": transmission_id, "Link": f'<{place}>; rel="status"'}
