"""API clients of websites: the fake and the adapter, one after the other."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from chalicelib.adapters import keys
from chalicelib.adapters.dynamodb_tables import table
from chalicelib.adapters.dynamodb_websites import DynamoDBWebsites
from chalicelib.adapters.json_text import json_text
from chalicelib.domain.access import ApiClient, Membership, Permission, Role
from chalicelib.domain.call_rate import CallRate
from chalicelib.usecases.website_ports import Websites
from tests.builders import NOW, OTHER_WEBSITE_ID, WEBSITE_ID

CLIENT = ApiClient(WEBSITE_ID, f"{WEBSITE_ID}.shop", "hash", frozenset(Permission))


def test_a_client_is_found_by_its_own_website_alone(websites: Websites) -> None:
    websites.add_client(CLIENT)

    assert websites.client(WEBSITE_ID, CLIENT.client_id) == CLIENT
    assert websites.client(OTHER_WEBSITE_ID, CLIENT.client_id) is None
    assert websites.client(WEBSITE_ID, "unknown") is None
    assert websites.client("", "guessed") is None


def test_what_is_kept_of_a_client_comes_back(websites: Websites) -> None:
    made = replace(CLIENT, sandbox=True, created_at=NOW, created_by="camille", call_rate=CallRate(7, 9))
    full = made.rotated("newer", now=NOW)
    assert websites.create_client(full)
    assert websites.client(WEBSITE_ID, CLIENT.client_id) == full


def test_a_client_is_created_once(websites: Websites) -> None:
    assert websites.create_client(CLIENT)
    assert not websites.create_client(replace(CLIENT, secret_hash="another"))
    assert websites.client(WEBSITE_ID, CLIENT.client_id) == CLIENT


def test_clients_are_listed_for_their_website_alone(websites: Websites) -> None:
    other = ApiClient(OTHER_WEBSITE_ID, f"{OTHER_WEBSITE_ID}.api", "hash", frozenset(Permission))
    second = replace(CLIENT, client_id=f"{WEBSITE_ID}.api")
    for client in (CLIENT, second, other):
        websites.create_client(client)
    websites.add_membership(Membership(WEBSITE_ID, "camille", Role.OWNER))
    assert websites.clients(WEBSITE_ID) == [second, CLIENT]


def test_a_client_is_changed_as_it_stands_or_not_at_all(websites: Websites) -> None:
    assert websites.change_client(WEBSITE_ID, CLIENT.client_id, lambda known: known) is None
    websites.create_client(CLIENT)
    changed = websites.change_client(WEBSITE_ID, CLIENT.client_id, lambda known: known.rotated("new", now=NOW))
    assert changed == websites.client(WEBSITE_ID, CLIENT.client_id) == CLIENT.rotated("new", now=NOW)


def test_a_removed_client_is_gone(websites: Websites) -> None:
    websites.create_client(CLIENT)
    assert [websites.remove_client(WEBSITE_ID, CLIENT.client_id) for _ in range(2)] == [True, False]
    assert websites.client(WEBSITE_ID, CLIENT.client_id) is None


def test_a_client_stored_before_its_newer_fields_keeps_working(table_name: str) -> None:
    websites = DynamoDBWebsites(table_name)
    key = keys.client(WEBSITE_ID, CLIENT.client_id)
    stored = {"website_id": WEBSITE_ID, "client_id": CLIENT.client_id, "secret_hash": "hash", "permissions": []}
    table(table_name).documents(key.pk, key.sk, bd=json_text(stored)).save()
    assert websites.client(WEBSITE_ID, CLIENT.client_id) == replace(CLIENT, permissions=frozenset())
    rotated = websites.change_client(WEBSITE_ID, CLIENT.client_id, lambda known: known.rotated("new", now=NOW))
    assert rotated is not None
    assert (rotated.secret_hash, rotated.old_secret_hash) == ("new", "hash")


def test_of_secrets_given_at_the_same_moment_none_is_lost_unseen(table_name: str) -> None:
    """Each change is made from what stands there: the last two secrets are good, whoever came last."""
    websites = DynamoDBWebsites(table_name)
    websites.create_client(CLIENT)

    def rotate(number: int) -> None:
        websites.change_client(WEBSITE_ID, CLIENT.client_id, lambda known: known.rotated(f"h{number}", now=NOW))

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(rotate, range(3)))
    client = websites.client(WEBSITE_ID, CLIENT.client_id)
    assert client is not None
    assert client.old_secret_hash in {"h0", "h1", "h2"} - {client.secret_hash}
