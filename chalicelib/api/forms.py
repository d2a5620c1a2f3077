"""Posted HTML forms, and the HTML answers of the customer's pages."""

from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

from chalice.app import Response

from chalicelib.pages.security_headers import PAGE_HEADERS

FORM = "application/x-www-form-urlencoded"
Posted = dict[str, list[str]]


def posted_fields(http_request: Any) -> Posted:
    """The fields of a form post; unreadable bytes are replaced, never refused."""
    return parse_qs((http_request.raw_body or b"").decode("utf-8", errors="replace"), keep_blank_values=True)


def html_page(html: str, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """An HTML answer with the headers of every customer page."""
    return Response(html, status_code=int(status), headers=dict(PAGE_HEADERS))


def accepted_language(http_request: Any) -> str:
    """The reader's first language, for pages that know nobody."""
    return str(http_request.headers.get("accept-language") or "en")[:2].lower()
