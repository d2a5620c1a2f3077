"""Opt-outs as merchants bring them: every row an entry or a named reject."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from chalicelib.domain.errors import InvalidParameterError
from chalicelib.domain.opt_out import OptOutEntry
from chalicelib.intake.opt_out_lists import (
    MOST_ROWS,
    OptOutList,
    Reading,
    read_address,
    read_opt_out_csv,
    read_opt_out_json,
)

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
READING = Reading(ZoneInfo("Europe/Paris"), NOW)


def read(text: str) -> OptOutList:
    return read_opt_out_csv(text.encode(), READING)


@pytest.mark.parametrize(
    "text",
    [
        "email\na@example.com\nb@example.com\n",
        "EMAIL;opted_out_at\r\na@example.com;\r\nb@example.com;\r\n",
        '\ufeffname,email\n"Durand, A",a@example.com\nB,b@example.com\n',
        "opted_out_at\temail\n\ta@example.com\n\tb@example.com",
    ],
)
def test_a_file_is_read_by_the_names_of_its_columns(text: str) -> None:
    found = read(text)

    assert found.entries == (OptOutEntry("a@example.com"), OptOutEntry("b@example.com"))
    assert found.rejects == ()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-01-15", datetime(2026, 1, 14, 23, 0, tzinfo=UTC)),
        ("15/01/2026 12:00", datetime(2026, 1, 15, 11, 0, tzinfo=UTC)),
        ("2026-01-15T12:00:00Z", datetime(2026, 1, 15, 12, 0, tzinfo=UTC)),
        ("2026-11-23T23:00:00Z", NOW),
    ],
)
def test_dates_are_read_in_the_website_s_zone_and_never_lie_ahead(written: str, meant: datetime) -> None:
    assert read(f"email;opted_out_at\na@example.com;{written}").entries == (OptOutEntry("a@example.com", meant),)


def test_a_bad_row_is_named_and_holds_back_no_other() -> None:
    found = read("email;opted_out_at\nnobody;\na@example.com;2026-13-45\n;2026-01-15\nb@example.com;\nc@example.com\n")

    named = [(one.line, one.field, one.value, one.code.value) for one in found.rejects]
    assert named == [
        (2, "email", "nobody", "invalid_email"),
        (3, "opted_out_at", "2026-13-45", "invalid_date"),
        (4, "email", "", "missing_value"),
    ]
    assert all(one.sentence("en") and one.remedy("en") for one in found.rejects)
    assert [entry.email for entry in found.entries] == ["b@example.com", "c@example.com"]
    assert found.received == 5


def test_a_json_list_says_the_same() -> None:
    body = [{"email": "a@example.com", "opted_out_at": "2026-01-15"}, "b@example.com", {"email": 7}, {}]

    found = read_opt_out_json(body, READING)

    assert [entry.email for entry in found.entries] == ["a@example.com"]
    assert [(one.line, one.code.value) for one in found.rejects] == [
        (2, "missing_value"),
        (3, "invalid_email"),
        (4, "missing_value"),
    ]


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (b"", "body"),
        (b"\n \n", "body"),
        (b"PK\x03\x04\x00\x00", "body"),
        (b"mail\na@example.com", "email"),
        (b"email\n", "rows"),
        (b"email\n" + b"a@example.com\n" * (MOST_ROWS + 1), "rows"),
    ],
)
def test_a_file_that_cannot_be_read_as_a_whole_is_refused(content: bytes, field: str) -> None:
    with pytest.raises(InvalidParameterError) as refused:
        read_opt_out_csv(content, READING)
    assert refused.value.field == field


def test_the_longest_list_is_read() -> None:
    assert read("email\n" + "a@example.com\n" * MOST_ROWS).received == MOST_ROWS


@pytest.mark.parametrize("body", [None, {}, "a@example.com", []])
def test_json_that_is_no_filled_list_is_refused(body: object) -> None:
    with pytest.raises(InvalidParameterError):
        read_opt_out_json(body, READING)


def test_an_address_by_itself_is_read_as_in_a_proof() -> None:
    assert read_address(" Camille@EXAMPLE.com ") == "Camille@example.com"


@pytest.mark.parametrize("value", [None, "", "nobody", 7, ["a@example.com"], "é@example.com"])
def test_what_is_no_address_is_refused_by_name(value: object) -> None:
    with pytest.raises(InvalidParameterError) as refused:
        read_address(value)
    assert refused.value.field == "email"
