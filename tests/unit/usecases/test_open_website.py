"""Opening a website: its first settings; and doing it again takes nothing away from what the merchant set since."""

from typing import Any

from chalicelib.domain.access import SANDBOX_PERMISSIONS, Permission, secret_matches
from chalicelib.domain.call_rate import CallRate
from chalicelib.domain.collection import Cap
from chalicelib.domain.delays import Delay
from chalicelib.domain.settings_history import SavedSettings
from chalicelib.usecases.counter_ports import CountedZone
from chalicelib.usecases.open_website import OpenedWebsite, WebsiteOpening, open_website
from tests.builders import NOW, WEBSITE_ID, a_collection
from tests.fakes import FakeCountedZones, FakeWebsites

PEPPER = b"for tests alone"


def opened(
    websites: FakeWebsites,
    named: frozenset[str] | None = None,
    zones: FakeCountedZones | None = None,
    **settings: Any,
) -> OpenedWebsite:
    opening = WebsiteOpening(a_collection(**settings), "api", ("camille",), named)
    return open_website(websites, zones or FakeCountedZones(), opening, pepper=PEPPER, now=NOW)


def merchant_sets(websites: FakeWebsites, **settings: Any) -> None:
    version = websites.current_settings(WEBSITE_ID).version
    websites.save_settings(SavedSettings(a_collection(**settings, version=version), NOW, "camille"))


def test_a_new_website_has_its_first_settings_an_owner_and_a_client_that_may_do_everything() -> None:
    websites = FakeWebsites()
    answer = opened(websites, brand_delay=Delay(3))
    settings = websites.current_settings(WEBSITE_ID)
    assert settings == SavedSettings(a_collection(brand_delay=Delay(3), version=1), NOW, "operator")
    assert [one.website_id for one in websites.memberships("camille")] == [WEBSITE_ID]
    client = websites.client(WEBSITE_ID, answer.client_id)
    assert client is not None
    assert client.permissions == frozenset(Permission)
    assert secret_matches(answer.client_secret, client, pepper=PEPPER, now=NOW)


def test_a_sandbox_client_tries_things_out_and_no_more() -> None:
    websites = FakeWebsites()
    opening = WebsiteOpening(a_collection(), "sandbox", sandbox=True)
    answer = open_website(websites, FakeCountedZones(), opening, pepper=PEPPER, now=NOW)
    client = websites.client(WEBSITE_ID, answer.client_id)
    assert client is not None
    assert (client.sandbox, client.permissions) == (True, SANDBOX_PERMISSIONS)
    assert (client.created_at, client.created_by) == (NOW, "operator")


def test_a_new_secret_by_the_operator_is_the_only_one_and_makes_no_real_client_of_a_sandbox() -> None:
    websites = FakeWebsites()
    first, second = (
        open_website(websites, FakeCountedZones(), opening, pepper=PEPPER, now=NOW)
        for opening in (WebsiteOpening(a_collection(), "try", sandbox=True), WebsiteOpening(a_collection(), "try"))
    )
    client = websites.client(WEBSITE_ID, second.client_id)
    assert client is not None
    assert (client.sandbox, client.permissions) == (True, SANDBOX_PERMISSIONS)
    secrets = (first.client_secret, second.client_secret)
    assert [secret_matches(secret, client, pepper=PEPPER, now=NOW) for secret in secrets] == [False, True]


def test_a_new_website_is_counted_from_its_first_request_on_one_that_is_there_is_left_alone() -> None:
    websites, zones = FakeWebsites(), FakeCountedZones()
    opened(websites, zones=zones, time_zone="Asia/Kolkata")
    assert zones.zones() == [CountedZone(WEBSITE_ID, "Asia/Kolkata", is_complete=True)]

    others = FakeCountedZones()
    opened(websites, zones=others, time_zone="Europe/Paris")
    assert others.zones() == []


def test_a_new_secret_alone_changes_no_settings() -> None:
    websites = FakeWebsites()
    first = opened(websites)
    merchant_sets(websites, cap=Cap(30), name="Maison Durand")
    second = opened(websites, frozenset({"name"}))
    assert first.client_secret != second.client_secret
    assert websites.current_settings(WEBSITE_ID).version == 2
    assert websites.collection(WEBSITE_ID).cap == Cap(30)


def test_what_an_order_names_is_changed_as_a_new_version() -> None:
    websites = FakeWebsites()
    opened(websites)
    merchant_sets(websites, cap=Cap(30))
    opened(websites, frozenset({"name", "brand_delay"}), name="Durand", brand_delay=Delay(2), time_zone="Asia/Kolkata")
    settings = websites.current_settings(WEBSITE_ID)
    assert settings.collection == a_collection(name="Durand", brand_delay=Delay(2), cap=Cap(30), version=3)
    assert settings.by == "operator"


def test_an_order_that_names_everything_replaces_everything() -> None:
    websites = FakeWebsites()
    opened(websites)
    merchant_sets(websites, cap=Cap(30))
    opened(websites, None, brand_delay=Delay(2))
    assert websites.collection(WEBSITE_ID) == a_collection(brand_delay=Delay(2), version=3)


def test_a_rate_is_agreed_without_a_new_secret_and_stays_with_the_client() -> None:
    websites, zones = FakeWebsites(), FakeCountedZones()
    first = opened(websites)
    wish = WebsiteOpening(a_collection(), "api", call_rate=CallRate(200, 400), keeps_secret=True)
    answer = open_website(websites, zones, wish, pepper=PEPPER, now=NOW)
    client = websites.client(WEBSITE_ID, first.client_id)
    assert client is not None
    assert (answer.client_secret, client.call_rate) == ("", CallRate(200, 400))
    assert secret_matches(first.client_secret, client, pepper=PEPPER, now=NOW)
    assert opened(websites).client_secret
    again = websites.client(WEBSITE_ID, first.client_id)
    assert again is not None
    assert again.call_rate == CallRate(200, 400)


def test_a_client_that_is_not_there_has_no_secret_to_keep() -> None:
    websites = FakeWebsites()
    wish = WebsiteOpening(a_collection(), "api", keeps_secret=True)
    assert open_website(websites, FakeCountedZones(), wish, pepper=PEPPER, now=NOW).client_secret
