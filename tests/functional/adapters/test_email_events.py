"""What SES told beyond facts: events we do not know, and openings without persons."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.domain.errors import WebsiteNotFoundError
from chalicelib.domain.unknown_event import UnknownEvent
from chalicelib.usecases.email_event_ports import OpenCounts, UnknownEvents
from tests.builders import NOW, OTHER_WEBSITE_ID, WEBSITE_ID

PROOF = "0123456789abcdef"
TELEPORTED = UnknownEvent(
    "Teleported", NOW, 1, "0a1b2c3d4e5f", '{"eventType": "Teleported"}', "01lg04oo0aapp13q2bs8q5r6l"
)
DAY = date(2026, 3, 29)


def test_an_unknown_event_is_kept_once_and_as_it_was(unknown_events: UnknownEvents) -> None:
    assert unknown_events.keep(WEBSITE_ID, PROOF, TELEPORTED)
    assert not unknown_events.keep(WEBSITE_ID, PROOF, TELEPORTED)
    assert unknown_events.unknown_events(WEBSITE_ID, PROOF) == [TELEPORTED]


def test_unknown_events_come_by_kind_and_in_time_order(unknown_events: UnknownEvents) -> None:
    later = replace(TELEPORTED, at=NOW + timedelta(hours=1), fingerprint="000000000000")
    beamed = replace(later, kind="Beamed")
    at_once = replace(TELEPORTED, fingerprint="ffffffffffff")
    for event in (later, at_once, beamed, TELEPORTED):
        assert unknown_events.keep(WEBSITE_ID, PROOF, event)
    assert list(unknown_events.unknown_events(WEBSITE_ID, PROOF)) == [beamed, TELEPORTED, at_once, later]


def test_unknown_events_stand_with_their_proof_and_website(unknown_events: UnknownEvents) -> None:
    unknown_events.keep(WEBSITE_ID, PROOF, TELEPORTED)
    assert list(unknown_events.unknown_events(OTHER_WEBSITE_ID, PROOF)) == []
    assert list(unknown_events.unknown_events(WEBSITE_ID, "fedcba9876543210")) == []


def test_openings_are_counted_per_day_of_sending_and_website(open_counts: OpenCounts) -> None:
    for day in (DAY, DAY, DAY + timedelta(days=2), DAY - timedelta(days=1)):
        open_counts.add_open(WEBSITE_ID, day)
    open_counts.add_open(OTHER_WEBSITE_ID, DAY)
    found = open_counts.aggregated_opens(WEBSITE_ID, DAY, DAY + timedelta(days=2))
    assert dict(found) == {DAY: 2, DAY + timedelta(days=2): 1}
    assert dict(open_counts.aggregated_opens(OTHER_WEBSITE_ID, DAY, DAY)) == {DAY: 1}


def test_days_the_wrong_way_round_hold_nothing(open_counts: OpenCounts) -> None:
    open_counts.add_open(WEBSITE_ID, DAY)
    assert dict(open_counts.aggregated_opens(WEBSITE_ID, DAY, DAY - timedelta(days=1))) == {}


def test_what_is_no_website_is_no_key(request: pytest.FixtureRequest) -> None:
    from chalicelib.adapters.dynamodb_email_events import DynamoDBOpenCounts

    with pytest.raises(WebsiteNotFoundError):
        DynamoDBOpenCounts(request.getfixturevalue("table_name")).add_open("W#1", DAY)
