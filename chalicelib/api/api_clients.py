"""API clients over HTTP: a merchant makes them, gives them new secrets and revokes them."""

from datetime import datetime
from http import HTTPStatus

from chalice.app import Response

from chalicelib.api.access import GUARD
from chalicelib.api.auth import current_grant
from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.json_bodies import json_body
from chalicelib.api.representations import Json, instant
from chalicelib.bootstrap import wiring
from chalicelib.domain.access import ApiClient, Grant, Permission
from chalicelib.usecases.keep_api_clients import (
    ApiClientWish,
    ClientMaking,
    ClientSecret,
    create_api_client,
    revoke_api_client,
    rotate_client_secret,
)

api_clients = ApiBlueprint(__name__)

ALL = "/v1/websites/{website_id}/api-clients"
ONE = f"{ALL}/{{client}}"


@api_clients.route(ALL, methods=["GET"], **GUARD)
def list_api_clients(website_id: str) -> Json:
    """List the API clients of a website, by name; never their secrets."""
    _grant(website_id)
    now = wiring.clock.now()
    return {"items": [_shown(one, now=now) for one in wiring.websites.clients(website_id)]}


@api_clients.route(ALL, methods=["POST"], **GUARD)
def create_website_api_client(website_id: str) -> Response:
    """Make an API client; the answer shows its secret, this once."""
    from chalicelib.intake.api_client_bodies import read_api_client

    grant = _grant(website_id)
    body = read_api_client(json_body(api_clients.current_request), own=grant.permissions[website_id])
    wish = ApiClientWish(body.name, body.sandbox, body.permissions)
    making = ClientMaking(grant.subject, wiring.identities.client_secret_pepper, wiring.clock.now())
    made = create_api_client(wiring.websites, website_id, wish, making)
    return Response(_with_secret(made), status_code=int(HTTPStatus.CREATED))


@api_clients.route(f"{ONE}/secret", methods=["POST"], **GUARD)
def replace_api_client_secret(website_id: str, client: str) -> Json:
    """Give a new secret, shown this once; the one before is good for 24 hours, an older one no longer."""
    _grant(website_id)
    pepper, now = wiring.identities.client_secret_pepper, wiring.clock.now()
    return _with_secret(rotate_client_secret(wiring.websites, website_id, client, pepper=pepper, now=now))


@api_clients.route(ONE, methods=["DELETE"], **GUARD)
def revoke_website_api_client(website_id: str, client: str) -> Json:
    """Revoke an API client: it gets no token any more, and the last one it has ends within six minutes."""
    _grant(website_id)
    return {"client_id": revoke_api_client(wiring.websites, website_id, client)}


def _grant(website_id: str) -> Grant:
    """Who asks. Raises WebsiteNotFoundError unless they manage the website."""
    grant = current_grant(api_clients.current_request)
    grant.require(website_id, Permission.MANAGE)
    return grant


def _shown(client: ApiClient, *, now: datetime) -> Json:
    until = client.old_secret_until
    return {
        "client_id": client.client_id,
        "name": client.name,
        "sandbox": client.sandbox,
        "permissions": sorted(client.permissions),
        "created_at": instant(client.created_at) if client.created_at else None,
        "created_by": client.created_by or None,
        "secret_replaced_at": instant(client.rotated_at) if client.rotated_at else None,
        "old_secret_until": instant(until) if until and now < until else None,
    }


def _with_secret(made: ClientSecret) -> Json:
    return {**_shown(made.client, now=wiring.clock.now()), "secret": made.secret}
