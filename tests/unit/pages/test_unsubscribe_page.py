"""The unsubscribe page: two choices by POST only, and a clear word once one holds."""

import pytest

from chalicelib.domain.proof import LANGUAGES
from chalicelib.pages.unsubscribe import (
    UnsubscribePage,
    UnsubscribeScope,
    parse_unsubscribe_scope,
    render_unsubscribe,
)
from tests.unit.pages.examples import HOSTILE, Page, read

MERCHANT, ALL = UnsubscribeScope.MERCHANT, UnsubscribeScope.ALL


def shown(
    suggested: UnsubscribeScope = MERCHANT,
    *,
    opted_out: frozenset[UnsubscribeScope] = frozenset(),
    just_done: UnsubscribeScope | None = None,
    language: str = "en",
) -> Page:
    """The page as read back from its HTML."""
    page = UnsubscribePage(language, "Maison Martin & Fils", suggested, opted_out, just_done)
    return read(render_unsubscribe(page))


def choices(page: Page) -> list[str | None]:
    return [button.attributes["value"] for button in page.all("button", name="scope", type="submit")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_scopes_are_offered_by_post_only(language: str) -> None:
    page = shown(language=language)
    assert choices(page) == ["merchant", "all"]
    assert [form.attributes for form in page.all("form")] == [{"method": "post"}, {"method": "post"}]
    assert page.all("script") == page.all("a") == page.all("img") == []
    assert "Maison Martin & Fils" in page.text


def test_the_scope_of_the_followed_link_comes_first() -> None:
    assert choices(shown(ALL)) == ["all", "merchant"]


@pytest.mark.parametrize(
    ("just_done", "sentence", "left"),
    [
        (MERCHANT, "You no longer receive review requests from Maison Martin & Fils.", ["all"]),
        (ALL, "You no longer receive review requests sent through Suivi, whichever the merchant.", []),
    ],
)
def test_a_choice_is_confirmed_and_only_the_wider_one_stays_open(
    just_done: UnsubscribeScope, sentence: str, left: list[str]
) -> None:
    page = shown(just_done=just_done)
    assert sentence in page.text
    assert "Your choice has been recorded." in page.text
    assert choices(page) == left


@pytest.mark.parametrize("opted_out", [frozenset({ALL}), frozenset({MERCHANT, ALL})])
def test_someone_already_opted_out_is_told_so(opted_out: frozenset[UnsubscribeScope]) -> None:
    page = shown(opted_out=opted_out)
    assert "You no longer receive review requests sent through Suivi" in page.text
    assert "has been recorded" not in page.text
    assert choices(page) == []


def test_stopping_one_merchant_after_all_still_says_all() -> None:
    assert "sent through Suivi, whichever" in shown(opted_out=frozenset({ALL}), just_done=MERCHANT).text


def test_a_hostile_merchant_name_injects_nothing() -> None:
    page = read(render_unsubscribe(UnsubscribePage("fr", HOSTILE, MERCHANT)))
    assert page.all("script") == []
    assert len(page.all("form")) == 2


@pytest.mark.parametrize(
    ("fields", "scope"),
    [
        ({"scope": ["merchant"]}, MERCHANT),
        ({"scope": ["all"]}, ALL),
        ({"scope": ["everything"]}, None),
        ({"List-Unsubscribe": ["One-Click"]}, None),
        ({}, None),
    ],
)
def test_the_posted_scope_is_read(fields: dict[str, list[str]], scope: UnsubscribeScope | None) -> None:
    assert parse_unsubscribe_scope(fields) is scope
