"""Webhooks: where a merchant's system wants to be told of status changes, and whether it answers."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.domain.errors import TooManyWebhooksError, WebhookNotFoundError
from chalicelib.domain.status import Status

MOST_WEBHOOKS = 5
OLD_SECRET_GOOD_FOR = timedelta(hours=24)
SWITCHED_OFF_AFTER = timedelta(days=5)
SHORTEST_REST, LONGEST_REST = timedelta(minutes=1), timedelta(minutes=30)


class WebhookState(StrEnum):
    """How a webhook stands, for people."""

    ACTIVE = "active"
    FAILING = "failing"
    INACTIVE = "inactive"
    SWITCHED_OFF = "switched_off"


@dataclass(frozen=True)
class WebhookSecret:
    """Which secret signs: derived from our key `kid` and a generation, never stored.

    Attributes:
        rotated_at: when this generation began; None for the first.
        old_kid: the key of the generation before, whose signature goes along for a while.
    """

    kid: str
    generation: int = 1
    rotated_at: datetime | None = None
    old_kid: str | None = None

    def rotated(self, kid: str, *, now: datetime) -> "WebhookSecret":
        """The next generation, under the newest key."""
        return WebhookSecret(kid, self.generation + 1, now, self.kid)

    def old_is_good(self, *, now: datetime) -> bool:
        """Whether the generation before still signs as well."""
        return self.rotated_at is not None and now < self.rotated_at + OLD_SECRET_GOOD_FOR


@dataclass(frozen=True)
class Webhook:
    """One address of a website.

    Attributes:
        statuses: those it is told of; empty = all.
        includes_address: whether the customer's e-mail address goes along.
        switched_off_at: when we gave it up, after days of nothing but failures; None when a person decides alone.
    """

    website_id: str
    webhook_id: str
    url: str
    secret: WebhookSecret
    created_at: datetime
    created_by: str
    statuses: frozenset[Status] = frozenset()
    includes_address: bool = False
    active: bool = True
    switched_off_at: datetime | None = None

    def wants(self, status: Status) -> bool:
        """Whether it is told of this status."""
        return self.active and (not self.statuses or status in self.statuses)

    def switched_off(self, *, now: datetime) -> "Webhook":
        """Given up."""
        return replace(self, active=False, switched_off_at=now)


@dataclass(frozen=True)
class Health:
    """Whether a webhook answers.

    Attributes:
        failing_since: since when nothing but failures; None after a success.
        resting_until: no attempt is made before, so that an endpoint that is down costs next to nothing.
    """

    failing_since: datetime | None = None
    resting_until: datetime | None = None

    def rests(self, *, now: datetime) -> bool:
        """Whether it is left alone."""
        return self.resting_until is not None and now < self.resting_until

    def after_failure(self, *, now: datetime) -> "Health":
        """It rests half as long as it has been failing, 1 to 30 minutes; not in its first minute: one event may be
        refused where others are taken.
        """
        since = self.failing_since or now
        failing_for = now - since
        if failing_for < SHORTEST_REST:
            return Health(since, None)
        return Health(since, now + min(max(failing_for / 2, SHORTEST_REST), LONGEST_REST))

    def is_given_up(self, *, now: datetime) -> bool:
        """Whether failures went on for so long that the webhook is switched off."""
        return self.failing_since is not None and now - self.failing_since >= SWITCHED_OFF_AFTER


HEALTHY = Health()

Webhooks = tuple[Webhook, ...]
"""All of a website, oldest first."""


def state_of(webhook: Webhook, health: Health) -> WebhookState:
    """For people."""
    if webhook.active:
        return WebhookState.FAILING if health.failing_since else WebhookState.ACTIVE
    return WebhookState.SWITCHED_OFF if webhook.switched_off_at else WebhookState.INACTIVE


def new_webhook_id() -> str:
    """Twenty characters, unique."""
    return secrets.token_hex(10)


def found(webhooks: Webhooks, webhook_id: str) -> Webhook:
    """Raises WebhookNotFoundError."""
    webhook = next((one for one in webhooks if one.webhook_id == webhook_id), None)
    if webhook is None:
        raise WebhookNotFoundError("No webhook of this website has this identifier.")
    return webhook


def adding(webhooks: Webhooks, webhook: Webhook) -> Webhooks:
    """One more. Raises TooManyWebhooksError."""
    if len(webhooks) >= MOST_WEBHOOKS:
        raise TooManyWebhooksError(f"A website has at most {MOST_WEBHOOKS} webhooks: remove one first.")
    return (*webhooks, webhook)


def replacing(webhooks: Webhooks, webhook: Webhook) -> Webhooks:
    """The same with this one in its place. Raises WebhookNotFoundError when it is gone."""
    found(webhooks, webhook.webhook_id)
    return tuple(webhook if one.webhook_id == webhook.webhook_id else one for one in webhooks)


def removing(webhooks: Webhooks, webhook_id: str) -> Webhooks:
    """Without this one. Raises WebhookNotFoundError."""
    found(webhooks, webhook_id)
    return tuple(one for one in webhooks if one.webhook_id != webhook_id)
