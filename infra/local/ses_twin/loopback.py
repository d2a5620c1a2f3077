"""The guard in front of every route: this machine only, and no foreign page may act here."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send


def is_loopback_host(host: str | None) -> bool:
    """Whether a host name or address, without port, means this machine."""
    if not host:
        return False
    name = host.strip("[]").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


class LoopbackOnly:
    """Answers 403 unless caller, Host and Origin (when sent) are this machine.

    Host stops DNS rebinding, Origin stops a page of another site from posting here.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass local requests on."""
        if scope["type"] == "http" and not _is_local(scope):
            await PlainTextResponse("This server answers to this machine only.", 403)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _is_local(scope: Scope) -> bool:
    """Whether caller, Host and Origin of a request are this machine."""
    headers = Headers(scope=scope)
    client = scope.get("client")
    origin = headers.get("origin")
    if client is None or not is_loopback_host(client[0]):
        return False
    if not is_loopback_host(urlsplit(f"//{headers.get('host', '')}").hostname):
        return False
    return origin is None or is_loopback_host(urlsplit(origin).hostname)
