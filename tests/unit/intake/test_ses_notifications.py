"""What SES tells, in our words: every kind of event, as SES writes it (tests/events)."""

import json
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain import reasons
from chalicelib.domain.collection import OpenTracking
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.intake.ses_notifications import EmailEvent, EmailEventFormatError, parse_ses_event
from tests.unit.intake.doors import EVENTS, WEBSITE_ID

SENT_AT = datetime(2024, 3, 11, 10, 15, 0, 123000, tzinfo=UTC)
DELIVERED_AT = datetime(2024, 3, 11, 10, 15, 2, 456000, tzinfo=UTC)
BOUNCED_AT = datetime(2024, 3, 11, 10, 15, 3, 789000, tzinfo=UTC)
COMPLAINED_AT = datetime(2024, 3, 11, 12, 0, tzinfo=UTC)
OPENED_AT = datetime(2024, 3, 11, 18, 30, tzinfo=UTC)
DELAYED_AT = datetime(2024, 3, 11, 10, 45, tzinfo=UTC)

MEANINGS = {
    "ses_send": Fact(SENT_AT, FactKind.SENT),
    "ses_send_reminder": Fact(SENT_AT, FactKind.SENT, step=1),
    "ses_delivery": Fact(DELIVERED_AT, FactKind.DELIVERED),
    "ses_bounce_permanent": Fact(BOUNCED_AT, FactKind.BOUNCED, reason=reasons.HARD_BOUNCE),
    "ses_bounce_no_email": Fact(BOUNCED_AT, FactKind.BOUNCED, reason=reasons.HARD_BOUNCE),
    "ses_bounce_suppressed": Fact(BOUNCED_AT, FactKind.BOUNCED, reason=reasons.SUPPRESSED),
    "ses_bounce_on_account_suppression_list": Fact(BOUNCED_AT, FactKind.BOUNCED, reason=reasons.SUPPRESSED),
    "ses_bounce_transient": Fact(BOUNCED_AT, FactKind.SOFT_BOUNCED),
    "ses_bounce_undetermined": Fact(BOUNCED_AT, FactKind.SOFT_BOUNCED),
    "ses_complaint": Fact(COMPLAINED_AT, FactKind.COMPLAINED, reason=reasons.COMPLAINED),
    "ses_complaint_not_spam": None,
    "ses_complaint_on_account_suppression_list": Fact(COMPLAINED_AT, FactKind.BOUNCED, reason=reasons.SUPPRESSED),
    "ses_reject": Fact(SENT_AT, FactKind.FAILED, reason=reasons.CONTENT_REJECTED),
    "ses_rendering_failure": Fact(SENT_AT, FactKind.FAILED, reason=reasons.CONTENT_REJECTED),
    "ses_open": Fact(OPENED_AT, FactKind.OPENED),
    "ses_open_gmail_proxy": Fact(OPENED_AT, FactKind.OPENED),
    "ses_open_bot": Fact(OPENED_AT, FactKind.MACHINE_OPENED),
    "ses_open_apple_privacy": Fact(OPENED_AT, FactKind.MACHINE_OPENED),
    "ses_delivery_delay": Fact(DELAYED_AT, FactKind.DELAYED),
    "ses_click": Fact(OPENED_AT, FactKind.OPENED),
    "ses_click_bot": Fact(OPENED_AT, FactKind.MACHINE_OPENED),
    "ses_open_too_soon": Fact(SENT_AT + timedelta(seconds=2), FactKind.MACHINE_OPENED),
    "ses_subscription": None,
}
NOT_OURS = {"ses_identity_notification"}
UNKNOWN = {"ses_teleported"}


def text_of(name: str) -> str:
    return (EVENTS / f"{name}.json").read_text(encoding="utf-8")


def changed(name: str, **changes: Any) -> str:
    return json.dumps({**json.loads(text_of(name)), **changes})


def tagged(**tags: Any) -> str:
    event = json.loads(text_of("ses_send"))
    event["mail"]["tags"].update(tags)
    return json.dumps(event)


def test_every_event_file_has_its_meaning() -> None:
    assert {path.stem for path in EVENTS.glob("ses_*.json")} == MEANINGS.keys() | NOT_OURS | UNKNOWN


@pytest.mark.parametrize("name", MEANINGS)
def test_meaning(name: str) -> None:
    told = parse_ses_event(text_of(name))
    assert told.fact == MEANINGS[name]
    assert told.event_type == json.loads(text_of(name))["eventType"]
    assert (told.website_id, told.step) == (WEBSITE_ID, 1 if name.endswith("reminder") else 0)
    assert told.review_request_id == "0c9bis0o07v3k2m1l0n9g8f7e"
    assert told.ses_message_id.startswith("0102018e0a1b2c3d")


@pytest.mark.parametrize("name", [*MEANINGS, *UNKNOWN])
def test_personal_data_stops_here(name: str) -> None:
    told = repr(parse_ses_event(text_of(name)))
    assert "marie.durand" not in told
    assert "192.0.2." not in told
    assert "Mozilla" not in told


@pytest.mark.parametrize("name", [*MEANINGS, *UNKNOWN])
def test_what_we_understand_need_not_be_kept(name: str) -> None:
    assert (parse_ses_event(text_of(name)).unknown is None) == (name in MEANINGS)


def test_an_unknown_type_is_kept_without_the_customer() -> None:
    told = parse_ses_event(text_of("ses_teleported"))
    assert (told.event_type, told.fact, told.website_id) == ("Teleported", None, WEBSITE_ID)
    assert told.unknown is not None
    assert (told.unknown.kind, told.unknown.at, told.unknown.step) == ("Teleported", DELIVERED_AT, 0)
    body = json.loads(told.unknown.body)
    assert body["eventType"] == "Teleported"
    assert body["teleported"]["through"] == "a wormhole"
    assert body["mail"] == {"timestamp": "2024-03-11T10:15:00.123Z", "messageId": told.ses_message_id}
    for personal in ("marie", "192.0.2.77", "avis.example.com/f/", "Boutique", "iPhone"):
        assert personal not in told.unknown.body


@pytest.mark.parametrize(
    ("name", "key", "detail", "kind"),
    [
        ("ses_bounce_permanent", "bounce", {"bounceType": "Quarantined"}, FactKind.SOFT_BOUNCED),
        ("ses_complaint", "complaint", {"complaintSubType": "OnMoonList"}, FactKind.COMPLAINED),
        ("ses_complaint", "complaint", {"complaintFeedbackType": "boredom"}, FactKind.COMPLAINED),
    ],
)
def test_a_known_type_in_words_we_do_not_know_is_kept_and_understood_with_caution(
    name: str, key: str, detail: dict[str, str], kind: FactKind
) -> None:
    told = parse_ses_event(changed(name, **{key: detail}))
    assert told.fact is not None
    assert told.fact.kind is kind
    assert told.unknown is not None


def test_the_same_event_told_twice_has_one_fingerprint() -> None:
    once, again, other = (
        parse_ses_event(text).unknown
        for text in (text_of("ses_teleported"), text_of("ses_teleported"), changed("ses_teleported", more=1))
    )
    assert once == again
    assert once is not None
    assert other is not None
    assert once.fingerprint != other.fingerprint


@pytest.mark.parametrize("deep", [{"a": "x" * 100_000}, {"a": "\ud800"}, {"": [1, None, True, float("nan")]}])
def test_whatever_it_holds_it_can_be_kept(deep: object) -> None:
    unknown = parse_ses_event(changed("ses_send", eventType="¿?", more=deep)).unknown
    assert unknown is not None
    assert unknown.kind == "Unnamed"
    assert len(unknown.body.encode()) <= 20_000


def test_a_bottomless_event_is_kept_or_refused_by_name() -> None:
    nested = changed("ses_send", eventType="Deep", more=0).replace('"more": 0', '"more": ' + "[" * 5000 + "]" * 5000)
    try:
        assert parse_ses_event(nested).unknown is not None
    except EmailEventFormatError:
        return


@pytest.mark.parametrize(
    ("tags", "opens"),
    [
        ({}, OpenTracking.INDIVIDUAL),
        ({"opens": ["individual"]}, OpenTracking.INDIVIDUAL),
        ({"opens": ["aggregated"]}, OpenTracking.AGGREGATED),
        ({"opens": ["off"]}, OpenTracking.OFF),
        ({"opens": ["whatever"]}, OpenTracking.OFF),
        ({"opens": []}, OpenTracking.OFF),
        ({"opens": "individual"}, OpenTracking.OFF),
    ],
)
def test_what_the_mail_was_allowed_comes_back_with_the_event(tags: dict[str, object], opens: OpenTracking) -> None:
    assert parse_ses_event(tagged(**tags)).opens is opens


def test_an_open_is_judged_by_its_own_instants_alone() -> None:
    """Not by the delivery, which is another event and may come later, or never."""
    told = json.loads(text_of("ses_open_too_soon"))
    assert is_machine_open(told)
    told["open"]["timestamp"] = "2024-03-11T10:15:05.123Z"
    assert not is_machine_open(told)


def is_machine_open(event: dict[str, Any]) -> bool:
    fact = parse_ses_event(json.dumps(event)).fact
    assert fact is not None
    return fact.kind is FactKind.MACHINE_OPENED


def test_a_bounce_without_detail_is_not_final() -> None:
    told = parse_ses_event(changed("ses_bounce_permanent", bounce=None))
    assert told.fact == Fact(SENT_AT, FactKind.SOFT_BOUNCED)


def test_an_instant_without_zone_is_utc_wherever_it_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        told = parse_ses_event(changed("ses_delivery", delivery={"timestamp": "2024-03-11T10:15:02.456"}))
    finally:
        monkeypatch.undo()
        time.tzset()
    assert told.fact == Fact(DELIVERED_AT, FactKind.DELIVERED)


@pytest.mark.parametrize(
    "message",
    [
        "",
        "Successfully validated SNS topic for Amazon SES event publishing.",
        "[]",
        "3",
        "{}",
        '{"eventType": "Send"}',
        '{"eventType": "Send", "mail": []}',
        "[" * 100_000,
        text_of("ses_identity_notification"),
        tagged(wid=None),
        tagged(rid=[]),
        tagged(rid=[""]),
        tagged(wid="not-an-array"),
        tagged(step=["first"]),
        tagged(step=["-1"]),
        tagged(step=["²"]),
        tagged(step=["1" * 5000]),
        changed("ses_delivery", delivery={"timestamp": "yesterday"}),
        changed("ses_delivery", delivery={"timestamp": "0001-01-01T00:00:00+14:00"}),
        changed("ses_delivery", delivery={"timestamp": 1710152102}),
    ],
    ids=lambda message: message[:20],
)
def test_what_is_no_event_of_ours_is_refused_by_name(message: str) -> None:
    with pytest.raises(EmailEventFormatError) as refused:
        parse_ses_event(message)
    assert refused.value.code == "invalid_email_event"
    assert "marie.durand" not in refused.value.message


def test_events_arrive_in_sqs_wrapped_by_sns() -> None:
    batch = json.loads((EVENTS / "sqs_email_events.json").read_bytes())
    told = [parse_ses_event(json.loads(record["body"])["Message"]) for record in batch["Records"]]
    assert [one.event_type for one in told] == ["Send", "Delivery"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(MEANINGS)), st.sampled_from(["mail", "eventType", "bounce", "open", "complaint"]), JSON)
def test_a_broken_event_is_read_or_refused_by_name(name: str, key: str, value: object) -> None:
    try:
        assert isinstance(parse_ses_event(changed(name, **{key: value})), EmailEvent)
    except EmailEventFormatError:
        return
