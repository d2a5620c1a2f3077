"""What credentials give, and what they do not."""

import pytest

from chalicelib.domain.access import (
    ApiClient,
    Grant,
    Permission,
    hash_secret,
    new_secret,
    secret_matches,
    website_of_client,
)
from chalicelib.domain.errors import WebsiteNotFoundError

READ = frozenset({Permission.READ_REQUESTS})


def test_a_grant_gives_its_own_website_and_permission_only() -> None:
    grant = Grant("someone", {"w1": READ})
    grant.require("w1", Permission.READ_REQUESTS)
    for website, permission in (("w1", Permission.WRITE_PROOFS), ("w2", Permission.READ_REQUESTS)):
        with pytest.raises(WebsiteNotFoundError):
            grant.require(website, permission)


def test_a_secret_is_known_by_its_keyed_hash() -> None:
    secret = new_secret()
    client = ApiClient("w1", "w1.api", hash_secret(secret, pepper=b"p"), READ)
    assert secret_matches(secret, client, pepper=b"p")
    assert not secret_matches(secret + "x", client, pepper=b"p")
    assert not secret_matches(secret, client, pepper=b"q")
    assert secret not in client.secret_hash


def test_a_client_identifier_tells_its_website() -> None:
    assert website_of_client("w1.api") == "w1"
    assert website_of_client("demo") == ""
