"""The security headers the distribution puts on every answer (SecurityHeaders in infra/template.yaml)."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_OVERRIDING = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
}


class SecurityHeaders:
    """ASGI middleware. The policy of the page stands back where an answer carries its own, as the form does."""

    def __init__(self, app: ASGIApp, aws_origin: str) -> None:
        self._app = app
        self._policy = content_security_policy(aws_origin)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the headers added."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", self._policy)
                headers.update(_OVERRIDING)
            await send(message)

        await self._app(scope, receive, send_with_headers)


def content_security_policy(aws_origin: str) -> str:
    """What the page may load and call. Strict-Transport-Security is left out: there is no TLS on this machine."""
    return (
        f"default-src 'self'; connect-src 'self' {aws_origin}; img-src 'self' data:; "
        "style-src 'self' 'unsafe-inline'; font-src 'self' data:; frame-ancestors 'none'; "
        "base-uri 'self'; form-action 'self'"
    )
