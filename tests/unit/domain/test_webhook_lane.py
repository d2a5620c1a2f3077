"""A lane: who owns it, what a claim that ran out may still do, and when it comes back."""

from datetime import datetime, timedelta

import pytest

from chalicelib.domain.webhook_lane import (
    BACKOFF,
    CLAIM_GOOD_FOR,
    GIVEN_UP_AFTER,
    JITTER,
    SAFETY_NET,
    Lane,
    appended,
    claimed,
    emptied,
    failed,
    hurried,
    passed,
    put_back,
)
from tests.builders import NOW
from tests.webhook_builders import a_lane_id, an_event, sequence


def a_lane(count: int = 2) -> Lane:
    lane = Lane(a_lane_id())
    for number in range(1, count + 1):
        lane = appended(lane, an_event(number), sequence(number), now=NOW)
    return lane


def taken(lane: Lane, *, now: datetime = NOW) -> Lane:
    owned = claimed(lane, now=now)
    assert owned is not None
    return owned


def test_a_claim_that_ran_out_owns_nothing_any_more() -> None:
    first = taken(a_lane())
    later = NOW + CLAIM_GOOD_FOR
    second = taken(first, now=later)
    assert second.claim != first.claim
    assert passed(second, first.claim, now=later) is None
    assert failed(second, first.claim, now=later, luck=0) is None
    assert put_back(second, first.claim, until=later) is None
    assert passed(second, second.claim, now=later) is not None


def test_a_claim_that_was_given_back_owns_nothing_any_more() -> None:
    owned = taken(a_lane())
    back = put_back(owned, owned.claim, until=NOW)
    assert back is not None
    assert passed(back, owned.claim, now=NOW) is None
    assert passed(emptied(owned), owned.claim, now=NOW) is None


def test_one_who_holds_the_lane_keeps_it_until_nothing_waits() -> None:
    owned = taken(a_lane())
    assert claimed(owned, now=NOW + CLAIM_GOOD_FOR - timedelta(seconds=1)) is None
    once = passed(owned, owned.claim, now=NOW)
    assert once is not None
    assert (once.is_claimed, once.due_at, once.head.event_id) == (True, NOW + CLAIM_GOOD_FOR, "evt_2")
    done = passed(once, owned.claim, now=NOW)
    assert done is not None
    assert (done.is_claimed, done.due_at, done.events) == (False, None, ())
    assert claimed(done, now=NOW + timedelta(days=9)) is None


def test_what_is_appended_to_a_lane_that_waits_changes_nothing_of_its_wait() -> None:
    owned = taken(a_lane(1))
    waiting = failed(owned, owned.claim, now=NOW, luck=0)
    assert waiting is not None
    longer = appended(waiting, an_event(2), sequence(2), now=NOW)
    assert (longer.due_at, longer.attempts) == (waiting.due_at, 1)
    assert appended(Lane(a_lane_id()), an_event(), sequence(1), now=NOW).due_at == NOW + SAFETY_NET


@pytest.mark.parametrize("luck", [0.0, 1.0])
def test_the_waits_are_those_of_the_table_and_a_little_more(luck: float) -> None:
    lane, now = a_lane(), NOW
    for wait in [*BACKOFF, BACKOFF[-1]]:
        owned = taken(lane, now=now)
        back = failed(owned, owned.claim, now=now, luck=luck)
        assert back is not None
        assert back.due_at == now + wait * (1 + JITTER * luck)
        lane, now = back, back.due_at


def test_nobody_waits_beyond_the_day_after_which_the_event_is_given_up() -> None:
    owned = taken(a_lane())
    late = NOW + GIVEN_UP_AFTER - timedelta(seconds=3)
    back = failed(owned, owned.claim, now=late, luck=0)
    assert back is not None
    assert back.due_at == NOW + GIVEN_UP_AFTER
    assert back.head.is_given_up(now=back.due_at)
    assert not back.head.is_given_up(now=late)


def test_a_lane_is_hurried_unless_somebody_is_at_it() -> None:
    owned = taken(a_lane())
    assert hurried(owned, now=NOW) is owned
    back = failed(owned, owned.claim, now=NOW, luck=0)
    assert back is not None
    assert claimed(back, now=NOW) is None
    assert claimed(hurried(back, now=NOW), now=NOW) is not None
