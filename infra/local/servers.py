"""Web servers of the local cloud, several in one event loop."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette

from infra.local.errors import LocalCloudError
from infra.local.ports import HOST


class WebServer:
    """One ASGI application on one port of this machine."""

    def __init__(self, app: Starlette, port: int) -> None:
        self._port = port
        # Nobody stands in front of these servers: the address of the caller is the one of its connection.
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            lifespan="on",
            timeout_graceful_shutdown=2,
        )
        self._server = _Server(config)
        self._serving: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Return when connections are accepted.

        Raises:
            LocalCloudError: the port was taken in the meantime, or the application did not start.
        """
        listening = _listen(self._port)
        self._serving = asyncio.create_task(self._server.serve([listening]))
        while not self._server.started:
            if self._serving.done():
                raise LocalCloudError(f"The server on port {self._port} did not start.") from self._serving.exception()
            await asyncio.sleep(0.01)

    async def stop(self) -> None:
        """Finish what is being answered, then return."""
        if self._serving is not None:
            self._server.should_exit = True
            await self._serving


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone: the launcher stops its servers in order."""
        yield


def _listen(port: int) -> socket.socket:
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except OSError as error:
        listening.close()
        raise LocalCloudError(f"Port {port} was taken while starting. Start again, or choose another port.") from error
    return listening
