"""What credentials give, and what they do not."""

import pytest

from chalicelib.domain.access import (
    ROLE_PERMISSIONS,
    ApiClient,
    Grant,
    Permission,
    Role,
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


def test_only_a_viewer_sees_customers_masked() -> None:
    seeing = {role for role, given in ROLE_PERMISSIONS.items() if Permission.READ_CUSTOMERS in given}
    assert seeing == {Role.OWNER, Role.AGENT}
    assert not Grant("someone", {"w1": ROLE_PERMISSIONS[Role.VIEWER]}).has("w1", Permission.READ_CUSTOMERS)
    assert Grant("someone", {"w1": ROLE_PERMISSIONS[Role.AGENT]}).has("w1", Permission.READ_CUSTOMERS)
    assert not Grant("someone", {"w1": ROLE_PERMISSIONS[Role.AGENT]}).has("w2", Permission.READ_CUSTOMERS)
