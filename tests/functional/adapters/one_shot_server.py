"""An HTTP server of a few lines that does exactly one thing to every request, and counts them."""

import json
import socket
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from types import TracebackType
from typing import Any, Self


class OneShotServer:
    """Answers every request alike, drops the connection, or never answers.

    Attributes:
        bodies: the JSON body of every request fully received, in order.
        connections: the peer port of each request.
    """

    def __init__(self, *, status: int = 200, body: object = None, error: str = "", end: str = "answer") -> None:
        self.status, self.body, self.error, self.end = status, body or {}, error, end
        self.bodies: list[Any] = []
        self.connections: list[int] = []
        self._leave = Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def wait(self) -> None:
        """Hold a request until the test is over."""
        self._leave.wait()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def _handler_of(owner: OneShotServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            owner.connections.append(self.client_address[1])
            owner.bodies.append(json.loads(body or b"null"))
            if owner.end == "drop":
                self.close_connection = True
                with suppress(OSError):
                    self.connection.shutdown(socket.SHUT_RDWR)
                return
            if owner.end == "silence":
                self.close_connection = True
                owner.wait()
                return
            self._answer()

        do_GET = do_POST  # noqa: N815 - the name is the library's

        def _answer(self) -> None:
            content = json.dumps(owner.body).encode()
            self.send_response(owner.status)
            if owner.error:
                self.send_header("x-amzn-ErrorType", owner.error)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """The tests look at `bodies`."""

    return Handler
