"""The governor's memory: the fake and the table do the same."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.errors import WebsiteNotFoundError
from chalicelib.domain.reputation import Counts
from chalicelib.domain.sending import (
    ALL_WEBSITES,
    FreshStart,
    Pause,
    PauseOrigin,
    Resumption,
    SendingState,
    paused,
    resumed,
    warming_up,
)
from chalicelib.domain.token_bucket import Bucket
from chalicelib.usecases.governor_ports import Governor, TickNote
from tests.builders import NOW, OTHER_WEBSITE_ID, WEBSITE_ID
from tests.fakes import FakeGovernor
from tests.functional.adapters.sdk_faults import answer, inject, lost_answer

TODAY = NOW.date()
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
PAUSE = Pause(PauseOrigin.MANUAL, "anna", "wrong text – réf. 7", NOW)


@pytest.fixture(params=["fake", "dynamodb"])
def governor(request: pytest.FixtureRequest) -> Governor:
    """One that remembers nothing yet."""
    if request.param == "fake":
        return FakeGovernor()
    from chalicelib.adapters.dynamodb_governor import DynamoDBGovernor

    return DynamoDBGovernor(request.getfixturevalue("table_name"))


def test_the_bucket_is_empty_at_first_and_kept(governor: Governor) -> None:
    assert governor.bucket() == Bucket()
    full = Bucket(NOW + timedelta(milliseconds=37_500), "001764000000#w~", NOW, 11.2)
    assert governor.save_bucket(full)
    assert governor.bucket() == replace(full, version=1)
    assert governor.save_bucket(Bucket(version=1))
    assert governor.bucket() == Bucket(version=2)


def test_of_two_who_read_the_same_bucket_one_writes(governor: Governor) -> None:
    read = governor.bucket()
    with ThreadPoolExecutor(8) as pool:
        written = list(pool.map(lambda n: governor.save_bucket(replace(read, per_second=float(n))), range(8)))
    assert written.count(True) == 1
    assert governor.bucket().per_second == float(written.index(True))
    assert not governor.save_bucket(read)


def test_states_of_all_websites_are_read_together(governor: Governor) -> None:
    assert governor.sending_states() == {}
    governor.change_sending(WEBSITE_ID, lambda state: paused(state, PAUSE))
    governor.change_sending(OTHER_WEBSITE_ID, lambda state: warming_up(state, TODAY))
    governor.change_sending(ALL_WEBSITES, lambda state: paused(state, PAUSE))
    assert governor.sending_states() == {
        WEBSITE_ID: SendingState(WEBSITE_ID, PAUSE, version=1),
        OTHER_WEBSITE_ID: SendingState(OTHER_WEBSITE_ID, warm_up_started_on=TODAY, version=1),
        ALL_WEBSITES: SendingState(ALL_WEBSITES, PAUSE, version=1),
    }


def test_a_state_keeps_everything_it_knows(governor: Governor) -> None:
    automatic = replace(PAUSE, origin=PauseOrigin.AUTOMATIC)
    resumption, start = Resumption("ben", "list cleaned", NOW), FreshStart(TODAY, Counts(7, 2, 1))
    governor.change_sending(WEBSITE_ID, lambda state: paused(state, automatic))
    after = governor.change_sending(WEBSITE_ID, lambda state: resumed(state, resumption, fresh_start=start))
    assert after == SendingState(WEBSITE_ID, None, resumption, None, start, version=2)
    assert governor.sending_states() == {WEBSITE_ID: after}


def test_what_changes_nothing_writes_nothing(governor: Governor) -> None:
    governor.change_sending(WEBSITE_ID, lambda state: state)
    assert governor.sending_states() == {}
    first = governor.change_sending(WEBSITE_ID, lambda state: paused(state, PAUSE))
    assert governor.change_sending(WEBSITE_ID, lambda state: paused(state, replace(PAUSE, by="ben"))) == first


def test_a_pause_of_all_stops_each(governor: Governor) -> None:
    assert governor.pause_of(WEBSITE_ID, now=NOW) is None
    governor.change_sending(ALL_WEBSITES, lambda state: paused(state, PAUSE))
    assert governor.pause_of(WEBSITE_ID, now=NOW) == PAUSE
    own = replace(PAUSE, reason="its own")
    governor.change_sending(WEBSITE_ID, lambda state: paused(state, own))
    assert governor.pause_of(WEBSITE_ID, now=NOW) == own
    assert governor.pause_of(OTHER_WEBSITE_ID, now=NOW) == PAUSE


def note(website_id: str = WEBSITE_ID, released: int = 5, *, days: int = 0) -> TickNote:
    return TickNote(website_id, NOW + days * DAY, released, waiting=released + 1, more=True, per_second=0.25)


def test_released_emails_add_up_over_a_day_and_the_last_note_stands(governor: Governor) -> None:
    governor.note_tick([note(), note(OTHER_WEBSITE_ID, 3), note(ALL_WEBSITES, 8)])
    governor.note_tick([note(released=2)])
    governor.note_tick([])
    governor.note_tick([note(released=9, days=1)])
    assert governor.note_of(WEBSITE_ID, TODAY) == replace(note(released=2), released=7)
    assert governor.note_of(WEBSITE_ID, TODAY - DAY) is None
    assert governor.sent_on(TODAY, [WEBSITE_ID, OTHER_WEBSITE_ID, ALL_WEBSITES]) == {
        WEBSITE_ID: 7,
        OTHER_WEBSITE_ID: 3,
        ALL_WEBSITES: 8,
    }
    assert governor.sent_on(TODAY - DAY, [WEBSITE_ID]) == {}
    assert governor.sent_on(TODAY, []) == {}


def test_a_day_without_a_tick_has_counts_and_no_note(governor: Governor) -> None:
    governor.count(WEBSITE_ID, TODAY, Counts(bounced=1))
    assert governor.note_of(WEBSITE_ID, TODAY) is None
    assert governor.sent_on(TODAY, [WEBSITE_ID]) == {WEBSITE_ID: 0}


def test_counts_of_a_window_are_those_of_its_days_both_ends_included(governor: Governor) -> None:
    for days in range(4):
        governor.count(WEBSITE_ID, TODAY - days * DAY, Counts(10, days, 0))
    governor.count(WEBSITE_ID, TODAY, Counts(complained=2))
    governor.count(OTHER_WEBSITE_ID, TODAY, Counts(1, 1, 1))
    assert governor.counts(WEBSITE_ID, since=TODAY - 2 * DAY, until=TODAY) == {
        TODAY - 2 * DAY: Counts(10, 2, 0),
        TODAY - DAY: Counts(10, 1, 0),
        TODAY: Counts(10, 0, 2),
    }


# ---- the table alone -------------------------------------------------------------------------------------------------
def test_counts_by_several_at_once_are_all_there(table_name: str) -> None:
    from chalicelib.adapters.dynamodb_governor import DynamoDBGovernor

    governor = DynamoDBGovernor(table_name)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: governor.count(WEBSITE_ID, TODAY, Counts(bounced=1)), range(40)))
    assert governor.counts(WEBSITE_ID, since=TODAY, until=TODAY) == {TODAY: Counts(bounced=40)}


def test_a_pause_made_elsewhere_is_known_within_ten_seconds(table_name: str) -> None:
    from chalicelib.adapters.dynamodb_governor import DynamoDBGovernor

    sender, elsewhere = DynamoDBGovernor(table_name), DynamoDBGovernor(table_name)
    asked = inject(sender._client, "Query")
    assert sender.pause_of(WEBSITE_ID, now=NOW) is None
    elsewhere.change_sending(WEBSITE_ID, lambda state: paused(state, PAUSE))
    assert sender.pause_of(WEBSITE_ID, now=NOW + 9.9 * SECOND) is None
    assert len(asked) == 1
    assert sender.pause_of(WEBSITE_ID, now=NOW + 10 * SECOND) == PAUSE


def test_a_lost_answer_costs_a_grant_and_never_gives_two(table_name: str) -> None:
    from chalicelib.adapters.dynamodb_governor import DynamoDBGovernor

    governor = DynamoDBGovernor(table_name)
    inject(governor._client, "PutItem", lost_answer)
    assert not governor.save_bucket(Bucket(spoken_for_until=NOW))
    assert governor.bucket() == Bucket(spoken_for_until=NOW, version=1)


def test_a_website_that_cannot_exist_reaches_no_key(table_name: str) -> None:
    from chalicelib.adapters.dynamodb_governor import DynamoDBGovernor

    with pytest.raises(WebsiteNotFoundError):
        DynamoDBGovernor(table_name).change_sending("*#", lambda state: paused(state, PAUSE))


def test_a_throttle_is_told_as_busy(table_name: str) -> None:
    from chalicelib.adapters.dynamodb_governor import DynamoDBGovernor
    from chalicelib.domain.errors import BusyError

    governor = DynamoDBGovernor(table_name)
    slow_down = answer(400, {"__type": "com.amazonaws.dynamodb.v20120810#ThrottlingException"})
    inject(governor._client, "Query", *[slow_down] * 12)
    with pytest.raises(BusyError):
        governor.sending_states()
