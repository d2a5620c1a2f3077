"""Webhooks in DynamoDB: one document per website, written over only as the version it was read as."""

import time
from collections.abc import Callable

from chalicelib.adapters import webhook_keys
from chalicelib.adapters.dynamodb_calls import busy_when_throttled, pause, put_if
from chalicelib.adapters.dynamodb_tables import body_of, table
from chalicelib.adapters.keys import Key
from chalicelib.adapters.webhook_documents import health_from, health_text, webhooks_from, webhooks_text, written_as
from chalicelib.domain.errors import VersionConflictError
from chalicelib.domain.webhooks import HEALTHY, Health, Webhooks
from chalicelib.usecases.webhook_ports import WebhooksChange

CACHED_SECONDS = 10
CHANGE_ATTEMPTS = 8


class DynamoDBWebhookBook:
    """Fits the port `WebhookBook`."""

    def __init__(self, table_name: str, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._model = table(table_name).documents
        self._monotonic = monotonic
        self._cached: dict[str, tuple[float, Webhooks]] = {}

    def webhooks(self, website_id: str) -> Webhooks:
        """See the port."""
        return self._read(website_id)[0]

    def known_webhooks(self, website_id: str) -> Webhooks:
        """See the port. That there are none is remembered as well."""
        now = self._monotonic()
        read_at, cached = self._cached.get(website_id, (0.0, None))
        if cached is None or now - read_at >= CACHED_SECONDS:
            cached = self._read(website_id, consistent=False)[0]
            self._cached[website_id] = (now, cached)
        return cached

    def change(self, website_id: str, change: WebhooksChange) -> Webhooks:
        """See the port."""
        key = webhook_keys.webhooks(website_id)
        for attempt in range(CHANGE_ATTEMPTS):
            before, version = self._read(website_id)
            after = change(before)
            if after == before:
                return before
            item = self._model(key.pk, key.sk, bd=webhooks_text(after, version + 1))
            unchanged = self._model.bd.startswith(written_as(version)) if version else self._model.pk.does_not_exist()
            if put_if(item, unchanged):
                self._cached.pop(website_id, None)
                return after
            pause(attempt)
        raise VersionConflictError("The webhooks changed too often; read them and decide again.")

    def health(self, website_id: str, webhook_id: str) -> Health:
        """See the port."""
        body = self._body(webhook_keys.health(website_id, webhook_id), consistent=True)
        return HEALTHY if body is None else health_from(body)

    def save_health(self, website_id: str, webhook_id: str, health: Health) -> None:
        """See the port."""
        key = webhook_keys.health(website_id, webhook_id)
        with busy_when_throttled():
            self._model(key.pk, key.sk, bd=health_text(health)).save()

    def _read(self, website_id: str, *, consistent: bool = True) -> tuple[Webhooks, int]:
        body = self._body(webhook_keys.webhooks(website_id), consistent=consistent)
        return ((), 0) if body is None else webhooks_from(body)

    def _body(self, key: Key, *, consistent: bool) -> str | None:
        try:
            with busy_when_throttled():
                return body_of(self._model.get(key.pk, key.sk, consistent_read=consistent))
        except self._model.DoesNotExist:
            return None
