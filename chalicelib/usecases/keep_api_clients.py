"""Make and revoke a merchant's API clients, and give them new secrets."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.access import (
    MOST_API_CLIENTS,
    ApiClient,
    Permission,
    client_id_of,
    hash_secret,
    new_secret,
)
from chalicelib.domain.access_errors import ApiClientExistsError, ApiClientNotFoundError, TooManyApiClientsError
from chalicelib.usecases.website_ports import Websites


@dataclass(frozen=True)
class ApiClientWish:
    """What a merchant wants of an API client."""

    name: str
    sandbox: bool
    permissions: frozenset[Permission]


@dataclass(frozen=True)
class ClientMaking:
    """Who makes a client, when, and the key behind the stored hash of its secret."""

    by: str
    pepper: bytes
    now: datetime


@dataclass(frozen=True)
class ClientSecret:
    """A client with its secret, which is shown this once and stored only as a hash."""

    client: ApiClient
    secret: str


def create_api_client(websites: Websites, website_id: str, wish: ApiClientWish, making: ClientMaking) -> ClientSecret:
    """A new one. Raises ApiClientExistsError, TooManyApiClientsError.

    It is counted once it stands there, so that those who come at the same moment never leave one too many.
    """
    secret = new_secret()
    client = ApiClient(
        website_id=website_id,
        client_id=client_id_of(website_id, wish.name),
        secret_hash=hash_secret(secret, pepper=making.pepper),
        permissions=wish.permissions,
        sandbox=wish.sandbox,
        created_at=making.now,
        created_by=making.by,
    )
    if not websites.create_client(client):
        raise ApiClientExistsError("This website has an API client of this name: choose another one.")
    if len(websites.clients(website_id)) > MOST_API_CLIENTS:
        websites.remove_client(website_id, client.client_id)
        raise TooManyApiClientsError(f"A website has at most {MOST_API_CLIENTS} API clients: revoke one first.")
    return ClientSecret(client, secret)


def rotate_client_secret(
    websites: Websites, website_id: str, name_or_id: str, *, pepper: bytes, now: datetime
) -> ClientSecret:
    """A new secret; the one before is good for another day, an older one no longer. Raises ApiClientNotFoundError."""
    secret = new_secret()
    secret_hash = hash_secret(secret, pepper=pepper)
    client_id = client_id_of(website_id, name_or_id)
    client = websites.change_client(website_id, client_id, lambda known: known.rotated(secret_hash, now=now))
    if client is None:
        raise ApiClientNotFoundError(_UNKNOWN)
    return ClientSecret(client, secret)


def revoke_api_client(websites: Websites, website_id: str, name_or_id: str) -> str:
    """The identifier of the client that is gone. Raises ApiClientNotFoundError."""
    client_id = client_id_of(website_id, name_or_id)
    if not websites.remove_client(website_id, client_id):
        raise ApiClientNotFoundError(_UNKNOWN)
    return client_id


_UNKNOWN = "This website has no API client of this name."
