"""Webhooks over HTTP: make, change, remove, replace the secret, try, look at the log, replay."""

from http import HTTPStatus

from chalice.app import Response

from chalicelib.api.access import GUARD
from chalicelib.api.auth import current_grant
from chalicelib.api.blueprint import ApiBlueprint
from chalicelib.api.json_bodies import json_body
from chalicelib.api.parameters import RecordList
from chalicelib.api.representations import Json
from chalicelib.api.webhook_representations import delivery_json, webhook_json
from chalicelib.bootstrap import wiring
from chalicelib.domain.access import Grant, Permission
from chalicelib.domain.errors import FieldProblem, InvalidWebhookError
from chalicelib.domain.webhook_signature import shown_secret
from chalicelib.domain.webhooks import Webhook, found
from chalicelib.usecases.keep_webhooks import (
    Making,
    WebhookWish,
    change_webhook,
    create_webhook,
    remove_webhook,
    rotate_webhook_secret,
)
from chalicelib.usecases.replay_delivery import replay_delivery
from chalicelib.usecases.try_webhook import try_webhook

webhooks = ApiBlueprint(__name__)

ALL = "/v1/websites/{website_id}/webhooks"
ONE = f"{ALL}/{{webhook_id}}"


@webhooks.route(ALL, methods=["GET"], **GUARD)
def list_webhooks(website_id: str) -> Json:
    """List the webhooks, oldest first."""
    _grant(website_id, Permission.READ_REQUESTS)
    return {"items": [_shown(one) for one in wiring.webhook_book.webhooks(website_id)]}


@webhooks.route(ALL, methods=["POST"], **GUARD)
def create_website_webhook(website_id: str) -> Response:
    """Make a webhook; the answer shows its secret, this once."""
    grant = _grant(website_id, Permission.MANAGE)
    wish = _wish(grant, website_id)
    wiring.websites.collection(website_id)
    making = Making(grant.subject, _newest_key(), wiring.clock.now())
    webhook = create_webhook(wiring.webhook_book, website_id, wish, making)
    return Response(_with_secret(webhook), status_code=int(HTTPStatus.CREATED))


@webhooks.route(ONE, methods=["GET"], **GUARD)
def show_webhook(website_id: str, webhook_id: str) -> Json:
    """Show a webhook and whether it answers."""
    _grant(website_id, Permission.READ_REQUESTS)
    return _shown(_found(website_id, webhook_id))


@webhooks.route(ONE, methods=["PUT"], **GUARD)
def change_website_webhook(website_id: str, webhook_id: str) -> Json:
    """Change a webhook; one that was switched off begins anew when it is active."""
    grant = _grant(website_id, Permission.MANAGE)
    known = _found(website_id, webhook_id)
    wish = _wish(grant, website_id, known)
    return _shown(change_webhook(wiring.webhook_book, website_id, webhook_id, wish))


@webhooks.route(ONE, methods=["DELETE"], **GUARD)
def remove_website_webhook(website_id: str, webhook_id: str) -> Json:
    """Remove a webhook, and with it what still waits."""
    _grant(website_id, Permission.MANAGE)
    remove_webhook(wiring.webhook_book, website_id, webhook_id)
    return {"webhook_id": webhook_id}


@webhooks.route(f"{ONE}/secret", methods=["POST"], **GUARD)
def replace_webhook_secret(website_id: str, webhook_id: str) -> Json:
    """Replace the secret; the answer shows the new one, this once, and the old one signs along for 24 hours."""
    _grant(website_id, Permission.MANAGE)
    kid, now = _newest_key(), wiring.clock.now()
    return _with_secret(rotate_webhook_secret(wiring.webhook_book, website_id, webhook_id, kid=kid, now=now))


@webhooks.route(f"{ONE}/test", methods=["POST"], **GUARD)
def test_webhook(website_id: str, webhook_id: str) -> Json:
    """Send a test event now and say what came back."""
    _grant(website_id, Permission.MANAGE)
    return delivery_json(try_webhook(wiring.delivering, website_id, webhook_id))


@webhooks.route(f"{ONE}/deliveries", methods=["GET"], **GUARD)
def list_deliveries(website_id: str, webhook_id: str) -> Json:
    """List what was tried in the last 30 days, newest first."""
    _grant(website_id, Permission.READ_REQUESTS)
    records = RecordList(website_id, f"deliveries {webhook_id}")
    size, after = records.place(webhooks.current_request, wiring.signer, now=wiring.clock.now())
    _found(website_id, webhook_id)
    page = wiring.delivery_log.recent(website_id, webhook_id, size=size, after=after)
    token = records.token(page.next_after, wiring.signer)
    return {"items": [delivery_json(one) for one in page.deliveries], "next_page_token": token}


@webhooks.route(f"{ONE}/deliveries/{{delivery_id}}/replay", methods=["POST"], **GUARD)
def replay_webhook_delivery(website_id: str, webhook_id: str, delivery_id: str) -> Response:
    """Send an event once more; one that still waits is tried in its turn, now."""
    _grant(website_id, Permission.MANAGE)
    delivery = replay_delivery(wiring.delivering, website_id, webhook_id, delivery_id)
    body = {"waiting": delivery is None, "delivery": delivery_json(delivery) if delivery else None}
    return Response(body, status_code=int(HTTPStatus.OK if delivery else HTTPStatus.ACCEPTED))


def _grant(website_id: str, permission: Permission) -> Grant:
    """Who asks. Raises WebsiteNotFoundError unless they may."""
    grant = current_grant(webhooks.current_request)
    grant.require(website_id, permission)
    return grant


def _wish(grant: Grant, website_id: str, known: Webhook | None = None) -> WebhookWish:
    """Addresses are sent along only where somebody who may see them decided so."""
    from chalicelib.intake.webhook_bodies import read_webhook

    body = read_webhook(json_body(webhooks.current_request), loopback=wiring.settings.is_local)
    is_new_wish = body.include_customer_email and not (known and known.includes_address)
    if is_new_wish and not grant.has(website_id, Permission.READ_CUSTOMERS):
        raise InvalidWebhookError([_ADDRESSES])
    return WebhookWish(body.url, body.statuses, body.include_customer_email, body.active)


_ADDRESSES = FieldProblem(
    "include_customer_email",
    "You may not read customers' addresses yourself.",
    "Leave it false, or ask somebody who may.",
)


def _newest_key() -> str:
    return next(iter(wiring.signer.keys))


def _found(website_id: str, webhook_id: str) -> Webhook:
    return found(wiring.webhook_book.webhooks(website_id), webhook_id)


def _shown(webhook: Webhook) -> Json:
    health = wiring.webhook_book.health(webhook.website_id, webhook.webhook_id)
    return webhook_json(webhook, health, now=wiring.clock.now())


def _with_secret(webhook: Webhook) -> Json:
    return {**_shown(webhook), "secret": shown_secret(wiring.signer, webhook)}
