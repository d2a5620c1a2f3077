"""The mail headers that let a mail reader offer unsubscription by one click (RFC 2369 and RFC 8058)."""

import re

# SES accepts printable ASCII header values of at most 995 characters (reliability.md 1.1).
_MAX_LENGTH = 995
_HEADER_URL = re.compile(r"https?://[!-;=?-~]+")


def list_unsubscribe_headers(one_click_url: str) -> tuple[tuple[str, str], ...]:
    """The two headers of RFC 8058. The mail reader POSTs `List-Unsubscribe=One-Click` to the address, without a cookie.

    Raises:
        ValueError: the address is not plain ASCII http(s), holds a blank, control or angle bracket, or is too long.
    """
    value = f"<{one_click_url}>"
    if not _HEADER_URL.fullmatch(one_click_url) or len(value) > _MAX_LENGTH:
        raise ValueError("The one-click address must be a plain ASCII http(s) URL of at most 993 characters.")
    return (("List-Unsubscribe", value), ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
