"""docs/website-settings.md names every setting, its limits and its default as they are."""

import re
from pathlib import Path

from chalicelib.domain.collection import CapAction, OpenTracking, ReminderCondition
from chalicelib.domain.settings_history import ApplyTo
from chalicelib.intake.settings_document import SettingsDocument, document_of
from chalicelib.usecases import preview_settings
from tests.builders import a_collection

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "website-settings.md").read_text("utf-8")
ROWS = dict(re.findall(r"^\| `([a-z_]+)` \| ([^|]*?) ?\|", PAGE, re.MULTILINE))


def test_the_page_explains_exactly_what_can_be_set() -> None:
    assert set(ROWS) == set(SettingsDocument.model_fields)


def test_defaults_are_those_of_a_new_website() -> None:
    plain = {True: "true", False: "false", None: "null", "": "empty"}
    document = document_of(a_collection())
    for name in (
        "collects_brand",
        "one_email_a_day",
        "product_delay",
        "send_window",
        "cap",
        "max_age_days",
        "reply_to",
    ):
        assert ROWS[name] == plain[document[name]], name
    for name in ("time_zone", "locale", "country", "open_tracking"):
        assert ROWS[name] == f"`{document[name]}`", name
    assert ROWS["soft_bounces_before_stop"] == str(document["soft_bounces_before_stop"])
    assert ROWS["prestashop_states"] == f"`{document['prestashop_states'][0]}`"
    assert [one["delay"] for one in document["reminders"]] == [{"days": 7, "hours": 0}]
    assert document["brand_delay"] == {"days": 0, "hours": 0}


def test_every_word_of_a_setting_is_explained() -> None:
    words = {word.value for kind in (ReminderCondition, CapAction, OpenTracking, ApplyTo) for word in kind}
    assert words <= set(re.findall(r"`([a-z_]+)`", PAGE))


def test_the_bounds_of_the_preview_are_told() -> None:
    assert f"{preview_settings.MOST_ROWS:,}" in PAGE
    assert f"for {preview_settings.LONGEST_SECONDS:g} seconds" in PAGE
