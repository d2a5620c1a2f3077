"""Websites: settings, API clients, members."""

import pytest

from chalicelib.adapters.dynamodb_websites import DynamoDBWebsites
from chalicelib.domain.access import ApiClient, Membership, Permission, Role
from chalicelib.domain.errors import WebsiteNotFoundError
from chalicelib.usecases.ports import Websites
from tests.builders import OTHER_WEBSITE_ID, WEBSITE_ID, a_collection

CLIENT = ApiClient(WEBSITE_ID, f"{WEBSITE_ID}.shop", "hash", frozenset(Permission))


def test_settings_come_back_as_saved(websites: Websites) -> None:
    collection = a_collection(
        time_zone="America/Guadeloupe", product_delay_days=10, reminder_delay_days=(3, 10, 30), shards=4
    )
    websites.save_collection(collection)

    assert websites.collection(WEBSITE_ID) == collection
    with pytest.raises(WebsiteNotFoundError):
        websites.collection(OTHER_WEBSITE_ID)
    with pytest.raises(WebsiteNotFoundError):
        websites.collection("../../etc")


def test_saving_again_replaces_at_once(websites: Websites) -> None:
    websites.save_collection(a_collection())
    assert websites.collection(WEBSITE_ID).name == "Maison Durand"

    websites.save_collection(a_collection(name="Maison Durand & fils"))

    assert websites.collection(WEBSITE_ID) == a_collection(name="Maison Durand & fils")


def test_another_instance_sees_new_settings_after_sixty_seconds(table_name: str) -> None:
    now = 1000.0
    reader, writer = DynamoDBWebsites(table_name, monotonic=lambda: now), DynamoDBWebsites(table_name)
    writer.save_collection(a_collection())
    assert reader.collection(WEBSITE_ID).name == "Maison Durand"
    writer.save_collection(a_collection(name="New"))

    now = 1059.9
    assert reader.collection(WEBSITE_ID).name == "Maison Durand"
    now = 1060.0
    assert reader.collection(WEBSITE_ID).name == "New"


def test_a_client_is_found_by_its_own_website_alone(websites: Websites) -> None:
    websites.add_client(CLIENT)

    assert websites.client(WEBSITE_ID, CLIENT.client_id) == CLIENT
    assert websites.client(OTHER_WEBSITE_ID, CLIENT.client_id) is None
    assert websites.client(WEBSITE_ID, "unknown") is None
    assert websites.client("", "guessed") is None


def test_a_person_sees_the_websites_they_belong_to(websites: Websites) -> None:
    owner = Membership(WEBSITE_ID, "camille@example.com", Role.OWNER)
    viewer = Membership(OTHER_WEBSITE_ID, "camille@example.com", Role.VIEWER)
    for membership in (viewer, owner, Membership(OTHER_WEBSITE_ID, "camille", Role.OWNER)):
        websites.add_membership(membership)

    assert websites.memberships("camille@example.com") == [owner, viewer]
    assert websites.memberships("nobody") == []
    websites.add_membership(Membership(WEBSITE_ID, "camille@example.com", Role.VIEWER))
    assert websites.memberships("camille@example.com")[0].role is Role.VIEWER
