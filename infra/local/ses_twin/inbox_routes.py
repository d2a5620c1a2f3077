"""The inbox for people: the list, one message, its HTML in a sandbox, and the recipient's two buttons."""

import re
from datetime import datetime
from pathlib import Path

import httpx
from babel.dates import format_datetime
from jinja2 import Environment, FileSystemLoader
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from infra.local.ses_twin.loopback import is_loopback_host
from infra.local.ses_twin.message import Message
from infra.local.ses_twin.outcomes import is_delivered
from infra.local.ses_twin.script_routes import visitor_from
from infra.local.ses_twin.sending_routes import twin_of
from infra.local.ses_twin.texts import LANGUAGES, preferred_language, sentences
from infra.local.ses_twin.twin import NotDeliveredError

PAGES = Path(__file__).parent / "pages"
PAGE_SIZE = 50
ONE_CLICK = "List-Unsubscribe=One-Click"
NOTICES = ("spam", "unsubscribed", "unsubscribe_failed")
ASSETS = {"inbox.css": "text/css", "inbox.js": "text/javascript"}
PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
MAIL_POLICY = (
    "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation; default-src 'none'; "
    "img-src http: https: data:; style-src 'unsafe-inline' http: https:; font-src http: https: data:; "
    "frame-ancestors 'self'"
)
_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)
_environment = Environment(loader=FileSystemLoader(PAGES), autoescape=True)


async def show_inbox(request: Request) -> Response:
    """GET /?q=<part of a recipient>&before=<cursor>: 50 messages, newest first."""
    query = request.query_params.get("q", "").strip()
    before = request.query_params.get("before", "")
    cursor = int(before) if re.fullmatch(r"\d{1,18}", before) else None
    mailbox = twin_of(request).mailbox
    page = mailbox.page(query, cursor, PAGE_SIZE)
    return _page(request, "inbox.html", page=page, query=query, cursor=cursor, total=mailbox.count())


async def show_message(request: Request) -> Response:
    """GET /messages/{message_id}: the message and the events it brought."""
    twin = twin_of(request)
    message = _message(request)
    if message is None:
        return _page(request, "not_found.html", status=404)
    notice = request.query_params.get("notice")
    return _page(
        request,
        "message.html",
        message=message,
        notice=notice if notice in NOTICES else None,
        delivered=is_delivered(message),
        history=twin.outbox.history(message.message_id),
        opens=twin.mailbox.opens(message.message_id),
        unsubscribe_url=_one_click_url(message),
    )


async def show_body(request: Request) -> Response:
    """GET /messages/{message_id}/body: the mail's own HTML, in an origin of its own and without scripts."""
    message = _message(request)
    if message is None or message.content.html is None:
        return Response(status_code=404)
    headers = {"content-security-policy": MAIL_POLICY, "referrer-policy": "no-referrer", "cache-control": "no-store"}
    return HTMLResponse(_links_in_new_tabs(message.content.html), headers=headers)


async def mark_as_spam(request: Request) -> Response:
    """POST /messages/{message_id}/spam: the button; back to the message."""
    message = _message(request)
    if message is None:
        return _page(request, "not_found.html", status=404)
    try:
        twin_of(request).complain(message, visitor_from(request, {}))
    except NotDeliveredError:
        return _back(message, None)
    return _back(message, "spam")


async def unsubscribe(request: Request) -> Response:
    """POST /messages/{message_id}/unsubscribe: do what a mail program does on its own button (RFC 8058)."""
    message = _message(request)
    if message is None:
        return _page(request, "not_found.html", status=404)
    url = _one_click_url(message)
    accepted = url is not None and await _post_one_click(url)
    return _back(message, "unsubscribed" if accepted else "unsubscribe_failed")


async def _post_one_click(url: str) -> bool:
    """Post to the sender without cookies or redirects; return whether it answered 2xx."""
    try:
        async with httpx.AsyncClient(timeout=30, trust_env=False) as client:
            content_type = {"content-type": "application/x-www-form-urlencoded"}
            answer = await client.post(url, content=ONE_CLICK, headers=content_type)
    except httpx.HTTPError:
        return False
    return answer.is_success


def _one_click_url(message: Message) -> str | None:
    """Return the List-Unsubscribe URL when RFC 8058 applies and it is on this machine: the twin calls no other."""
    if (message.header("List-Unsubscribe-Post") or "").strip() != ONE_CLICK:
        return None
    for url in re.findall(r"<([^>]+)>", message.header("List-Unsubscribe") or ""):
        if _is_local_url(url):
            return str(url)
    return None


def _is_local_url(url: str) -> bool:
    """Whether it is an http(s) URL of this machine."""
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL:
        return False
    return parsed.scheme in ("http", "https") and is_loopback_host(parsed.host)


def _links_in_new_tabs(html: str) -> str:
    """Make links open outside the frame, unless the mail says otherwise."""
    base = '<base target="_blank">'
    head = _HEAD.search(html)
    return html[: head.end()] + base + html[head.end() :] if head else base + html


def _message(request: Request) -> Message | None:
    """Return the message the path names."""
    return twin_of(request).mailbox.find(request.path_params["message_id"])


def _back(message: Message, notice: str | None) -> Response:
    """Return to the message after a button, so that reloading repeats nothing."""
    return RedirectResponse(f"/messages/{message.message_id}" + (f"?notice={notice}" if notice else ""), 303)


def _page(request: Request, template: str, status: int = 200, **values: object) -> Response:
    """Render a page in the visitor's language; ?lang= chooses one and is remembered."""
    chosen = request.query_params.get("lang")
    remembered = request.cookies.get("lang")
    language = preferred_language(
        chosen if chosen in LANGUAGES else remembered, request.headers.get("accept-language", "")
    )
    others = {other: str(request.url.include_query_params(lang=other)) for other in LANGUAGES}
    page = {"t": sentences(language), "language": language, "languages": others}
    html = _environment.get_template(template).render(page, readable=lambda at: _readable(at, language), **values)
    headers = {"content-security-policy": PAGE_POLICY, "referrer-policy": "no-referrer", "cache-control": "no-store"}
    response = HTMLResponse(html, status, headers)
    if chosen in LANGUAGES:
        response.set_cookie("lang", language, samesite="strict", max_age=365 * 86_400)
    return response


def _readable(at: datetime, language: str) -> str:
    """Write an instant for people, in this machine's time zone."""
    return format_datetime(at.astimezone(), "d MMM y, HH:mm:ss", locale=language, tzinfo=at.astimezone().tzinfo)


async def show_asset(request: Request) -> Response:
    """GET /assets/{name}: the style sheet and the script."""
    name = request.path_params["name"]
    return FileResponse(PAGES / name, media_type=ASSETS[name]) if name in ASSETS else Response(status_code=404)


ROUTES = [
    Route("/", show_inbox, methods=["GET"]),
    Route("/assets/{name}", show_asset, methods=["GET"]),
    Route("/messages/{message_id}", show_message, methods=["GET"]),
    Route("/messages/{message_id}/body", show_body, methods=["GET"]),
    Route("/messages/{message_id}/spam", mark_as_spam, methods=["POST"]),
    Route("/messages/{message_id}/unsubscribe", unsubscribe, methods=["POST"]),
]
