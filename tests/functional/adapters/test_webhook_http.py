"""The way out: real connections, names that lie, endpoints that dawdle."""

import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from chalicelib.adapters.webhook_http import WebhookHttp, resolve
from chalicelib.domain.webhook_delivery import Answer, DeliveryError
from tests.functional.adapters.one_shot_server import OneShotServer

HEADERS = {"content-type": "application/json", "webhook-id": "evt_1"}
BODY = b'{"n":1}'


# ---- where it may lead -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["169.254.169.254"],
        ["10.0.0.8"],
        ["::1"],
        ["::ffff:127.0.0.1"],
        ["fd00:ec2::254"],
        ["93.184.216.34", "127.0.0.1"],
        ["64:ff9b::a9fe:a9fe"],
    ],
)
def test_a_name_that_leads_inside_is_not_called(addresses: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "create_connection", _never)
    answer = WebhookHttp(resolve=lambda _host, _port: addresses).post("https://shop.example/", HEADERS, BODY)
    assert (answer.http_status, answer.error) == (None, DeliveryError.ADDRESS_REFUSED)


@pytest.mark.parametrize(
    "url", ["https://127.0.0.1/", "http://shop.example/", "https://[::ffff:127.0.0.1]/", "nonsense"]
)
def test_an_address_that_was_stored_before_a_rule_is_not_called(url: str) -> None:
    answer = WebhookHttp(resolve=_never).post(url, HEADERS, BODY)
    assert answer.error is DeliveryError.ADDRESS_REFUSED


def test_a_name_that_changes_after_the_look_gains_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    called: list[object] = []

    def refuse(address: object, *_: object) -> socket.socket:
        called.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", refuse)
    answer = WebhookHttp(resolve=lambda _host, _port: next(answers)).post("https://shop.example/", HEADERS, BODY)
    assert called == [("93.184.216.34", 443)]
    assert answer.error is DeliveryError.CONNECTION_FAILED


@pytest.mark.parametrize("answer", [OSError(), UnicodeError(), []])
def test_a_name_that_leads_nowhere_is_told_so(answer: object) -> None:
    def find(_host: str, _port: int) -> Sequence[str]:
        if isinstance(answer, Exception):
            raise answer
        return []

    assert WebhookHttp(resolve=find).post("https://shop.example/", HEADERS, BODY).error is DeliveryError.NAME_NOT_FOUND


def test_the_systems_resolver_is_asked_for_ipv4_first() -> None:
    assert "127.0.0.1" in resolve("localhost", 80)
    assert resolve("name.invalid", 80) == []


def _never(*_: object) -> Sequence[str]:
    raise AssertionError("nothing may be asked or called")


# ---- what comes back -------------------------------------------------------------------------------------------------
def local(**options: object) -> WebhookHttp:
    return WebhookHttp(loopback=True, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("status", [200, 204, 301, 302, 400, 410, 500])
def test_the_answers_status_is_told_and_a_redirect_is_not_followed(status: int) -> None:
    with OneShotServer(status=status, body={"secret": "inside"}) as server:
        answer = local().post(f"{server.url}/hook", HEADERS, BODY)
        assert server.bodies == [{"n": 1}]
    assert (answer.http_status, answer.error, answer.is_success) == (status, None, status < 300)


def test_nobody_there_and_nothing_said_are_told_apart() -> None:
    assert local().post(f"http://127.0.0.1:{closed_port()}/", HEADERS, BODY).error is DeliveryError.CONNECTION_FAILED
    with OneShotServer(end="drop") as server:
        assert local().post(server.url, HEADERS, BODY).error in (
            DeliveryError.ANSWER_UNREADABLE,
            DeliveryError.CONNECTION_FAILED,
        )


def test_an_endpoint_that_says_nothing_is_left() -> None:
    with OneShotServer(end="silence") as server:
        assert local(total_seconds=0.3).post(server.url, HEADERS, BODY).error is DeliveryError.TIMED_OUT


def test_an_endpoint_that_drips_is_left_too() -> None:
    def drip(connection: socket.socket) -> None:
        heard(connection)
        with suppress(OSError):
            for letter in b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 10_000:
                connection.sendall(bytes([letter]))
                leave.wait(0.02)

    leave = Event()
    with serving(drip) as port:
        answer = local(total_seconds=0.4).post(f"http://127.0.0.1:{port}/", HEADERS, BODY)
        leave.set()
    assert answer.error is DeliveryError.TIMED_OUT


def test_an_endless_answer_is_cut() -> None:
    sent: list[int] = []

    def flood(connection: socket.socket) -> None:
        heard(connection)
        with suppress(OSError):
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n")
            for _ in range(1000):
                sent.append(connection.send(b"x" * 65536))

    with serving(flood) as port:
        answer = local().post(f"http://127.0.0.1:{port}/", HEADERS, BODY)
    assert answer.http_status == 200
    assert sum(sent) < 40_000_000


@pytest.mark.parametrize("nonsense", [b"\r\n\r\n", b"SSH-2.0-OpenSSH_9\r\n", b"HTTP/1.1 abc\r\n\r\n"])
def test_what_is_no_http_is_told_so(nonsense: bytes) -> None:
    def speak(connection: socket.socket) -> None:
        heard(connection)
        connection.sendall(nonsense)

    with serving(speak) as port:
        answer = local().post(f"http://127.0.0.1:{port}/", HEADERS, BODY)
    assert answer.error is DeliveryError.ANSWER_UNREADABLE


# ---- encrypted -------------------------------------------------------------------------------------------------------
def test_the_name_is_asked_for_and_the_certificate_must_be_its_own(tmp_path: Path) -> None:
    seen: list[bytes] = []

    def take(connection: socket.socket) -> None:
        seen.append(heard(connection))
        connection.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")

    certificate = a_certificate("shop.example", tmp_path)
    trusting = ssl.create_default_context(cafile=str(certificate))
    with serving(take, certificate=certificate) as port:
        good = encrypted(port, trusting, "shop.example")
        other = encrypted(port, trusting, "other.example")
        stranger = encrypted(port, ssl.create_default_context(), "shop.example")
    assert (good.http_status, good.error) == (204, None)
    assert b"host: shop.example\r\n" in seen[0].lower()
    assert seen[0].count(b"ost:") == 1
    assert [other.error, stranger.error] == [DeliveryError.CERTIFICATE_INVALID] * 2


def encrypted(port: int, context: ssl.SSLContext, name: str) -> Answer:
    """A call of `https://<name>/` that reaches a server of this test."""
    caller = WebhookHttp(resolve=lambda _host, _port: ["127.0.0.1"], context=context, may_call=lambda _: True)
    connect = socket.create_connection
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(socket, "create_connection", lambda place, timeout: connect((place[0], port), timeout))
        return caller.post(f"https://{name}/", HEADERS, BODY)


def a_certificate(name: str, folder: Path) -> Path:
    """Certificate and key in one file, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = folder / "certificate.pem"
    file.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return file


@contextmanager
def serving(handle: Callable[[socket.socket], None], *, certificate: Path | None = None) -> Iterator[int]:
    """A server on a port of its own that hands every connection over."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
    over: list[bool] = []

    def serve() -> None:
        while not over:
            with suppress(OSError):
                connection, _ = listener.accept()
                connection.settimeout(5)
                with context.wrap_socket(connection, server_side=True) if context else connection as ready:
                    handle(ready)

    thread = Thread(target=serve)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        over.append(True)
        thread.join()
        listener.close()


def heard(connection: socket.socket) -> bytes:
    """The whole call: who answers before he has heard all resets the connection by closing it."""
    data = b""
    while not data.endswith(BODY):
        part = connection.recv(65536)
        if not part:
            break
        data += part
    return data


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
