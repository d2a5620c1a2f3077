"""Websites in memory."""

from collections.abc import Callable
from dataclasses import replace

from chalicelib.domain.access import ApiClient, Membership
from chalicelib.domain.collection import Collection
from chalicelib.domain.errors import SettingsConflictError, WebsiteNotFoundError
from chalicelib.domain.settings_history import SavedSettings


class FakeWebsites:
    """Fits the port `Websites`; opened with collections that nobody saved, and whose history is therefore empty."""

    def __init__(self, *collections: Collection) -> None:
        self._settings = {collection.website_id: SavedSettings(collection) for collection in collections}
        self._history: dict[tuple[str, int], SavedSettings] = {}
        self._clients: dict[tuple[str, str], ApiClient] = {}
        self._members: dict[tuple[str, str], Membership] = {}

    def collection(self, website_id: str) -> Collection:
        """Never older than the last save."""
        return self.current_settings(website_id).collection

    def current_settings(self, website_id: str) -> SavedSettings:
        """Raises WebsiteNotFoundError."""
        if website_id not in self._settings:
            raise WebsiteNotFoundError("This website does not exist or this credential gives no access to it.")
        return self._settings[website_id]

    def save_settings(self, settings: SavedSettings) -> SavedSettings:
        """Raises SettingsConflictError."""
        website_id = settings.collection.website_id
        current = self._settings[website_id].version if website_id in self._settings else 0
        if current != settings.version:
            raise SettingsConflictError(current)
        saved = replace(settings, collection=replace(settings.collection, version=current + 1))
        self._settings[website_id] = self._history[website_id, saved.version] = saved
        return saved

    def settings_versions(self, website_id: str, *, size: int, before: int | None = None) -> list[SavedSettings]:
        """Newest first."""
        found = [saved for (website, _), saved in self._history.items() if website == website_id]
        older = [saved for saved in found if before is None or saved.version < before]
        return sorted(older, key=lambda saved: saved.version, reverse=True)[:size]

    def settings_version(self, website_id: str, version: int) -> SavedSettings | None:
        """None when there is none of this number."""
        return self._history.get((website_id, version))

    def client(self, website_id: str, client_id: str) -> ApiClient | None:
        """None when unknown."""
        return self._clients.get((website_id, client_id))

    def add_client(self, client: ApiClient) -> None:
        """Create or replace."""
        self._clients[client.website_id, client.client_id] = client

    def clients(self, website_id: str) -> list[ApiClient]:
        """By identifier."""
        found = [client for (website, _), client in self._clients.items() if website == website_id]
        return sorted(found, key=lambda client: client.client_id)

    def create_client(self, client: ApiClient) -> bool:
        """Unless one stands there."""
        key = (client.website_id, client.client_id)
        return self._clients.setdefault(key, client) is client

    def change_client(
        self, website_id: str, client_id: str, change: Callable[[ApiClient], ApiClient]
    ) -> ApiClient | None:
        """None when unknown."""
        client = self.client(website_id, client_id)
        if client is not None:
            client = self._clients[website_id, client_id] = change(client)
        return client

    def remove_client(self, website_id: str, client_id: str) -> bool:
        """Whether it stood there."""
        return self._clients.pop((website_id, client_id), None) is not None

    def memberships(self, subject: str) -> list[Membership]:
        """By website."""
        found = [member for (_, who), member in self._members.items() if who == subject]
        return sorted(found, key=lambda member: member.website_id)

    def add_membership(self, membership: Membership) -> None:
        """Create or replace."""
        self._members[membership.website_id, membership.subject] = membership
