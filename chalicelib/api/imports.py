"""Imports over HTTP: order one, upload its bytes straight to S3, start it; send for real what was only checked."""

from http import HTTPStatus

from chalice.app import Response

from chalicelib.api.access import GUARD
from chalicelib.api.auth import current_grant
from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.calls import identified
from chalicelib.api.foresight_representations import foreseen_line_json
from chalicelib.api.import_orders import asked_import, shown_order, ticket_of
from chalicelib.api.query_values import query_of
from chalicelib.api.representations import Json, instant
from chalicelib.api.transmission_parameters import preview_query
from chalicelib.api.transmission_representations import transmission_json
from chalicelib.bootstrap import wiring
from chalicelib.domain.access import Grant, Permission
from chalicelib.domain.imports import UPLOAD_LIFETIME
from chalicelib.domain.transmission import Transmission, TransmissionKind
from chalicelib.usecases.import_desk import Sender
from chalicelib.usecases.order_import import order_import
from chalicelib.usecases.preview_import import preview_import
from chalicelib.usecases.send_import import send_import
from chalicelib.usecases.start_import import start_import

imports = ApiBlueprint(__name__)

ALL = "/v1/websites/{website_id}/imports"
ONE = f"{ALL}/{{transmission_id}}"


@imports.route(ALL, methods=["POST"], rate_limited=True, **GUARD)
def create_import(website_id: str) -> Response:
    """Order an import: get an address for the bytes of a CSV file."""
    _grant(website_id)
    http_request, now = imports.current_request, wiring.clock.now()
    asked = asked_import(http_request, website_id)
    found = identified(http_request, website_id, "imports", TransmissionKind.FILE)
    ordered = order_import(wiring.import_desk, asked, found.transmission_id)
    upload = {
        "url": ordered.upload.url,
        "method": "PUT",
        "headers": dict(ordered.upload.headers),
        "expires_at": instant(now + UPLOAD_LIFETIME),
    }
    body = {
        "transmission_id": ordered.order.transmission_id,
        "upload": upload,
        "ticket": ticket_of(ordered.order, wiring.signer, now=now),
    }
    return Response(body, status_code=int(HTTPStatus.CREATED))


@imports.route(f"{ONE}/start", methods=["POST"], rate_limited=True, **GUARD)
def start_ordered_import(website_id: str, transmission_id: str) -> Response:
    """Start an import whose bytes are there."""
    grant, now = _grant(website_id), wiring.clock.now()
    order = shown_order(imports.current_request, website_id, transmission_id, wiring.signer, now=now)
    started = start_import(wiring.import_desk, order, sender=_sender(grant, website_id), now=now)
    return _accepted(started, grant)


@imports.route(f"{ONE}/send", methods=["POST"], rate_limited=True, **GUARD)
def send_checked_import(website_id: str, transmission_id: str) -> Response:
    """Send for real what was only checked, without a second upload."""
    grant, now = _grant(website_id), wiring.clock.now()
    sender = _sender(grant, website_id)
    sent = send_import(wiring.import_desk, website_id, transmission_id, sender=sender, now=now)
    return _accepted(sent, grant)


@imports.route(f"{ONE}/preview", methods=["GET"], **GUARD)
def show_import_preview(website_id: str, transmission_id: str) -> Json:
    """Show line by line what a check foresees, dates included."""
    grant = _grant(website_id)
    listed, place = preview_query(query_of(imports.current_request), website_id, transmission_id)
    page = preview_import(wiring.import_desk, website_id, transmission_id, size=listed.cut.size, place=place)
    zone = wiring.websites.collection(website_id).zone
    masked = not grant.has(website_id, Permission.READ_CUSTOMERS)
    after = f"{page.next_place.chunk} {page.next_place.offset}" if page.next_place else None
    shown = [foreseen_line_json(line, zone, masked=masked) for line in page.lines]
    return {"lines": shown, "next_page_token": listed.token(after)}


def _grant(website_id: str) -> Grant:
    """Who asks. Raises WebsiteNotFoundError unless they may transmit proofs or manage the website."""
    grant = current_grant(imports.current_request)
    if not grant.has(website_id, Permission.WRITE_PROOFS):
        grant.require(website_id, Permission.MANAGE)
    return grant


def _sender(grant: Grant, website_id: str) -> Sender:
    return Sender(grant.subject, grant.is_sandbox(website_id))


def _accepted(transmission: Transmission, grant: Grant) -> Response:
    masked = not grant.has(transmission.website_id, Permission.READ_CUSTOMERS)
    return Response(transmission_json(transmission, masked=masked), status_code=int(HTTPStatus.ACCEPTED))
