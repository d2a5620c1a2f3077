"""What credentials give, and what they do not."""

from datetime import timedelta

import pytest

from chalicelib.domain.access import (
    OLD_SECRET_GOOD_FOR,
    ROLE_PERMISSIONS,
    SANDBOX_PERMISSIONS,
    ApiClient,
    Grant,
    Permission,
    Role,
    client_id_of,
    hash_secret,
    new_secret,
    secret_matches,
    website_of_client,
)
from chalicelib.domain.errors import WebsiteNotFoundError
from tests.builders import NOW

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
    assert secret_matches(secret, client, pepper=b"p", now=NOW)
    assert not secret_matches(secret + "x", client, pepper=b"p", now=NOW)
    assert not secret_matches(secret, client, pepper=b"q", now=NOW)
    assert secret not in client.secret_hash


def test_after_a_new_secret_the_one_before_is_good_for_another_day() -> None:
    client = ApiClient("w1", "w1.api", hash_secret("first", pepper=b"p"), READ)
    client = client.rotated(hash_secret("second", pepper=b"p"), now=NOW)

    def good(secret: str, after: timedelta, client: ApiClient = client) -> bool:
        return secret_matches(secret, client, pepper=b"p", now=NOW + after)

    last = OLD_SECRET_GOOD_FOR - timedelta(microseconds=1)
    assert [good("first", last), good("first", OLD_SECRET_GOOD_FOR)] == [True, False]
    assert [good("second", last), good("second", timedelta(days=400))] == [True, True]
    third = client.rotated(hash_secret("third", pepper=b"p"), now=NOW)
    assert [good(secret, last, third) for secret in ("first", "second", "third")] == [False, True, True]


def test_a_sandbox_credential_neither_reads_customers_nor_manages() -> None:
    assert SANDBOX_PERMISSIONS.isdisjoint({Permission.READ_CUSTOMERS, Permission.MANAGE})


def test_a_client_is_called_by_its_name_or_its_identifier() -> None:
    assert client_id_of("w1", "api") == client_id_of("w1", "w1.api") == "w1.api"
    assert client_id_of("w1", "w2.api") == "w1.w2.api"
    assert ApiClient("w1", "w1.api", "", READ).name == "api"


def test_a_client_identifier_tells_its_website() -> None:
    assert website_of_client("w1.api") == "w1"
    assert website_of_client("demo") == ""


def test_only_a_viewer_sees_customers_masked() -> None:
    seeing = {role for role, given in ROLE_PERMISSIONS.items() if Permission.READ_CUSTOMERS in given}
    assert seeing == {Role.OWNER, Role.AGENT}
    assert not Grant("someone", {"w1": ROLE_PERMISSIONS[Role.VIEWER]}).has("w1", Permission.READ_CUSTOMERS)
    assert Grant("someone", {"w1": ROLE_PERMISSIONS[Role.AGENT]}).has("w1", Permission.READ_CUSTOMERS)
    assert not Grant("someone", {"w1": ROLE_PERMISSIONS[Role.AGENT]}).has("w2", Permission.READ_CUSTOMERS)
