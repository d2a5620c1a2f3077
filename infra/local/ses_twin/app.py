"""The SES twin as one ASGI application.

    app = create_app(TwinConfig(...))
    uvicorn.run(app, host="127.0.0.1", port=..., timeout_graceful_shutdown=2)

The server must be uvicorn (the faults close its connections) and must run the lifespan: that is what publishes events.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.middleware import Middleware

from infra.local.ses_twin import account_routes, inbox_routes, script_routes, sending_routes
from infra.local.ses_twin.config import Publish, TwinConfig
from infra.local.ses_twin.database import open_database
from infra.local.ses_twin.errors import SesError, answer_refusal
from infra.local.ses_twin.loopback import LoopbackOnly
from infra.local.ses_twin.twin import Twin

__all__ = ["Publish", "TwinConfig", "create_app"]


def create_app(config: TwinConfig) -> Starlette:
    """Return the application on that database; it is opened now and closed when the lifespan ends."""
    database = open_database(config.database)
    twin = Twin(config, database)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        """Publish waiting events while the server runs."""
        publishing = asyncio.create_task(twin.outbox.run())
        yield
        publishing.cancel()
        with suppress(asyncio.CancelledError):
            await publishing
        database.close()

    app = Starlette(
        routes=[*sending_routes.ROUTES, *account_routes.ROUTES, *script_routes.ROUTES, *inbox_routes.ROUTES],
        middleware=[Middleware(LoopbackOnly)],
        exception_handlers={SesError: answer_refusal},
        lifespan=lifespan,
    )
    app.state.twin = twin
    return app
