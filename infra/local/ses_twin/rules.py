"""What SES refuses in a SendEmail request, beyond its shape. Sources: sesv2 model and SES developer guide."""

import re
from collections.abc import Iterable
from typing import Any

from infra.local.ses_twin.errors import SesError, bad_request

MAX_MESSAGE_BYTES = 40 * 1024 * 1024
MAX_RECIPIENTS = 50
MAX_HEADER_LENGTH = 996
_TAG = re.compile(r"[A-Za-z0-9_-]{1,256}")
_HEADER_NAME = re.compile(r"[!-9;-~]{1,126}")
_HEADER_VALUE = re.compile(r"[ -~]{1,995}")

WRITTEN_BY_SES = frozenset(
    "bcc cc content-transfer-encoding content-type date dkim-signature from message-id mime-version received "  # noqa: SIM905 - a list of words reads as one
    "reply-to return-path sender subject to".split()
)
"""Fields SES writes itself or takes from the request; a second one in Headers is refused."""

ONCE_ONLY = frozenset(
    "accept-language acceptlanguage archived-at auto-submitted bounces-to comments content-alternative "  # noqa: SIM905 - a list of words reads as one
    "content-base "
    "content-class content-description content-disposition content-duration content-id content-language "
    "content-length content-location content-md5 delivered-to disposition-notification-options "
    "disposition-notification-to domainkey-signature errors-to importance in-reply-to keywords list-archive list-help "
    "list-id list-owner list-post list-subscribe list-unsubscribe list-unsubscribe-post message-context organization "
    "original-from original-message-id original-recipient original-subject precedence priority references "
    "return-receipt-to solicitation sensitivity thread-index thread-topic user-agent vbr-info".split()
)
"""Source: "Amazon SES header fields", fields that cannot appear more than once."""

UNSUPPORTED = {
    "EndpointId": "multi-region endpoints",
    "ListManagementOptions": "SES-hosted contact lists",
}


def check_supported(body: dict[str, Any]) -> None:
    """Refuse, in so many words, the parts of SES that this twin does not stand in for."""
    for member, what in UNSUPPORTED.items():
        if member in body:
            raise bad_request(f"The local twin does not offer {what} ({member}).")
    if "TenantName" in body:
        raise SesError("NotFoundException", f"Tenant <{body['TenantName']}> does not exist: the twin has no tenants.")
    kinds = [kind for kind in ("Simple", "Raw", "Template") if kind in body["Content"]]
    if len(kinds) != 1:
        raise bad_request("Content must have exactly one of Simple, Raw and Template.")
    if kinds == ["Template"] or "Attachments" in body["Content"].get("Simple", {}):
        raise bad_request("The local twin takes Simple content without attachments, or Raw content.")


def check_tags(tags: Iterable[dict[str, str]]) -> None:
    """Refuse a tag whose name or value is not 1 to 256 of A-Z a-z 0-9 _ -."""
    for tag in tags:
        for part, text in (("name", tag["Name"]), ("value", tag["Value"])):
            if not _TAG.fullmatch(text):
                raise bad_request(
                    f"Invalid tag {part} <{text[:80]}>: 1 to 256 ASCII letters, digits, '_' or '-' are allowed."
                )


def check_headers(headers: list[dict[str, str]]) -> None:
    """Refuse a header that is malformed, too long, written by SES itself, or given twice where once is the rule."""
    seen: set[str] = set()
    for header in headers:
        name = header["Name"]
        _check_header(name, header["Value"])
        if name.lower() in seen:
            raise bad_request(f"Header <{name}> cannot appear more than once.")
        if name.lower() in ONCE_ONLY:
            seen.add(name.lower())


def _check_header(name: str, value: str) -> None:
    """Refuse one malformed or forbidden header."""
    if not _HEADER_NAME.fullmatch(name):
        raise bad_request("Header name must be 1 to 126 printable ASCII characters without colon.")
    if not _HEADER_VALUE.fullmatch(value):
        raise bad_request(f"Header <{name}>: the value must be 1 to 995 printable ASCII characters.")
    if len(name) + len(value) > MAX_HEADER_LENGTH:
        raise bad_request(f"Header <{name}>: name and value together exceed {MAX_HEADER_LENGTH} characters.")
    if name.lower() in WRITTEN_BY_SES:
        raise bad_request(f"Header <{name}> is not allowed in Headers.")


def check_recipients(destination: tuple[str, ...]) -> None:
    """Refuse none, and more than 50."""
    if not destination:
        raise bad_request("At least one recipient is required.")
    if len(destination) > MAX_RECIPIENTS:
        raise bad_request(f"Recipient count exceeds {MAX_RECIPIENTS}.")


def check_size(size: int) -> None:
    """Refuse more than 40 MB (SES v2)."""
    if size > MAX_MESSAGE_BYTES:
        raise bad_request(f"Message length is more than {MAX_MESSAGE_BYTES} bytes long: {size}.")
