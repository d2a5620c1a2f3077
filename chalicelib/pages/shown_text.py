"""Making text written by merchants and customers safe to show: one line, bounded, unable to pass for something else."""

import re

# Control characters (CR and LF would start a new mail header) and line separators become a space.
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# Invisible characters that reorder or hide text; the joiners of emoji and Indic scripts (U+200C, U+200D) stay.
_INVISIBLE = re.compile(
    r"[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]+"
)
# SES and template engines read doubled braces; a name never needs them (reliability.md 9B).
_DOUBLED_BRACES = re.compile(r"([{}])[{}]+")
_LINK_LIKE = re.compile(r"[/\\@<>]|www\.|\w\.\w{2,}", re.IGNORECASE)

ELLIPSIS = "…"


def single_line(text: str, max_length: int) -> str:
    """`text` on one line of at most `max_length` characters, without controls, hidden characters or `{{`."""
    line = _INVISIBLE.sub("", _BREAKS.sub(" ", text))
    line = " ".join(_DOUBLED_BRACES.sub(r"\1", line).split())
    if len(line) <= max_length:
        return line
    return line[: max_length - 1].rstrip() + ELLIPSIS


def greeting_name(first_name: str) -> str:
    """The first name as greeted, or "" when it looks like an address.

    Whoever creates an account at a merchant chooses this text, and mail readers turn "shop.example" into a link: our
    mail would carry a stranger's link under our name.
    """
    name = single_line(first_name, 60)
    return "" if _LINK_LIKE.search(name) else name


def https_url(url: str | None) -> str | None:
    """`url` when it is an https address without blanks or quotes, else None: other pictures are not shown."""
    if url and re.fullmatch(r"https://[^\s\"'<>\\{}]{1,2000}", url):
        return url
    return None
