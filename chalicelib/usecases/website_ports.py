"""What the use cases need to know of websites: settings with their history, API clients, members."""

from collections.abc import Callable
from typing import Protocol

from chalicelib.domain.access import ApiClient, Membership
from chalicelib.domain.collection import Collection
from chalicelib.domain.settings_history import SavedSettings


class Websites(Protocol):
    """Websites: their collection settings, API clients and members."""

    def collection(self, website_id: str) -> Collection:
        """The settings. May be up to 60 s old. Raises WebsiteNotFoundError."""

    def current_settings(self, website_id: str) -> SavedSettings:
        """The settings as they are now (read strongly), with who saved them. Raises WebsiteNotFoundError."""

    def save_settings(self, settings: SavedSettings) -> SavedSettings:
        """Save the next version, and keep it in the history for good, in one transaction; returns it.

        `settings.collection.version` is the version it was made from, 0 for a new website.
        Raises SettingsConflictError when another version is current by now: nothing was written.
        """

    def settings_versions(self, website_id: str, *, size: int, before: int | None = None) -> list[SavedSettings]:
        """The history, newest first, at most `size` versions, those below `before` if given."""

    def settings_version(self, website_id: str, version: int) -> SavedSettings | None:
        """One version of the history."""

    def client(self, website_id: str, client_id: str) -> ApiClient | None:
        """An API client with the hash of its secret."""

    def clients(self, website_id: str) -> list[ApiClient]:
        """All API clients of a website (read strongly), by identifier."""

    def add_client(self, client: ApiClient) -> None:
        """Create or replace an API client."""

    def create_client(self, client: ApiClient) -> bool:
        """Create an API client; False, and nothing written, when there is one of this identifier."""

    def change_client(
        self, website_id: str, client_id: str, change: Callable[[ApiClient], ApiClient]
    ) -> ApiClient | None:
        """Change an API client as it stands (the function may run more than once); None when there is none.

        Raises VersionConflictError when others never leave it alone.
        """

    def remove_client(self, website_id: str, client_id: str) -> bool:
        """Whether there was such an API client; now there is none."""

    def memberships(self, subject: str) -> list[Membership]:
        """The websites a signed-in person may see."""

    def add_membership(self, membership: Membership) -> None:
        """Let a person see a website."""
