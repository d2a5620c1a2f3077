"""Websites, the history of their settings, their API clients and their members in DynamoDB."""

import time
from collections.abc import Callable
from dataclasses import replace

from chalicelib.adapters import keys
from chalicelib.adapters.collection_documents import saved_settings_from
from chalicelib.adapters.dynamodb_calls import Put, busy_when_throttled, delete_if, pause, put_if, write_together
from chalicelib.adapters.dynamodb_documents import client_from, membership_from, to_text
from chalicelib.adapters.dynamodb_tables import DocumentItem, table
from chalicelib.domain.access import ApiClient, Membership
from chalicelib.domain.collection import Collection
from chalicelib.domain.errors import SettingsConflictError, VersionConflictError, WebsiteNotFoundError
from chalicelib.domain.settings_history import SavedSettings

CACHED_SECONDS = 60
CHANGE_ATTEMPTS = 8


class DynamoDBWebsites:
    """Fits the port `Websites`. Settings are remembered for 60 s by the instance."""

    def __init__(self, table_name: str, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._table = table(table_name)
        self._model = self._table.documents
        self._monotonic = monotonic
        self._cached: dict[str, tuple[float, Collection]] = {}

    def collection(self, website_id: str) -> Collection:
        """See the port."""
        read_at, cached = self._cached.get(website_id, (0.0, None))
        now = self._monotonic()
        if cached is not None and now - read_at < CACHED_SECONDS:
            return cached
        return self.current_settings(website_id).collection

    def current_settings(self, website_id: str) -> SavedSettings:
        """See the port. What it finds is remembered as well."""
        read_at = self._monotonic()
        body = self._body(keys.collection(website_id))
        if body is None:
            raise WebsiteNotFoundError("This website does not exist or this credential gives no access to it.")
        settings = saved_settings_from(body)
        self._cached[website_id] = (read_at, settings.collection)
        return settings

    def save_settings(self, settings: SavedSettings) -> SavedSettings:
        """See the port.

        A version is put where none is, so two who start from the same version cannot both write the next one; the read
        before refuses a version that nobody ever saved.
        """
        website_id, made_from = settings.collection.website_id, settings.version
        self._refuse_unless_current(website_id, made_from)
        saved = replace(settings, collection=replace(settings.collection, version=made_from + 1))
        body = to_text(saved)
        puts = (
            Put(self._item(keys.settings_version(website_id, saved.version), body), DocumentItem.pk.does_not_exist()),
            Put(self._item(keys.collection(website_id), body)),
        )
        if write_together(self._table.connection, puts):
            raise SettingsConflictError(self.current_settings(website_id).version)
        self._cached.pop(website_id, None)
        return saved

    def _refuse_unless_current(self, website_id: str, version: int) -> None:
        body = self._body(keys.collection(website_id))
        current = 0 if body is None else saved_settings_from(body).version
        if current != version:
            raise SettingsConflictError(current)

    def settings_versions(self, website_id: str, *, size: int, before: int | None = None) -> list[SavedSettings]:
        """See the port."""
        newest = _NEWEST_VERSION if before is None else min(before - 1, _NEWEST_VERSION)
        if newest < 1:
            return []
        first, last = keys.settings_version(website_id, 1), keys.settings_version(website_id, newest)
        with busy_when_throttled():
            found = self._model.query(
                first.pk,
                self._model.sk.between(first.sk, last.sk),
                consistent_read=True,
                scan_index_forward=False,
                limit=size,
            )
            return [saved_settings_from(item.bd) for item in found]

    def settings_version(self, website_id: str, version: int) -> SavedSettings | None:
        """See the port."""
        body = self._body(keys.settings_version(website_id, version))
        return None if body is None else saved_settings_from(body)

    def client(self, website_id: str, client_id: str) -> ApiClient | None:
        """See the port. None as well for a website that cannot exist: the caller may be a stranger guessing."""
        try:
            key = keys.client(website_id, client_id)
        except WebsiteNotFoundError:
            return None
        body = self._body(key)
        return None if body is None else client_from(body)

    def add_client(self, client: ApiClient) -> None:
        """See the port."""
        self._save(keys.client(client.website_id, client.client_id), to_text(client))

    def clients(self, website_id: str) -> list[ApiClient]:
        """See the port."""
        prefix = keys.client(website_id, "")
        with busy_when_throttled():
            found = self._model.query(prefix.pk, self._model.sk.startswith(prefix.sk), consistent_read=True)
            return [client_from(item.bd) for item in found]

    def create_client(self, client: ApiClient) -> bool:
        """See the port."""
        item = self._item(keys.client(client.website_id, client.client_id), to_text(client))
        return put_if(item, self._model.pk.does_not_exist())

    def change_client(
        self, website_id: str, client_id: str, change: Callable[[ApiClient], ApiClient]
    ) -> ApiClient | None:
        """See the port. It is written over only as it was read."""
        key = keys.client(website_id, client_id)
        for attempt in range(CHANGE_ATTEMPTS):
            body = self._body(key)
            if body is None:
                return None
            changed = change(client_from(body))
            if put_if(self._item(key, to_text(changed)), self._model.bd == body):
                return changed
            pause(attempt)
        raise VersionConflictError("This API client changed too often: try again.")

    def remove_client(self, website_id: str, client_id: str) -> bool:
        """See the port."""
        key = keys.client(website_id, client_id)
        return delete_if(self._model(key.pk, key.sk), self._model.pk.exists())

    def memberships(self, subject: str) -> list[Membership]:
        """See the port. By website; a membership just added may take a moment to show."""
        partition = keys.member_index_partition(subject)
        with busy_when_throttled():
            places = [(item.pk, item.sk) for item in self._model.email_index.query(partition)]
            members = [membership_from(item.bd) for item in self._model.batch_get(places, consistent_read=True)]
        return sorted(members, key=lambda member: member.website_id)

    def add_membership(self, membership: Membership) -> None:
        """See the port."""
        index = keys.member_index(membership.website_id, membership.subject)
        self._save(keys.member(membership.website_id, membership.subject), to_text(membership), index)

    def _body(self, key: keys.Key) -> str | None:
        try:
            with busy_when_throttled():
                return self._model.get(key.pk, key.sk, consistent_read=True).bd
        except self._model.DoesNotExist:
            return None

    def _item(self, key: keys.Key, body: str) -> DocumentItem:
        return self._model(key.pk, key.sk, bd=body)

    def _save(self, key: keys.Key, body: str, index: keys.Key | None = None) -> None:
        item = self._item(key, body)
        if index:
            item.email_pk, item.email_sk = index.pk, index.sk
        with busy_when_throttled():
            item.save()


_NEWEST_VERSION = 99_999_999
"""Eight digits: see keys.settings_version."""
