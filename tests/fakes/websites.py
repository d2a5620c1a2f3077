"""Websites in memory."""

from chalicelib.domain.access import ApiClient, Membership
from chalicelib.domain.collection import Collection
from chalicelib.domain.errors import WebsiteNotFoundError


class FakeWebsites:
    """Fits the port `Websites`."""

    def __init__(self, *collections: Collection) -> None:
        self._collections = {collection.website_id: collection for collection in collections}
        self._clients: dict[tuple[str, str], ApiClient] = {}
        self._members: dict[tuple[str, str], Membership] = {}

    def collection(self, website_id: str) -> Collection:
        """Raises WebsiteNotFoundError."""
        if website_id not in self._collections:
            raise WebsiteNotFoundError("This website does not exist or this credential gives no access to it.")
        return self._collections[website_id]

    def save_collection(self, collection: Collection) -> None:
        """Create or replace."""
        self._collections[collection.website_id] = collection

    def client(self, website_id: str, client_id: str) -> ApiClient | None:
        """None when unknown."""
        return self._clients.get((website_id, client_id))

    def add_client(self, client: ApiClient) -> None:
        """Create or replace."""
        self._clients[client.website_id, client.client_id] = client

    def memberships(self, subject: str) -> list[Membership]:
        """By website."""
        found = [member for (_, who), member in self._members.items() if who == subject]
        return sorted(found, key=lambda member: member.website_id)

    def add_membership(self, membership: Membership) -> None:
        """Create or replace."""
        self._members[membership.website_id, membership.subject] = membership
