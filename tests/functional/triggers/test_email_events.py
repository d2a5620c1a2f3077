"""SES's events through the real function: what is learnt, counted, kept, and what ends in the dead letters."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

import app as suivi_app
from chalicelib.bootstrap import wiring
from chalicelib.domain.collection import OpenTracking
from chalicelib.domain.facts import FactKind
from chalicelib.domain.review_request import ReviewRequest, SendState
from chalicelib.domain.send_protocol import claim, record_sent
from chalicelib.observability import metrics
from tests.builders import WEBSITE_ID, a_collection, a_rules
from tests.functional.triggers.test_triggers import Context, accepted, failed, sqs, told
from tests.functional.wired import Suivi

SENT_DAY = date(2024, 3, 11)
"""On which every event file says that SES took the mail."""


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The metrics that were counted, by name."""
    names: list[str] = []
    monkeypatch.setattr(metrics, "add_metric", lambda name, _unit, _value: names.append(name))
    return names


def receive(*events: dict[str, str]) -> list[str]:
    """Deliver the events; the messages that will be delivered again."""
    return failed(suivi_app.receive_email_events(sqs(*events), Context()))


def follow(suivi: Suivi, mode: OpenTracking) -> None:
    current = suivi.websites.current_settings(WEBSITE_ID)
    suivi.websites.save_settings(replace(current, collection=replace(current.collection, open_tracking=mode)))


def mail_tagged(suivi: Suivi) -> dict[str, str]:
    """The tags of the e-mail that left last."""
    return dict(suivi.mailer.accepted[-1].tags)


def test_an_unknown_kind_is_kept_once_counted_once_and_never_lost(suivi: Suivi, counted: list[str]) -> None:
    review_request_id = accepted(suivi)
    event = told("teleported", review_request_id)
    assert receive(event) == []
    assert receive(event, event) == []
    row = suivi.row(review_request_id)
    (kept,) = wiring.unknown_events.unknown_events(WEBSITE_ID, row.proof_id)
    assert (kept.kind, kept.step, kept.review_request_id) == ("Teleported", 0, review_request_id)
    assert "wormhole" in kept.body
    assert counted.count("EmailEventUnknown") == 1
    assert counted.count("EmailEventReceived") == 3


def test_a_known_kind_in_unknown_words_is_learnt_and_kept(suivi: Suivi, counted: list[str]) -> None:
    review_request_id = accepted(suivi)
    event = told("bounce_permanent", review_request_id)
    event["Message"] = event["Message"].replace('"Permanent"', '"Quarantined"')
    assert receive(event) == []
    row = suivi.row(review_request_id)
    assert row.facts.has(FactKind.SOFT_BOUNCED)
    assert [kept.kind for kept in wiring.unknown_events.unknown_events(WEBSITE_ID, row.proof_id)] == ["Bounce"]
    assert "EmailEventUnknown" in counted


def test_an_unknown_kind_about_nobody_ends_in_the_dead_letters(suivi: Suivi, counted: list[str]) -> None:
    accepted(suivi)
    assert receive(told("teleported", "01lg04oo0aapp13q2bs8q5r6z")) == ["message-0"]
    assert "EmailEventUnknown" not in counted


def _claimed(row: ReviewRequest, suivi: Suivi) -> ReviewRequest | None:
    return claim(row, step=0, now=suivi.clock.now())


@pytest.mark.parametrize("state", [SendState.PLANNED, SendState.SENDING])
def test_an_event_that_comes_before_its_send_record_is_kept(suivi: Suivi, state: SendState) -> None:
    review_request_id = accepted(suivi)
    if state is SendState.SENDING:
        suivi.store.change(WEBSITE_ID, review_request_id, lambda row: _claimed(row, suivi))
    assert suivi.row(review_request_id).send_state is state

    assert receive(told("delivery", review_request_id), told("open", review_request_id)) == []
    row = suivi.row(review_request_id)
    assert row.facts.has(FactKind.DELIVERED)
    assert row.current.status.value == "opened"
    assert (row.step, row.send_state) != (0, SendState.PLANNED), "what left is not sent again"

    now = suivi.clock.now()
    suivi.store.change(WEBSITE_ID, review_request_id, lambda one: record_sent(one, step=0, at=now, rules=a_rules()))
    after = suivi.row(review_request_id)
    assert [after.facts.get(kind) for kind in (FactKind.DELIVERED, FactKind.OPENED)] == [
        row.facts.get(kind) for kind in (FactKind.DELIVERED, FactKind.OPENED)
    ]
    assert after.current == row.current
    assert after.facts.has(FactKind.SENT)


def test_openings_are_counted_by_day_where_persons_are_not_followed(suivi: Suivi, counted: list[str]) -> None:
    review_request_id = accepted(suivi)
    suivi.send(review_request_id)
    follow(suivi, OpenTracking.AGGREGATED)
    before = suivi.row(review_request_id)
    events = [told(name, review_request_id) for name in ("open", "open_gmail_proxy", "open_bot", "click")]
    assert receive(*events) == []
    assert suivi.row(review_request_id) == before
    assert wiring.open_counts.aggregated_opens(WEBSITE_ID, SENT_DAY, SENT_DAY) == {SENT_DAY: 2}
    assert counted.count("EmailOpeningDropped") == 4


def test_openings_that_still_come_are_dropped_once_nobody_is_followed(suivi: Suivi, counted: list[str]) -> None:
    review_request_id = accepted(suivi)
    suivi.send(review_request_id)
    follow(suivi, OpenTracking.OFF)
    before = suivi.row(review_request_id)
    assert receive(told("open", review_request_id)) == []
    assert suivi.row(review_request_id) == before
    assert wiring.open_counts.aggregated_opens(WEBSITE_ID, SENT_DAY, SENT_DAY) == {}
    assert counted.count("EmailOpeningDropped") == 1


def _with_tags(event: dict[str, str], tags: dict[str, str]) -> dict[str, str]:
    message: dict[str, Any] = json.loads(event["Message"])
    message["mail"]["tags"].update({name: [value] for name, value in tags.items()})
    return {**event, "Message": json.dumps(message)}


def test_what_was_promised_with_the_mail_is_kept_after_the_settings_changed(suivi: Suivi) -> None:
    follow(suivi, OpenTracking.AGGREGATED)
    review_request_id = accepted(suivi)
    suivi.send(review_request_id)
    tags = mail_tagged(suivi)
    assert tags["opens"] == "aggregated"
    follow(suivi, OpenTracking.INDIVIDUAL)

    assert receive(_with_tags(told("open", review_request_id), tags)) == []

    assert suivi.row(review_request_id).current.status.value == "sent"
    assert wiring.open_counts.aggregated_opens(WEBSITE_ID, SENT_DAY, SENT_DAY) == {SENT_DAY: 1}


@pytest.mark.parametrize("mode", OpenTracking)
def test_the_pixel_is_left_out_of_mails_whose_openings_are_not_followed(suivi: Suivi, mode: OpenTracking) -> None:
    follow(suivi, mode)
    suivi.send(accepted(suivi))
    assert suivi.mailer.accepted[-1].tracks_opens == (mode is not OpenTracking.OFF)


def test_an_opening_of_nobody_ends_in_the_dead_letters_whatever_is_followed(suivi: Suivi) -> None:
    for mode in OpenTracking:
        follow(suivi, mode)
        assert receive(told("open", "01lg04oo0aapp13q2bs8q5r6z")) == ["message-0"]


def test_the_settings_of_a_new_website_follow_openings_one_by_one() -> None:
    assert a_collection().open_tracking is OpenTracking.INDIVIDUAL
