"""What SES tells, in our words: every kind of event, as SES writes it (tests/events)."""

import json
import time
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain import reasons
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
    "ses_click": None,
    "ses_subscription": None,
}
NOT_OURS = {"ses_identity_notification"}


def text_of(name: str) -> str:
    return (EVENTS / f"{name}.json").read_text(encoding="utf-8")


def changed(name: str, **changes: Any) -> str:
    return json.dumps({**json.loads(text_of(name)), **changes})


def tagged(**tags: Any) -> str:
    event = json.loads(text_of("ses_send"))
    event["mail"]["tags"].update(tags)
    return json.dumps(event)


def test_every_event_file_has_its_meaning() -> None:
    assert {path.stem for path in EVENTS.glob("ses_*.json")} == MEANINGS.keys() | NOT_OURS


@pytest.mark.parametrize("name", MEANINGS)
def test_meaning(name: str) -> None:
    told = parse_ses_event(text_of(name))
    assert told.fact == MEANINGS[name]
    assert told.event_type == json.loads(text_of(name))["eventType"]
    assert (told.website_id, told.step) == (WEBSITE_ID, 1 if name.endswith("reminder") else 0)
    assert told.review_request_id == "0c9bis0o07v3k2m1l0n9g8f7e"
    assert told.ses_message_id.startswith("0102018e0a1b2c3d")


@pytest.mark.parametrize("name", MEANINGS)
def test_personal_data_stops_here(name: str) -> None:
    told = repr(parse_ses_event(text_of(name)))
    assert "marie.durand" not in told
    assert "192.0.2." not in told
    assert "Mozilla" not in told


def test_an_unknown_type_is_kept_to_be_counted() -> None:
    told = parse_ses_event(changed("ses_send", eventType="Teleported"))
    assert (told.event_type, told.fact) == ("Teleported", None)
    assert told.website_id == WEBSITE_ID


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
