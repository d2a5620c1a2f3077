"""HTTP of SendEmail, with the faults ordered for it, and of ordering them."""

import asyncio
from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from infra.local.ses_twin.errors import SesError
from infra.local.ses_twin.faults import REFUSALS, Fault
from infra.local.ses_twin.shapes import check_shape, read_json
from infra.local.ses_twin.twin import Twin


class DroppedConnection(Response):
    """No answer at all: the TCP connection is closed without one byte of HTTP.

    ASGI has no word for that, so it reaches for uvicorn's transport; a test holds the pinned uvicorn to it.
    """

    async def __call__(self, _scope: Scope, receive: Receive, _send: Send) -> None:
        """Close the connection and wait until the server has noticed, so that it does not answer 500 itself."""
        cycle: Any = getattr(receive, "__self__")  # noqa: B009 - mypy knows no __self__ on a callable
        cycle.transport.close()
        while (await receive())["type"] != "http.disconnect":
            continue


async def send_email(request: Request) -> Response:
    """POST /v2/email/outbound-emails: {"MessageId"}; the next ordered fault decides first."""
    body = await read_json(request)
    fault = twin_of(request).faults.take()
    if fault is None:
        return _accept(request, body)
    if fault.mode in REFUSALS:
        raise SesError(fault.mode, REFUSALS[fault.mode])
    return await _misbehave(request, body, fault)


async def _misbehave(request: Request, body: dict[str, Any], fault: Fault) -> Response:
    """Do what faults.BEHAVIOURS says of this mode."""
    match fault.mode:
        case "500":
            raise SesError("InternalFailure", "Internal failure ordered by a fault.")
        case "slow":
            await asyncio.sleep(fault.seconds)
            return _accept(request, body)
        case "drop_after_accept":
            _accept(request, body)
        case "timeout":
            await _wait_for_the_client_to_leave(request, fault.seconds)
    return DroppedConnection()


async def _wait_for_the_client_to_leave(request: Request, seconds: float) -> None:
    """Return when the client closed its connection, at the latest after `seconds`."""
    try:
        await asyncio.wait_for(request.receive(), seconds)
    except TimeoutError:
        return


def _accept(request: Request, body: dict[str, Any]) -> Response:
    """Accept the message or raise SES's refusal."""
    check_shape("SendEmail", body)
    message = twin_of(request).accept(body, request.client.host if request.client else "127.0.0.1")
    return JSONResponse({"MessageId": message.message_id})


async def order_fault(request: Request) -> Response:
    """POST /_twin/faults {"mode", "count" (1), "seconds"?}: 201 with the order, 400 with a sentence."""
    body = await read_json(request)
    seconds = body.get("seconds")
    try:
        fault = twin_of(request).faults.order(
            str(body.get("mode")), int(body.get("count", 1)), None if seconds is None else float(seconds)
        )
    except (ValueError, TypeError) as error:
        return JSONResponse({"message": str(error)}, 400)
    return JSONResponse(asdict(fault), 201)


async def list_faults(request: Request) -> Response:
    """GET /_twin/faults: {"faults": [...]} not yet used up, next one first."""
    return JSONResponse({"faults": [asdict(fault) for fault in twin_of(request).faults.pending()]})


async def clear_faults(request: Request) -> Response:
    """DELETE /_twin/faults: 204."""
    twin_of(request).faults.clear()
    return Response(status_code=204)


def twin_of(request: Request) -> Twin:
    """Return the application's one twin."""
    twin: Twin = request.app.state.twin
    return twin


ROUTES = [
    Route("/v2/email/outbound-emails", send_email, methods=["POST"]),
    Route("/_twin/faults", order_fault, methods=["POST"]),
    Route("/_twin/faults", list_faults, methods=["GET"]),
    Route("/_twin/faults", clear_faults, methods=["DELETE"]),
]
