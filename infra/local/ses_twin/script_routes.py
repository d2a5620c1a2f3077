"""JSON for scripts: the messages, the count of acceptances, and a recipient's acts."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from infra.local.ses_twin.addresses import bare_address
from infra.local.ses_twin.events import Visitor, instant
from infra.local.ses_twin.message import Message, links_of
from infra.local.ses_twin.sending_routes import twin_of
from infra.local.ses_twin.shapes import read_json
from infra.local.ses_twin.twin import NotDeliveredError

Json = dict[str, Any]


async def list_messages(request: Request) -> Response:
    """GET /api/messages?to=<exact address>&since=<ISO instant, UTC unless it says otherwise>: newest first."""
    since = request.query_params.get("since")
    try:
        instant_since = datetime.fromisoformat(since) if since else None
    except ValueError:
        return JSONResponse({"message": "since must be an ISO 8601 instant"}, 400)
    if instant_since is not None and instant_since.tzinfo is None:
        return JSONResponse({"message": "since must say its time zone, for example Z"}, 400)
    found = twin_of(request).mailbox.sent_to(request.query_params.get("to"), instant_since)
    return JSONResponse({"messages": [_message(message) for message in found]})


def _message(message: Message) -> Json:
    """Return a message in the words scripts rely on."""
    return {
        "message_id": message.message_id,
        "to": ", ".join(bare_address(written) for written in message.envelope.to),
        "subject": message.content.subject,
        "received_at": instant(message.received_at),
        "headers": dict(message.content.headers),
        "text": message.content.text,
        "html": message.content.html,
        "links": links_of(message.content.html),
        "tags": message.tags,
    }


async def report_acceptances(request: Request) -> Response:
    """GET /api/acceptances: {"total", "acceptances": [{"request", "step", "count"}], "duplicates"} since ever."""
    return JSONResponse(twin_of(request).acceptances.report())


def _act(do: Callable[[Request, Message], Awaitable[Json]]) -> Callable[[Request], Awaitable[Response]]:
    """Return the endpoint of a recipient's act: 404 for no such message, 409 when it reached no mailbox."""

    async def endpoint(request: Request) -> Response:
        message = twin_of(request).mailbox.find(request.path_params["message_id"])
        if message is None:
            return JSONResponse({"message": "no such message"}, 404)
        try:
            return JSONResponse(await do(request, message))
        except NotDeliveredError:
            return JSONResponse({"message": "the message reached no mailbox"}, 409)
        except ValueError as error:
            return JSONResponse({"message": str(error)}, 400)

    return endpoint


async def _open(request: Request, message: Message) -> Json:
    """Load the HTML once; the body may give {"user_agent", "ip_address", "is_bot_event"} to play another."""
    return {"published": twin_of(request).open(message, await visitor(request))}


async def _click(request: Request, message: Message) -> Json:
    """Follow {"link"} of the message; the body may name a visitor, as for an opening."""
    body = await read_json(request)
    return {"published": twin_of(request).click(message, visitor_from(request, body), str(body.get("link")))}


async def _complain(request: Request, message: Message) -> Json:
    """Mark as spam."""
    twin_of(request).complain(message, await visitor(request))
    return {"published": True}


async def _tell(request: Request, message: Message) -> Json:
    """Publish an event of a kind of one's own: {"event_type", "detail_key", "detail"}, all optional."""
    body = await read_json(request)
    event_type, key, detail = (body.get(name) for name in ("event_type", "detail_key", "detail"))
    twin_of(request).tell(
        message,
        str(event_type or "Teleported"),
        str(key or "teleported"),
        detail if isinstance(detail, dict) else {"timestamp": instant(datetime.now(UTC))},
    )
    return {"published": True}


A_PERSONS_BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


async def visitor(request: Request) -> Visitor:
    """Return who asks, unless the JSON body names somebody else."""
    return visitor_from(request, await read_json(request))


def visitor_from(request: Request, named: Json) -> Visitor:
    """Return who asks: address and mail program of the request where `named` has none."""
    address = request.client.host if request.client else "127.0.0.1"
    verdict = named.get("is_bot_event")
    return Visitor(
        ip_address=str(named.get("ip_address", address)),
        user_agent=str(named.get("user_agent", _mail_program(request))),
        is_bot_event=None if verdict is None else str(verdict),
        is_person=not {"user_agent", "ip_address", "is_bot_event"} & named.keys(),
    )


def _mail_program(request: Request) -> str:
    """The user agent SES would report. The inbox stands for a person's: a browser driven by a test, or a script, plays
    that person. Who wants to play a machine names its `user_agent`.
    """
    user_agent = request.headers.get("user-agent", "")
    if not user_agent.startswith("Mozilla/"):
        return A_PERSONS_BROWSER
    return user_agent.replace("HeadlessChrome", "Chrome")


open_message = _act(_open)

ROUTES = [
    Route("/api/messages", list_messages, methods=["GET"]),
    Route("/api/acceptances", report_acceptances, methods=["GET"]),
    Route("/api/messages/{message_id}/open", open_message, methods=["POST"]),
    Route("/messages/{message_id}/open", open_message, methods=["POST"]),
    Route("/api/messages/{message_id}/click", _act(_click), methods=["POST"]),
    Route("/api/messages/{message_id}/events", _act(_tell), methods=["POST"]),
    Route("/api/messages/{message_id}/complaint", _act(_complain), methods=["POST"]),
]
