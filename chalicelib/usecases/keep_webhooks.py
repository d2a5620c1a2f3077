"""Make, change, remove a merchant's webhooks, and replace their secrets."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from chalicelib.domain.status import Status
from chalicelib.domain.webhooks import (
    HEALTHY,
    Webhook,
    Webhooks,
    WebhookSecret,
    adding,
    found,
    new_webhook_id,
    removing,
    replacing,
)
from chalicelib.usecases.webhook_ports import WebhookBook


@dataclass(frozen=True)
class WebhookWish:
    """What a merchant wants of a webhook."""

    url: str
    statuses: frozenset[Status]
    includes_address: bool
    active: bool


@dataclass(frozen=True)
class Making:
    """Who makes a webhook, when, and which of our keys (`kid`) its secret is derived from."""

    by: str
    kid: str
    now: datetime


def create_webhook(book: WebhookBook, website_id: str, wish: WebhookWish, making: Making) -> Webhook:
    """A new one. Raises TooManyWebhooksError."""
    webhook = Webhook(
        website_id=website_id,
        webhook_id=new_webhook_id(),
        url=wish.url,
        secret=WebhookSecret(making.kid),
        created_at=making.now,
        created_by=making.by,
        statuses=wish.statuses,
        includes_address=wish.includes_address,
        active=wish.active,
    )
    book.change(website_id, partial(adding, webhook=webhook))
    return webhook


def change_webhook(book: WebhookBook, website_id: str, webhook_id: str, wish: WebhookWish) -> Webhook:
    """The same with what is wished now; one that is active has a fresh start. Raises WebhookNotFoundError."""

    def changed(webhooks: Webhooks) -> Webhooks:
        webhook = found(webhooks, webhook_id)
        switched_off_at = None if wish.active else webhook.switched_off_at
        return replacing(
            webhooks,
            replace(
                webhook,
                url=wish.url,
                statuses=wish.statuses,
                includes_address=wish.includes_address,
                active=wish.active,
                switched_off_at=switched_off_at,
            ),
        )

    before = found(book.webhooks(website_id), webhook_id)
    after = found(book.change(website_id, changed), webhook_id)
    if after.active and (not before.active or before.url != after.url):
        book.save_health(website_id, webhook_id, HEALTHY)
    return after


def rotate_webhook_secret(book: WebhookBook, website_id: str, webhook_id: str, *, kid: str, now: datetime) -> Webhook:
    """The same with a new secret; the old one signs along for 24 hours. Raises WebhookNotFoundError."""

    def rotated(webhooks: Webhooks) -> Webhooks:
        webhook = found(webhooks, webhook_id)
        return replacing(webhooks, replace(webhook, secret=webhook.secret.rotated(kid, now=now)))

    return found(book.change(website_id, rotated), webhook_id)


def remove_webhook(book: WebhookBook, website_id: str, webhook_id: str) -> None:
    """Gone, with what waited for it. Raises WebhookNotFoundError."""
    book.change(website_id, partial(removing, webhook_id=webhook_id))
