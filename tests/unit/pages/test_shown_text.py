"""Text of strangers made safe to show, and the public name of an author."""

import pytest

from chalicelib.pages.author_name import author_name
from chalicelib.pages.shown_text import https_url, single_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Maison\r\nBcc: x", "Maison Bcc: x"),
        ("  a \t b\u2028c\x00d ", "a b c d"),
        ("{{ses:openTracker}}", "{ses:openTracker}"),
        ("{{{{x}}}}", "{x}"),
        ("{}{%", "{%"),
        ("pay\u202egnp.exe", "paygnp.exe"),
        ("família 👩\u200d👧", "família 👩\u200d👧"),
        ("abcdefghijk", "abcdefghi…"),
    ],
)
def test_text_comes_out_on_one_short_line(text: str, shown: str) -> None:
    limit = 10 if text.startswith("abc") else 100
    assert single_line(text, limit) == shown


@pytest.mark.parametrize("url", ["http://a.example/x", "javascript:1", "https://", 'https://a/"x', "https://a/ b", ""])
def test_other_addresses_than_plain_https_are_dropped(url: str) -> None:
    assert https_url(url) is None


@pytest.mark.parametrize(
    ("first", "last", "full", "initials"),
    [
        ("Marie", "Durand", "Marie D.", "M. D."),
        ("zoé", "o'Brien", "zoé O.", "Z. O."),
        ("Ana", "", "Ana", "A."),
        ("", "Silva", "S.", "S."),
        ("Luc", " 'élan", "Luc É.", "L. É."),
    ],
)
def test_the_last_name_is_never_shown_in_full(first: str, last: str, full: str, initials: str) -> None:
    assert author_name(first, last, initials_only=False) == full
    assert author_name(first, last, initials_only=True) == initials
