"""The bucket: the rate and never more, whatever the ticks do."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.token_bucket import GRANT_SECONDS, OVERLAP_SECONDS, Bucket
from tests.builders import NOW


def at(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def test_the_first_grant_is_one_minute_of_the_rate() -> None:
    grant = Bucket().grant(11.2, NOW)
    assert grant is not None
    assert (grant.emails, grant.starts_in) == (672, 0.0)


def test_however_long_nothing_was_granted_it_is_one_minute_of_the_rate() -> None:
    grant = Bucket(spoken_for_until=at(-6 * 3600)).grant(11.2, NOW)
    assert grant is not None
    assert grant.emails == 672


def test_nothing_is_granted_while_the_earlier_grant_still_leaves() -> None:
    assert Bucket(spoken_for_until=at(OVERLAP_SECONDS + 0.1)).grant(10, NOW) is None
    late = Bucket(spoken_for_until=at(OVERLAP_SECONDS)).grant(10, NOW)
    assert late is not None
    assert (late.emails, late.starts_in) == ((GRANT_SECONDS - OVERLAP_SECONDS) * 10, OVERLAP_SECONDS)


def test_what_was_not_taken_was_never_gone() -> None:
    bucket = Bucket()
    grant = bucket.grant(10, NOW)
    assert grant is not None
    assert bucket.after_tick(grant, 50, hand=None, now=NOW).spoken_for_until == at(5)
    assert bucket.after_tick(grant, 0, hand=None, now=NOW).spoken_for_until is None


@given(
    ticks=st.lists(
        st.tuples(st.floats(0, 90) | st.floats(48, 62), st.floats(0, 1), st.sampled_from([0.5, 8.0, 400.0])),
        max_size=30,
    ),
)
def test_no_two_grants_speak_for_the_same_second(ticks: list[tuple[float, float, float]]) -> None:
    bucket, now, spoken_until = Bucket(), NOW, NOW
    for wait, share, rate in ticks:
        now += timedelta(seconds=wait)
        grant = bucket.grant(rate, now)
        if grant is None:
            continue
        taken = int(grant.emails * share)
        first = now + timedelta(seconds=grant.starts_in)
        assert first >= spoken_until - timedelta(milliseconds=1) or not taken
        bucket = bucket.after_tick(grant, taken, hand=None, now=now)
        if taken:
            spoken_until = first + timedelta(seconds=taken / rate)
            assert spoken_until <= now + timedelta(seconds=GRANT_SECONDS)
