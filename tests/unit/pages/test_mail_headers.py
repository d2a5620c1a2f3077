"""The one-click headers: what RFC 8058 asks and what SES accepts."""

import pytest

from chalicelib.pages.headers import list_unsubscribe_headers


def test_both_headers_of_rfc_8058_are_given() -> None:
    assert list_unsubscribe_headers("https://avis.example.com/u/token") == (
        ("List-Unsubscribe", "<https://avis.example.com/u/token>"),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
    )


def test_the_longest_address_still_fits_what_ses_accepts() -> None:
    url = "https://avis.example.com/" + "a" * (993 - len("https://avis.example.com/"))
    values = [value for _, value in list_unsubscribe_headers(url)]
    assert max(map(len, values)) == 995
    assert all(value.isascii() and value.isprintable() for value in values)
    with pytest.raises(ValueError, match="993"):
        list_unsubscribe_headers(url + "a")


@pytest.mark.parametrize(
    "url",
    [
        "https://avis.example.com/u/a\r\nBcc: x@example.com",
        "https://avis.example.com/u/é",
        "https://avis.example.com/u/a b",
        "https://avis.example.com/u/a>,<https://evil.example",
        "mailto:stop@example.com",
        "",
    ],
)
def test_an_address_that_could_break_the_header_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="one-click"):
        list_unsubscribe_headers(url)
