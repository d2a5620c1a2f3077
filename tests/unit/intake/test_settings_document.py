"""The settings document: says all that a merchant may set, and refuses with the place, the value and the remedy."""

import json
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given

from chalicelib.domain.collection import Collection
from chalicelib.domain.errors import FieldProblem, InvalidSettingsError
from chalicelib.domain.settings_history import ApplyTo
from chalicelib.intake.settings_bodies import Change, Preview, Undo, read_body
from chalicelib.intake.settings_document import SettingsDocument, collection_of, document_of
from tests.builders import a_collection
from tests.generated_settings import UNHURRIED, collections

NO_MERCHANTS_CHOICE = {"website_id", "shards", "version"}


def a_document(**changes: Any) -> dict[str, Any]:
    """The document as it comes over the wire."""
    document: dict[str, Any] = json.loads(json.dumps(document_of(a_collection())))
    return document | changes


def problems(**changes: Any) -> list[FieldProblem]:
    with pytest.raises(InvalidSettingsError) as refused:
        read_body(Preview, {"settings": a_document(**changes)})
    return list(refused.value.problems)


def accepted(**changes: Any) -> Collection:
    return collection_of(read_body(Preview, {"settings": a_document(**changes)}).settings, a_collection(), 0)


@UNHURRIED
@given(collections())
def test_a_document_sent_back_unchanged_changes_nothing(collection: Collection) -> None:
    sent = json.loads(json.dumps(document_of(collection)))
    read = read_body(Preview, {"settings": sent}).settings
    back = collection_of(read, replace(a_collection(), shards=collection.shards), collection.version)
    assert repr(back) == repr(collection)
    assert json.loads(json.dumps(document_of(back))) == sent


def test_every_setting_stands_in_the_document_but_what_is_no_merchants_choice() -> None:
    assert set(SettingsDocument.model_fields) == {field.name for field in fields(Collection)} - NO_MERCHANTS_CHOICE


def delay(days: object = 0, hours: object = 0) -> dict[str, object]:
    return {"days": days, "hours": hours}


def window(**changes: Any) -> dict[str, Any]:
    return {"weekdays": [1, 2], "opens": "09:00", "closes": "18:00", "skips_holidays": False} | changes


def rule(**changes: Any) -> dict[str, Any]:
    return {"review_type": "brand", "delay": delay(2), "shop_id": "PARIS"} | changes


def own(**changes: Any) -> list[dict[str, Any]]:
    return [{"language": "fr", "subject": "", "introduction": ""} | changes]


REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({"brand_delay": delay(366)}, "brand_delay.days", "0 to 365"),
    ({"brand_delay": delay(-1)}, "brand_delay.days", "0 to 365"),
    ({"brand_delay": delay("3")}, "brand_delay.days", "0 to 365"),
    ({"brand_delay": delay(True)}, "brand_delay.days", "0 to 365"),
    ({"brand_delay": delay(3.5)}, "brand_delay.days", "0 to 365"),
    ({"brand_delay": delay(1, 24)}, "brand_delay.hours", "0 to 23"),
    ({"brand_delay": 3}, "brand_delay", "{...}"),
    ({"brand_delay": {"days": 1, "minutes": 5}}, "brand_delay.minutes", "Leave it out"),
    ({"product_delay": delay(400)}, "product_delay.days", "0 to 365"),
    ({"reminders": [{"delay": delay(0, 23)}]}, "reminders[0].delay", "days from 1"),
    ({"reminders": [{"delay": delay(7)}] * 4}, "reminders", "at most 3"),
    ({"reminders": [{"delay": delay(7), "condition": "always"}]}, "reminders[0].condition", "not_opened"),
    ({"reminders": "none"}, "reminders", "[...]"),
    ({"send_window": window(opens="18:00", closes="09:00")}, "send_window.closes", "60 minutes"),
    ({"send_window": window(opens="09:00", closes="09:59")}, "send_window.closes", "60 minutes"),
    ({"send_window": window(opens="9:00")}, "send_window.opens", "09:30"),
    ({"send_window": window(closes="24:01")}, "send_window.closes", "24:00"),
    ({"send_window": window(opens=540)}, "send_window.opens", "09:30"),
    ({"send_window": window(weekdays=[])}, "send_window.weekdays", "at least one"),
    ({"send_window": window(weekdays=[0])}, "send_window.weekdays[0]", "1 to 7"),
    ({"send_window": window(weekdays=[8])}, "send_window.weekdays[0]", "1 to 7"),
    ({"send_window": window(weekdays=[1, 1])}, "send_window.weekdays", "once"),
    ({"cap": {"period_days": 0}}, "cap.period_days", "1 to 365"),
    ({"cap": {"period_days": 366}}, "cap.period_days", "1 to 365"),
    ({"cap": {"period_days": 30, "action": "later"}}, "cap.action", "defer, drop"),
    ({"time_zone": "Paris"}, "time_zone", "Europe/Paris"),
    ({"time_zone": None}, "time_zone", "Europe/Paris"),
    ({"locale": "xx"}, "locale", "fr, en"),
    ({"languages": ["fr", "xx"]}, "languages[1]", "fr, en"),
    ({"languages": ["fr", "fr"]}, "languages", "once"),
    ({"languages": ["en"]}, "languages", "`fr`"),
    ({"country": "ZZ"}, "country", "FR"),
    ({"country": "fr"}, "country", "FR"),
    ({"collects_brand": "yes"}, "collects_brand", "true or false"),
    ({"collects_brand": 1}, "collects_brand", "true or false"),
    ({"max_age_days": 0}, "max_age_days", "1 to 730"),
    ({"soft_bounces_before_stop": 0}, "soft_bounces_before_stop", "1 to 10"),
    ({"soft_bounces_before_stop": 11}, "soft_bounces_before_stop", "1 to 10"),
    ({"forbidden_domains": ["@shop.example"]}, "forbidden_domains[0]", "shop.*"),
    ({"forbidden_domains": ["com"]}, "forbidden_domains[0]", "shop.*"),
    ({"forbidden_domains": ["*"]}, "forbidden_domains[0]", "shop.*"),
    ({"forbidden_domains": ["*.com"]}, "forbidden_domains[0]", "shop.*"),
    ({"forbidden_domains": ["a.*.b"]}, "forbidden_domains[0]", "shop.*"),
    ({"forbidden_domains": ["é.example"]}, "forbidden_domains[0]", "punycode"),
    ({"forbidden_domains": [f"shop{n}.example" for n in range(201)]}, "forbidden_domains", "at most 200"),
    ({"prestashop_states": [5]}, "prestashop_states[0]", "5 for delivered"),
    ({"prestashop_states": ["0"]}, "prestashop_states[0]", "5 for delivered"),
    ({"prestashop_states": ["5", "x;6"]}, "prestashop_states[1]", "5 for delivered"),
    ({"prestashop_states": ["5", "5"]}, "prestashop_states", "once"),
    ({"prestashop_states": [str(n) for n in range(1, 52)]}, "prestashop_states", "at most 50"),
    ({"sender_name": "A" * 65}, "sender_name", "0 to 64"),
    ({"sender_name": "A\r\nBcc: x"}, "sender_name", "one line"),
    ({"sender_name": "A\u202eb"}, "sender_name", "one line"),
    ({"sender_name": "service@bank.example"}, "sender_name", "@"),
    ({"reply_to": "nobody"}, "reply_to", "hello@shop.example"),
    ({"reply_to": "a@b@c.example"}, "reply_to", "hello@shop.example"),
    ({"reply_to": "é@shop.example"}, "reply_to", "hello@shop.example"),
    ({"reply_to": "a@localhost"}, "reply_to", "hello@shop.example"),
    ({"first_email_texts": own(language="xx")}, "first_email_texts[0].language", "fr, en"),
    ({"first_email_texts": own() * 2}, "first_email_texts", "once"),
    ({"first_email_texts": [*own(subject="a"), *own(subject="b")]}, "first_email_texts", "each language"),
    ({"first_email_texts": own(subject="A" * 201)}, "first_email_texts[0].subject", "0 to 200"),
    ({"first_email_texts": own(subject="A\nB")}, "first_email_texts[0].subject", "one line"),
    ({"first_email_texts": own(introduction="A" * 601)}, "first_email_texts[0].introduction", "0 to 600"),
    ({"first_email_texts": own(introduction="A\rB")}, "first_email_texts[0].introduction", "line feeds"),
    (
        {"first_email_texts": own(introduction="Voir https://x.example")},
        "first_email_texts[0].introduction",
        "full stop",
    ),
    ({"first_email_texts": own(introduction="Allez sur www.shop")}, "first_email_texts[0].introduction", "full stop"),
    ({"first_email_texts": own(subject="shop.example")}, "first_email_texts[0].subject", "full stop"),
    ({"first_email_texts": own(subject="Bonjour {{ name }}")}, "first_email_texts[0].subject", "plain text"),
    ({"first_email_texts": own(introduction="{% raw %}")}, "first_email_texts[0].introduction", "plain text"),
    ({"first_email_texts": own(introduction="<b>Bonjour</b>")}, "first_email_texts[0].introduction", "plain text"),
    ({"reminders": [{"delay": delay(7), "texts": own(subject="{{")}]}, "reminders[0].texts[0].subject", "plain text"),
    ({"name": " "}, "name", "1 to 80"),
    ({"name": "A" * 81}, "name", "1 to 80"),
    ({"trader_contact": "A\nB"}, "trader_contact", "one line"),
    ({"delay_rules": [rule(review_type="brand_and_product")]}, "delay_rules[0].review_type", "brand, product"),
    ({"delay_rules": [rule(shop_id=None)]}, "delay_rules[0]", "Name a shop"),
    ({"delay_rules": [rule(shop_id="")]}, "delay_rules[0].shop_id", "1 to 200"),
    ({"delay_rules": [rule(country="XX")]}, "delay_rules[0].country", "FR"),
    ({"delay_rules": [rule(channel="shop")]}, "delay_rules[0].channel", "online, offline"),
    ({"delay_rules": [rule(), rule(delay=delay(3))]}, "delay_rules", "one rule"),
    ({"delay_rules": [rule(shop_id=f"S{n}") for n in range(201)]}, "delay_rules", "at most 200"),
    ({"colour": "red"}, "colour", "Leave it out"),
]


@pytest.mark.parametrize(("changes", "field", "remedy"), REFUSED, ids=lambda case: json.dumps(case)[:60])
def test_what_breaks_a_rule_is_named_with_its_remedy(changes: dict[str, Any], field: str, remedy: str) -> None:
    (problem,) = problems(**changes)
    assert problem.field == f"settings.{field}"
    assert remedy in f"{problem.reason} {problem.remedy}"
    assert problem.reason.endswith(".")
    assert problem.value is not None


def test_the_refused_value_is_shown_shortened() -> None:
    assert problems(brand_delay=delay(366))[0].value == "366"
    shown = problems(sender_name="é" * 500)[0].value
    assert shown is not None
    assert shown.startswith('"éé')
    assert len(shown) <= 81


def test_every_mistake_is_told_at_once() -> None:
    found = problems(brand_delay=delay(366), country="ZZ", cap={"period_days": 0})
    assert [problem.field for problem in found] == [
        "settings.country",
        "settings.brand_delay.days",
        "settings.cap.period_days",
    ]


def test_a_field_left_out_is_missed() -> None:
    document = a_document()
    del document["cap"]
    with pytest.raises(InvalidSettingsError) as refused:
        read_body(Preview, {"settings": document})
    (problem,) = refused.value.problems
    assert (problem.field, problem.value) == ("settings.cap", None)
    assert "send all of it back" in problem.remedy


ACCEPTED: list[tuple[dict[str, Any], str, Callable[[Collection], object], object]] = [
    ({"reply_to": " Hello@SHOP.example "}, "reply_to", lambda c: c.reply_to, "Hello@shop.example"),
    (
        {"forbidden_domains": ["Marketplace.Amazon.*"]},
        "pattern",
        lambda c: c.forbidden_domains,
        ("marketplace.amazon.*",),
    ),
    (
        {"send_window": window(opens="00:00", closes="24:00")},
        "all day",
        lambda c: c.send_window and c.send_window.closes,
        1440,
    ),
    ({"send_window": window(weekdays=[5, 1])}, "days", lambda c: c.send_window and c.send_window.weekdays, (1, 5)),
    (
        {"first_email_texts": own(introduction="Bonjour. Merci !\r\nÀ bientôt…")},
        "lines",
        lambda c: c.first_email_texts[0].introduction,
        "Bonjour. Merci !\nÀ bientôt…",
    ),
    ({"reminders": [{"delay": delay(7)}] * 3}, "same reminders", lambda c: len(c.reminders), 3),
    ({"reminders": [{"delay": delay(1, 0)}]}, "one day", lambda c: c.reminders[0].delay.hours, 0),
    ({"sender_name": "Zoé & l'équipe 🙂"}, "sender", lambda c: c.sender_name, "Zoé & l'équipe 🙂"),
    ({"languages": []}, "any language", lambda c: c.languages, ()),
]


@pytest.mark.parametrize(("changes", "about", "read", "expected"), ACCEPTED, ids=lambda case: str(case)[:20])
def test_what_is_meant_is_understood(
    changes: dict[str, Any], about: str, read: Callable[[Collection], object], expected: object
) -> None:
    assert read(accepted(**changes)) == expected


@pytest.mark.parametrize(
    "body", [None, [], "x", 3, {}, {"settings": None}, {"settings": []}, {"settings": {"name": {"a": [1]}}}]
)
def test_a_body_of_another_shape_is_refused_in_words(body: object) -> None:
    with pytest.raises(InvalidSettingsError) as refused:
        read_body(Preview, body)
    assert all(problem.remedy for problem in refused.value.problems)
    assert refused.value.problems[0].field in ("body", "settings", "settings.name")


def test_a_change_says_from_which_version_and_to_what_it_applies() -> None:
    change = read_body(Change, {"version": 3, "settings": a_document(), "apply_to": "scheduled", "note": " Noël "})
    assert (change.version, change.apply_to, change.note) == (3, ApplyTo.SCHEDULED, "Noël")
    assert read_body(Undo, {"version": 3}).apply_to is ApplyTo.FUTURE
    with pytest.raises(InvalidSettingsError, match=r"^version: .*missing"):
        read_body(Change, {"settings": a_document()})
    with pytest.raises(InvalidSettingsError, match="apply_to"):
        read_body(Undo, {"version": 1, "apply_to": "all"})
