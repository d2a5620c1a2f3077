"""Websites: settings and their history, members."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.adapters.dynamodb_websites import DynamoDBWebsites
from chalicelib.domain.access import Membership, Role
from chalicelib.domain.collection import Collection, Reminder
from chalicelib.domain.delays import Delay
from chalicelib.domain.errors import SettingsConflictError, WebsiteNotFoundError
from chalicelib.domain.settings_history import SavedSettings
from chalicelib.usecases.website_ports import Websites
from tests.builders import NOW, OTHER_WEBSITE_ID, WEBSITE_ID, a_collection


def save(websites: Websites, note: str = "", **settings: Any) -> Collection:
    """Save settings as somebody does who read the present ones."""
    try:
        version = websites.current_settings(settings.get("website_id", WEBSITE_ID)).version
    except WebsiteNotFoundError:
        version = 0
    saved = SavedSettings(a_collection(**settings, version=version), NOW + timedelta(hours=version), "camille", note)
    return websites.save_settings(saved).collection


def test_settings_come_back_as_saved(websites: Websites) -> None:
    reminders = tuple(Reminder(Delay(days)) for days in (3, 10, 30))
    saved = save(websites, time_zone="America/Guadeloupe", product_delay=Delay(10, 2), reminders=reminders, shards=4)

    assert (saved.reminders, saved.version) == (reminders, 1)
    assert websites.collection(WEBSITE_ID) == saved
    with pytest.raises(WebsiteNotFoundError):
        websites.collection(OTHER_WEBSITE_ID)
    with pytest.raises(WebsiteNotFoundError):
        websites.collection("../../etc")


def test_saving_again_replaces_at_once(websites: Websites) -> None:
    save(websites)
    assert websites.collection(WEBSITE_ID).name == "Maison Durand"

    save(websites, name="Maison Durand & fils")

    assert websites.collection(WEBSITE_ID) == a_collection(name="Maison Durand & fils", version=2)


def test_every_version_is_kept_with_who_when_and_why(websites: Websites) -> None:
    for number in range(1, 5):
        save(websites, f"note {number}", name=f"Name {number}")
    save(websites, website_id=OTHER_WEBSITE_ID)

    history = websites.settings_versions(WEBSITE_ID, size=10)

    assert [saved.version for saved in history] == [4, 3, 2, 1]
    assert history[0] == websites.current_settings(WEBSITE_ID)
    second = SavedSettings(a_collection(name="Name 2", version=2), NOW + timedelta(hours=1), "camille", "note 2")
    assert history[2] == websites.settings_version(WEBSITE_ID, 2) == second
    assert websites.settings_version(WEBSITE_ID, 5) is None
    assert websites.settings_version(OTHER_WEBSITE_ID, 2) is None


def test_the_history_is_read_page_by_page(websites: Websites) -> None:
    for number in range(1, 6):
        save(websites, name=f"Name {number}")

    def page(before: int | None) -> list[int]:
        return [saved.version for saved in websites.settings_versions(WEBSITE_ID, size=2, before=before)]

    assert [page(None), page(4), page(2), page(1), page(0)] == [[5, 4], [3, 2], [1], [], []]
    assert page(10**12) == [5, 4]


@pytest.mark.parametrize("made_from", [0, 1, 3, 99])
def test_settings_made_from_another_version_than_the_current_one_are_refused(
    websites: Websites, made_from: int
) -> None:
    for name in ("one", "two"):
        save(websites, name=name)

    with pytest.raises(SettingsConflictError) as refused:
        websites.save_settings(SavedSettings(a_collection(name="lost", version=made_from), NOW, "sam"))

    assert refused.value.current_version == 2
    assert websites.collection(WEBSITE_ID).name == "two"
    assert len(websites.settings_versions(WEBSITE_ID, size=10)) == 2


def test_a_website_that_does_not_exist_has_no_second_version(websites: Websites) -> None:
    with pytest.raises(SettingsConflictError) as refused:
        websites.save_settings(SavedSettings(a_collection(version=1), NOW, "sam"))
    assert refused.value.current_version == 0


def test_of_those_who_save_at_the_same_moment_one_wins(table_name: str) -> None:
    """Each has read version 1 before any of them writes."""
    websites = DynamoDBWebsites(table_name)
    read = save(websites)
    names = [f"Name {number}" for number in range(6)]

    def saved(name: str) -> int:
        try:
            return websites.save_settings(SavedSettings(replace(read, name=name), NOW, name)).version
        except SettingsConflictError as conflict:
            return -conflict.current_version

    with ThreadPoolExecutor(len(names)) as pool:
        assert sorted(pool.map(saved, names)) == [-2] * 5 + [2]
    current = websites.current_settings(WEBSITE_ID)
    assert (current.by, current.version) == (current.collection.name, 2)
    assert websites.settings_version(WEBSITE_ID, 2) == current


def test_a_save_that_meets_another_after_its_read_writes_nothing(
    table_name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The read that comes before the write finds version 1; somebody saves version 2 in between."""
    late, quick = DynamoDBWebsites(table_name), DynamoDBWebsites(table_name)
    read = save(quick)

    def meanwhile(_website_id: str, _version: int) -> None:
        save(quick, name="quick")

    monkeypatch.setattr(late, "_refuse_unless_current", meanwhile)
    with pytest.raises(SettingsConflictError) as refused:
        late.save_settings(SavedSettings(replace(read, name="late"), NOW, "sam"))

    assert refused.value.current_version == 2
    assert quick.current_settings(WEBSITE_ID).collection.name == "quick"


def test_another_instance_sees_new_settings_after_sixty_seconds(table_name: str) -> None:
    now = 1000.0
    reader, writer = DynamoDBWebsites(table_name, monotonic=lambda: now), DynamoDBWebsites(table_name)
    save(writer)
    assert reader.collection(WEBSITE_ID).name == "Maison Durand"
    save(writer, name="New")

    now = 1059.9
    assert reader.collection(WEBSITE_ID).name == "Maison Durand"
    now = 1060.0
    assert reader.collection(WEBSITE_ID).name == "New"


def test_who_read_the_present_settings_goes_on_with_them(table_name: str) -> None:
    reader, writer = DynamoDBWebsites(table_name), DynamoDBWebsites(table_name)
    save(writer)
    assert reader.collection(WEBSITE_ID).version == 1
    save(writer)

    assert reader.collection(WEBSITE_ID).version == 1
    assert reader.current_settings(WEBSITE_ID).version == 2
    assert reader.collection(WEBSITE_ID).version == 2


def test_a_person_sees_the_websites_they_belong_to(websites: Websites) -> None:
    owner = Membership(WEBSITE_ID, "camille@example.com", Role.OWNER)
    viewer = Membership(OTHER_WEBSITE_ID, "camille@example.com", Role.VIEWER)
    for membership in (viewer, owner, Membership(OTHER_WEBSITE_ID, "camille", Role.OWNER)):
        websites.add_membership(membership)

    assert websites.memberships("camille@example.com") == [owner, viewer]
    assert websites.memberships("nobody") == []
    websites.add_membership(Membership(WEBSITE_ID, "camille@example.com", Role.VIEWER))
    assert websites.memberships("camille@example.com")[0].role is Role.VIEWER
