"""One origin for the back office's files and the API, by the rules of the distribution in infra/template.yaml."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from infra.local.front_door.api_proxy import METHODS, ApiProxy
from infra.local.front_door.page import Page
from infra.local.front_door.security_headers import SecurityHeaders

API_PATHS = (
    *("/v1/*", "/realms/*", "/am/*", "/purchase-event/*", "/connectors/*", "/v2/*", "/index.php"),
    *("/form/*", "/unsubscribe/*"),
)
"""What belongs to the API: the CacheBehaviors of the distribution."""


@dataclass(frozen=True)
class FrontDoorConfig:
    """Where things are.

    Attributes:
        page: folder of the built back office.
        api_url: the API's stage on the embedded AWS, without a final slash.
        aws_origin: scheme and host of the embedded AWS, which the page must be able to reach to sign in and to upload.
    """

    page: Path
    api_url: str
    aws_origin: str


def create_front_door(config: FrontDoorConfig) -> Starlette:
    """The ASGI application. It keeps connections to the API while its lifespan runs."""
    client = httpx.AsyncClient(timeout=30, follow_redirects=False, trust_env=False)
    proxy, page = ApiProxy(client, config.api_url), Page(config.page)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with client:
            yield

    routes = [Route(path.replace("*", "{rest:path}"), proxy.forward, methods=METHODS) for path in API_PATHS]
    routes.append(Route("/{path:path}", page.answer, methods=["GET", "HEAD"]))
    headers = Middleware(SecurityHeaders, aws_origin=config.aws_origin)
    return Starlette(routes=routes, middleware=[headers], lifespan=lifespan)
