"""Open a website: its collection settings, one API client, and the people who may see it. An operator's action."""

from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.domain.access import ApiClient, Membership, Permission, Role, hash_secret, new_secret
from chalicelib.domain.collection import Collection
from chalicelib.usecases.ports import Websites


@dataclass(frozen=True)
class OpenedWebsite:
    """The credentials of the new API client; the secret is shown this once and stored only as a hash."""

    website_id: str
    client_id: str
    client_secret: str


def open_website(
    websites: Websites,
    collection: Collection,
    *,
    client_name: str,
    owners: Sequence[str],
    pepper: bytes,
) -> OpenedWebsite:
    """Create the website, or replace its settings and give the client a new secret; owners are added, never removed."""
    secret = new_secret()
    client_id = f"{collection.website_id}.{client_name}"
    websites.save_collection(collection)
    permissions = frozenset({Permission.WRITE_PROOFS, Permission.READ_REQUESTS})
    websites.add_client(ApiClient(collection.website_id, client_id, hash_secret(secret, pepper=pepper), permissions))
    for subject in owners:
        websites.add_membership(Membership(collection.website_id, subject, Role.OWNER))
    return OpenedWebsite(collection.website_id, client_id, secret)
