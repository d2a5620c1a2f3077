"""Dates as merchants write them (domain.md 1.3)."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from pydantic_core import PydanticCustomError

from chalicelib.intake.experience_dates import experience_instant
from chalicelib.intake.rejects import RejectCode
from tests.unit.intake.doors import NOW, PARIS

MIDNIGHT = datetime(2024, 3, 3, 23, 0, tzinfo=UTC)
QUARTER_PAST_TEN = datetime(2024, 3, 4, 9, 15, tzinfo=UTC)
WITH_SECONDS = datetime(2024, 3, 4, 17, 42, 10, tzinfo=UTC)


def instant(text: str, zone: ZoneInfo = PARIS, now: datetime = NOW) -> datetime:
    return experience_instant(text, zone=zone, now=now)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-04", MIDNIGHT),
        ("04/03/2024", MIDNIGHT),
        ("4/3/2024", MIDNIGHT),
        ("2024/03/04", MIDNIGHT),
        (" 2024-03-04 ", MIDNIGHT),
        ("2024-03-04 10:15", QUARTER_PAST_TEN),
        ("2024-03-04 10:15:00", QUARTER_PAST_TEN),
        ("2024-03-04T10:15:00", QUARTER_PAST_TEN),
        ("04/03/2024 10:15", QUARTER_PAST_TEN),
        ("2024/03/04 10:15", QUARTER_PAST_TEN),
        ("04/03/2024 18:42:10", WITH_SECONDS),
        ("2024-03-04T18:42:10+01:00", WITH_SECONDS),
        ("2024-03-04 18:42:10.123+0100", WITH_SECONDS),
        ("2024-03-04T18:42:10+01", WITH_SECONDS),
        ("2024-03-04T17:42:10Z", WITH_SECONDS),
        ("2024-03-04T12:12:10-05:30", WITH_SECONDS),
    ],
)
def test_accepted_formats(text: str, expected: datetime) -> None:
    read = instant(text)
    assert read == expected
    assert read.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("text", "day"),
    [("25-02-2024", 25), ("25-02-2024 10:15", 25), ("02-02-2024", 2), ("13-01-2024", 13)],
)
def test_day_first_with_dashes_when_it_can_mean_one_day_only(text: str, day: int) -> None:
    assert instant(text).astimezone(PARIS).day == day


def test_two_readings_are_refused_and_both_named() -> None:
    with pytest.raises(PydanticCustomError) as refused:
        instant("03-04-2023 10:00")
    assert refused.value.type == RejectCode.AMBIGUOUS_DATE
    assert refused.value.context == {"detail": "2023-04-03 / 2023-03-04"}


def test_slashes_are_day_first_as_documented() -> None:
    assert instant("03/04/2023").astimezone(PARIS).date().isoformat() == "2023-04-03"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2024-13-40",
        "2023-02-29",
        "12/25/2023",
        "03-25-2023",
        "2024-03-04 25:00",
        "2024-03-04 10",
        "2024-03-04 10:15:60",
        "2024-03-04T10:15:00+99:00",
        "20240304",
        "1709547300",
        "2024-W10-1",
        "٢٠٢٤-٠٣-٠٤",
        "2024-03-04; DROP",
        "24-03-04",
    ],
)
def test_anything_else_is_an_invalid_date(text: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        instant(text)
    assert refused.value.type == RejectCode.INVALID_DATE


@pytest.mark.parametrize("text", ["1970-01-01", "1999-12-31 12:00", "0024-03-04", "0001-01-01T00:00:00+14:00"])
def test_a_date_before_2000_is_a_slip(text: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        instant(text)
    assert refused.value.type == RejectCode.INVALID_DATE


def test_a_clock_may_be_ahead_by_one_day_and_no_more() -> None:
    assert instant((NOW + timedelta(days=1)).isoformat()) == NOW + timedelta(days=1)
    for late in ((NOW + timedelta(days=1, seconds=1)).isoformat(), "9999-12-31"):
        with pytest.raises(PydanticCustomError) as refused:
            instant(late)
        assert refused.value.type == RejectCode.DATE_IN_FUTURE


def test_an_instant_beyond_the_calendar_is_refused_not_raised() -> None:
    with pytest.raises(PydanticCustomError):
        instant("9999-12-31T23:59:59-12:00")


def test_the_hour_skipped_in_spring_moves_forward() -> None:
    assert instant("2023-03-26 02:30") == instant("2023-03-26 03:30")


def test_the_hour_doubled_in_autumn_is_the_first() -> None:
    assert instant("2023-10-29 02:30") == datetime(2023, 10, 29, 0, 30, tzinfo=UTC)


def test_naive_times_are_the_website_s() -> None:
    assert instant("2024-03-04 10:15", ZoneInfo("America/Sao_Paulo")) == datetime(2024, 3, 4, 13, 15, tzinfo=UTC)
