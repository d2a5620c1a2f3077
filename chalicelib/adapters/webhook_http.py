"""The way out to a merchant's endpoint: one POST, to a public address and nowhere else (SSRF).

The name is resolved once; when any of its addresses is not public, nothing is called. The connection goes to an address
that was looked at, so a name that changes between look and call gains nothing. The certificate must be valid for the
name. Redirects are answers like others. The body of the answer is read, up to a bound, and forgotten.

Standard library: its connections can be bounded as a whole, where client libraries bound each single read.
"""

import http.client
import socket
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from functools import cached_property
from operator import itemgetter
from threading import Thread, Timer

from chalicelib.domain.errors import InvalidParameterError
from chalicelib.domain.webhook_delivery import Answer, DeliveryError
from chalicelib.domain.webhook_url import WebhookUrl, is_public, webhook_url

RESOLVE_SECONDS = 3.0
CONNECT_SECONDS = 3.0
READ_SECONDS = 5.0
TOTAL_SECONDS = 8.0
MOST_BYTES = 4096
ADDRESSES_TRIED = 2

Resolve = Callable[[str, int], Sequence[str]]


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a name, IPv4 first: a Lambda function has no IPv6 of its own. Raises OSError.

    The system's resolver knows no bound, so it is asked in a thread that may be left behind.
    """
    found: list[tuple[bool, str]] = []

    def ask() -> None:
        with suppress(OSError, UnicodeError):
            for family, _, _, _, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
                found.append((family != socket.AF_INET, str(place[0])))

    asking = Thread(target=ask, daemon=True)
    asking.start()
    asking.join(RESOLVE_SECONDS)
    return list(dict.fromkeys(address for _, address in sorted(found, key=itemgetter(0))))


class WebhookHttp:
    """Fits the port `WebhookCaller`.

    `loopback` lets plain HTTP reach this machine: for the stage `local` alone. `resolve`, `context` and `total_seconds`
    are for tests.
    """

    def __init__(
        self,
        *,
        loopback: bool = False,
        resolve: Resolve = resolve,
        context: ssl.SSLContext | None = None,
        may_call: Callable[[str], bool] = is_public,
        total_seconds: float = TOTAL_SECONDS,
    ) -> None:
        self._loopback = loopback
        self._resolve = resolve
        self._given_context = context
        self._may_call = may_call
        self._total_seconds = total_seconds

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """See the port."""
        started = time.monotonic()
        status: int | None = None
        error: DeliveryError | None = None
        try:
            status = self._post(webhook_url(url, loopback=self._loopback), headers, body)
        except InvalidParameterError:
            error = DeliveryError.ADDRESS_REFUSED
        except _CallError as failure:
            error = failure.why
        except ssl.SSLCertVerificationError:
            error = DeliveryError.CERTIFICATE_INVALID
        except TimeoutError:
            error = DeliveryError.TIMED_OUT
        except (http.client.HTTPException, ValueError):
            error = DeliveryError.ANSWER_UNREADABLE
        except OSError:
            error = DeliveryError.CONNECTION_FAILED
        return Answer(status, error, int((time.monotonic() - started) * 1000))

    def _post(self, url: WebhookUrl, headers: Mapping[str, str], body: bytes) -> int:
        ends = time.monotonic() + self._total_seconds
        addresses = self._addresses(url)
        with ExitStack() as stack:
            raw = stack.enter_context(_connected(addresses, url.port))
            watchdog = _Watchdog(raw, max(0.0, ends - time.monotonic()))
            stack.callback(watchdog.cancel)
            try:
                return self._exchange(raw, url, headers, body, watchdog)
            except (OSError, http.client.HTTPException, ValueError) as cause:
                if watchdog.has_fired:
                    raise TimeoutError("the endpoint took too long as a whole") from cause
                raise

    def _exchange(
        self, raw: socket.socket, url: WebhookUrl, headers: Mapping[str, str], body: bytes, watchdog: "_Watchdog"
    ) -> int:
        """The status. What the body says, and whether it ever ends, changes nothing."""
        sock = self._context.wrap_socket(raw, server_hostname=url.host) if url.is_encrypted else raw
        with sock:
            connection = http.client.HTTPConnection(url.host, url.port)
            connection.sock = sock
            connection.request("POST", url.target, body, {**headers, "host": url.authority, "connection": "close"})
            response = connection.getresponse()
            if watchdog.has_fired:
                raise TimeoutError("the end of a cut connection looks like the end of its headers")
            with suppress(OSError, http.client.HTTPException, ValueError):
                response.read(MOST_BYTES)
            return response.status

    def _addresses(self, url: WebhookUrl) -> Sequence[str]:
        """Raises _CallError when one of them must not be called: a name that leads inside as well leads nowhere."""
        try:
            addresses = self._resolve(url.host, url.port)
        except (OSError, UnicodeError) as cause:
            raise _CallError(DeliveryError.NAME_NOT_FOUND) from cause
        if not addresses:
            raise _CallError(DeliveryError.NAME_NOT_FOUND)
        if url.is_encrypted and not all(map(self._may_call, addresses)):
            raise _CallError(DeliveryError.ADDRESS_REFUSED)
        if not url.is_encrypted and not all(map(_is_loopback, addresses)):
            raise _CallError(DeliveryError.ADDRESS_REFUSED)
        return addresses

    @cached_property
    def _context(self) -> ssl.SSLContext:
        """Made once: loading the authorities' certificates costs more than a call."""
        return self._given_context or ssl.create_default_context()


class _CallError(Exception):
    """No call was made."""

    def __init__(self, why: DeliveryError) -> None:
        super().__init__(why.value)
        self.why = why


class _Watchdog:
    """Shuts a connection that lasts too long: an endpoint may send a byte now and then for ever."""

    def __init__(self, sock: socket.socket, seconds: float) -> None:
        # A socket wrapped for TLS takes the descriptor along: the watchdog needs one of its own.
        self._sock = sock.dup()
        self._timer = Timer(seconds, self._fire)
        self._timer.daemon = True
        self.has_fired = False
        self._timer.start()

    def _fire(self) -> None:
        self.has_fired = True
        try:
            self._sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it ended in this very moment

    def cancel(self) -> None:
        """The call is over."""
        self._timer.cancel()
        self._sock.close()


def _connected(addresses: Sequence[str], port: int) -> socket.socket:
    """A connection to the first address that takes it. Raises OSError."""
    failure: OSError = OSError("no address")
    for address in addresses[:ADDRESSES_TRIED]:
        try:
            sock = socket.create_connection((address, port), CONNECT_SECONDS)
        except OSError as error:
            failure = error
        else:
            sock.settimeout(READ_SECONDS)
            return sock
    raise failure


def _is_loopback(address: str) -> bool:
    return address in ("127.0.0.1", "::1")
