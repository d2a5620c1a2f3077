"""Websites, their API clients and their members in DynamoDB."""

import time
from collections.abc import Callable

from chalicelib.adapters import keys
from chalicelib.adapters.dynamodb_calls import busy_when_throttled
from chalicelib.adapters.dynamodb_documents import client_from, collection_from, membership_from, to_text
from chalicelib.adapters.dynamodb_tables import table
from chalicelib.domain.access import ApiClient, Membership
from chalicelib.domain.collection import Collection
from chalicelib.domain.errors import WebsiteNotFoundError

CACHED_SECONDS = 60


class DynamoDBWebsites:
    """Fits the port `Websites`. Settings are remembered for 60 s by the instance."""

    def __init__(self, table_name: str, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._model = table(table_name).documents
        self._monotonic = monotonic
        self._cached: dict[str, tuple[float, Collection]] = {}

    def collection(self, website_id: str) -> Collection:
        """See the port."""
        read_at, cached = self._cached.get(website_id, (0.0, None))
        now = self._monotonic()
        if cached is not None and now - read_at < CACHED_SECONDS:
            return cached
        body = self._body(keys.collection(website_id))
        if body is None:
            raise WebsiteNotFoundError("This website does not exist or this credential gives no access to it.")
        collection = collection_from(body)
        self._cached[website_id] = (now, collection)
        return collection

    def save_collection(self, collection: Collection) -> None:
        """See the port."""
        self._save(keys.collection(collection.website_id), to_text(collection))
        self._cached.pop(collection.website_id, None)

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

    def _save(self, key: keys.Key, body: str, index: keys.Key | None = None) -> None:
        item = self._model(key.pk, key.sk, bd=body)
        if index:
            item.email_pk, item.email_sk = index.pk, index.sk
        with busy_when_throttled():
            item.save()
