"""The rules of single fields, through the one schema all doors share."""

from decimal import Decimal

import pytest

from chalicelib.domain.proof import LANGUAGES
from chalicelib.intake.rejects import RejectCode
from tests.unit.intake.fields import USUAL, accepted, refused


@pytest.mark.parametrize("field", list(USUAL))
@pytest.mark.parametrize("blank", [None, "", "  \t "])
def test_required_fields(field: str, blank: str | None) -> None:
    assert refused(**{field: blank}) == (RejectCode.MISSING_VALUE, field, None)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("#1855", "#1855"),
        (1042, "1042"),
        (88.0, "88"),
        ("  a   b ", "a b"),
        ("e\u0301", "é"),
        ("aB", "aB"),
        ("x" * 200, "x" * 200),
    ],
)
def test_references(written: object, expected: str) -> None:
    assert accepted(purchase_reference=written).purchase_reference == expected


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("x" * 201, RejectCode.TOO_LONG),
        ("a\x00b", RejectCode.INVALID_VALUE),
        ("a\u202eb", RejectCode.INVALID_VALUE),
        ("\ud800", RejectCode.INVALID_VALUE),
        (True, RejectCode.INVALID_VALUE),
        (["A-1"], RejectCode.INVALID_VALUE),
        ({"a": 1}, RejectCode.INVALID_VALUE),
    ],
)
def test_references_refused(written: object, code: RejectCode) -> None:
    assert refused(purchase_reference=written)[:2] == (code, "purchase_reference")


def test_names_lose_what_cannot_be_seen() -> None:
    fields = accepted(first_name=" Ma\x00rie\u202e\tAnne\n", last_name="O\u2019Brien\ud800")
    assert (fields.first_name, fields.last_name) == ("Marie Anne", "O\u2019Brien")


def test_joiners_belong_to_the_spelling() -> None:
    assert accepted(first_name="می\u200cخواهم").first_name == "می\u200cخواهم"


def test_a_name_of_invisible_characters_only_is_missing() -> None:
    assert refused(first_name="\x00\u200b")[:2] == (RejectCode.MISSING_VALUE, "first_name")


@pytest.mark.parametrize(("length", "fits"), [(255, True), (256, False)])
def test_names_are_bounded(length: int, fits: bool) -> None:
    if fits:
        assert accepted(last_name="x" * length).last_name == "x" * length
    else:
        assert refused(last_name="x" * length)[0] is RejectCode.TOO_LONG


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("marie.durand@example.com", "marie.durand@example.com"),
        (" Marie.Durand+avis@EXAMPLE.COM ", "Marie.Durand+avis@example.com"),
        ("a@shop.test", "a@shop.test"),
        ("a@été.fr", "a@xn--t-9fab.fr"),
        ("success@simulator.amazonses.com", "success@simulator.amazonses.com"),
    ],
)
def test_addresses_are_stored_as_ses_serves_them(written: str, stored: str) -> None:
    assert accepted(email=written).email == stored


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("tom.petit(at)example.com", RejectCode.INVALID_EMAIL),
        ("tom@localhost", RejectCode.INVALID_EMAIL),
        ("tom@test", RejectCode.INVALID_EMAIL),
        ("tom@@example.com", RejectCode.INVALID_EMAIL),
        ("Tom <tom@example.com>", RejectCode.INVALID_EMAIL),
        ("tom@example.com, eva@example.com", RejectCode.INVALID_EMAIL),
        ("tom@example.com\r\nBcc: eva@example.com", RejectCode.INVALID_EMAIL),
        ("x" * 300 + "@example.com", RejectCode.INVALID_EMAIL),
        (f"tom@{'x' * 64}.com", RejectCode.INVALID_EMAIL),
        (12, RejectCode.INVALID_EMAIL),
        ("zoé@example.com", RejectCode.NON_ASCII_EMAIL),
    ],
)
def test_addresses_refused(written: object, code: RejectCode) -> None:
    assert refused(email=written)[:2] == (code, "email")


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_languages_are_kept(language: str) -> None:
    assert accepted(language=f" {language.upper()} ").language == language


@pytest.mark.parametrize(
    ("written", "expected"), [("pl", "en"), ("gb", "en"), ("fr-FR", "en"), (5, "en"), ("", None), (None, None)]
)
def test_another_language_is_english_and_none_is_left_to_the_website(written: object, expected: str | None) -> None:
    assert accepted(language=written).language == expected


@pytest.mark.parametrize(
    ("written", "expected"), [("5", 5), (5, 5), (5.0, 5), ("0", 0), (365, 365), ("", None), (None, None)]
)
def test_delays(written: object, expected: int | None) -> None:
    fields = accepted(delay=written, delay_product=written)
    assert (fields.delay, fields.delay_product) == (expected, expected)


@pytest.mark.parametrize(
    "written", ["-1", -1, 366, "366", 1.5, "1,5", "five", True, [], float("nan"), float("inf"), "9" * 400, 10**400]
)
def test_delays_refused(written: object) -> None:
    assert refused(delay=written)[:2] == (RejectCode.INVALID_DELAY, "delay")
    assert refused(delay_product=written)[:2] == (RejectCode.INVALID_DELAY, "delay_product")


@pytest.mark.parametrize(
    ("written", "expected"),
    [(49.9, "49.9"), ("49.900000", "49.900000"), ("49,90", "49.90"), (0, "0"), (12, "12"), ("007", "7")],
)
def test_prices(written: object, expected: str) -> None:
    assert str(accepted(price=written).price) == str(Decimal(expected))


@pytest.mark.parametrize(
    "written",
    ["-1", -1, "49.90 €", "1 234,50", "1,234.50", "NaN", float("nan"), float("inf"), "1e5", True, [], 10**12, 10**400],
)
def test_prices_refused(written: object) -> None:
    assert refused(price=written)[:2] == (RejectCode.INVALID_PRICE, "price")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (True, True),
        (False, False),
        ("true", True),
        ("FALSE", False),
        (1, True),
        ("0", False),
        (None, False),
        ("", False),
    ],
)
def test_privacy(written: object, expected: bool) -> None:
    assert accepted(hide_personal_data=written).hide_personal_data is expected


@pytest.mark.parametrize("written", ["oui", 2, [], 1.0])
def test_an_unclear_wish_for_privacy_is_refused_rather_than_guessed(written: object) -> None:
    assert refused(hide_personal_data=written)[:2] == (RejectCode.INVALID_BOOLEAN, "hide_personal_data")
