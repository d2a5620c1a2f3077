"""Every reject code has its words in both languages, filled with what was refused."""

import re

import pytest

from chalicelib.intake.rejects import EXPLANATIONS, VALUE_SHOWN, Reject, RejectCode


@pytest.mark.parametrize("code", RejectCode)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_code_says_what_is_wrong_and_what_to_do(code: RejectCode, language: str) -> None:
    reject = Reject(code, field="email", value="x{y}", detail="7")
    for text in (reject.sentence(language), reject.remedy(language)):
        assert text.strip()
        assert not re.search(r"\{(field|value|detail)\}", text)


@pytest.mark.parametrize("code", RejectCode)
def test_languages_differ(code: RejectCode) -> None:
    reject = Reject(code)
    assert reject.sentence("fr") != reject.sentence("en")
    assert reject.remedy("fr") != reject.remedy("en")


def test_another_language_is_told_in_english() -> None:
    reject = Reject(RejectCode.EMPTY_FILE)
    assert reject.sentence("de") == reject.sentence("en")


def test_a_value_is_named_but_never_longer_than_the_report_shows() -> None:
    reject = Reject(RejectCode.UNKNOWN_CHANNEL, field="channel", value="phone" * 100)
    assert reject.value is not None
    assert len(reject.value) == VALUE_SHOWN
    assert reject.value in reject.sentence("fr")


def test_braces_of_a_merchant_are_text() -> None:
    assert "{0} {value.__class__}" in Reject(RejectCode.INVALID_EMAIL, value="{0} {value.__class__}").sentence("en")


def test_only_codes_have_words() -> None:
    assert set(EXPLANATIONS) == {code.value for code in RejectCode}
