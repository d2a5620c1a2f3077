"""Authenticate a machine that proves it knows its secret (OAuth 2.0 client credentials, RFC 6749 4.4)."""

from datetime import datetime

from chalicelib.domain.access import ApiClient, secret_matches, website_of_client
from chalicelib.domain.errors import InvalidCredentialsError
from chalicelib.usecases.website_ports import Websites


def authenticate_client(websites: Websites, *, client_id: str, secret: str, pepper: bytes, now: datetime) -> ApiClient:
    """The client, if the secret is its own, or was until a day ago. Raises InvalidCredentialsError, the same for every
    cause.
    """
    client = websites.client(website_of_client(client_id), client_id)
    if client is None or not secret_matches(secret, client, pepper=pepper, now=now):
        raise InvalidCredentialsError("The client identifier or the secret is wrong.")
    return client
