"""Explanations: kept as text on the row, read as sentences in both languages."""

from datetime import UTC, datetime
from string import Formatter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain import explanation
from chalicelib.domain.delays import Delay
from chalicelib.domain.explanation import Because, Explanation, from_text, to_text
from chalicelib.domain.explanation_sentences import SENTENCES, sentences

PARIS = ZoneInfo("Europe/Paris")
AT = datetime(2026, 11, 23, 23, 30, 15, 250_000, tzinfo=UTC)
EXAMPLES = {"delay": "P7DT3H", "instant": "2026-11-23T23:30:15Z", "channel": "offline", "": "3"}


def placeholders(sentence: str) -> dict[int, str]:
    return {int(name): kind or "" for _, name, kind, _ in Formatter().parse(sentence) if name is not None}


def test_every_code_has_its_sentences() -> None:
    names = {
        name: value
        for name, value in vars(explanation).items()
        if name.isupper() and isinstance(value, str) and not name.startswith("_")
    }
    assert set(names.values()) == set(SENTENCES)
    assert len(set(names.values())) == len(names)


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_both_languages_tell_the_same_values_and_leave_none_out(code: str) -> None:
    french, english = map(placeholders, SENTENCES[code])
    assert french == english
    assert sorted(french) == list(range(len(french)))
    because = Because(code, tuple(EXAMPLES[french[index]] for index in sorted(french)))
    for language in ("fr", "en"):
        (sentence,) = sentences((because,), language, PARIS)
        assert sentence.endswith(".")
        assert "{" not in sentence
        assert "2026-" not in sentence


def test_dates_are_told_on_the_website_s_clock() -> None:
    moved = (explanation.window(AT),)
    assert sentences(moved, "fr", PARIS) == (
        "Prévu le 24 novembre 2026 à 00:30, hors de vos plages d'envoi : déplacé à la première ouverture.",
    )
    assert sentences(moved, "en", ZoneInfo("America/New_York")) == (
        "Planned for 23 November 2026 at 18:30, outside your send window: moved to its first opening.",
    )
    first = (explanation.window(datetime(2026, 8, 1, 10, tzinfo=UTC)),)
    assert "1er août 2026 à 12:00" in sentences(first, "fr", PARIS)[0]


@pytest.mark.parametrize(
    ("delay", "french", "english"),
    [
        (Delay(), "aucun", "none"),
        (Delay(1), "1 jour", "1 day"),
        (Delay(7, 1), "7 jours et 1 heure", "7 days and 1 hour"),
        (Delay(hours=36), "36 heures", "36 hours"),
    ],
)
def test_delays_are_told_in_words(delay: Delay, french: str, english: str) -> None:
    because = (Because(explanation.ACCOUNT_DELAY, (explanation.delay(delay),)),)
    assert sentences(because, "fr", PARIS) == (f"Délai de vos réglages : {french}.",)
    assert sentences(because, "en", PARIS) == (f"Delay of your settings: {english}.",)


def test_a_rule_is_told_by_what_it_speaks_of() -> None:
    rules = (
        Because(explanation.SHOP_RULE, ("P1DT0H", "Lille {0}")),
        Because(explanation.CHANNEL_RULE, ("P1DT0H", "offline")),
    )
    assert sentences(rules, "fr", PARIS) == (
        "Délai de la règle pour la boutique Lille {0} : 1 jour.",
        "Délai de la règle pour les achats en magasin : 1 jour.",
    )


def test_a_newer_version_s_code_stands_for_itself() -> None:
    assert sentences((Because("unheard_of", ("x",)),), "en", PARIS) == ("unheard_of",)


def test_the_text_of_a_row_is_short() -> None:
    both = (Because(explanation.FEED_DELAY, (explanation.delay(Delay(7)),)), explanation.window(AT))
    assert to_text(both) == "feed;P7DT0H|window;2026-11-23T23:30:15Z"
    assert to_text(()) == ""


@given(
    st.lists(
        st.builds(
            Because,
            st.sampled_from(sorted(SENTENCES)),
            st.lists(st.text(st.characters(exclude_categories=["Cs"]))).map(tuple),
        )
    ).map(tuple)
)
def test_what_was_written_is_read_again(written: Explanation) -> None:
    assert from_text(to_text(written)) == written
