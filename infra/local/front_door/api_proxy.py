"""Requests of the API, handed on to the embedded AWS and answered with what it answers."""

from http import HTTPStatus

import httpx
from starlette.requests import Request
from starlette.responses import Response

from infra.local.front_door.gateway_responses import TOO_LARGE, as_amazon_words_it, refusal

METHODS = ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"]

MAX_BODY_BYTES = 10 * 1024 * 1024
"""API Gateway refuses a larger payload."""

# Valid for one connection only (RFC 9110 7.6.1), or said anew on the next one; a compressed answer is unpacked here.
_NOT_HANDED_ON = frozenset(
    {
        "accept-encoding",
        "connection",
        "date",
        "content-encoding",
        "content-length",
        "host",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "x-forwarded-for",
    }
)


class ApiProxy:
    """Forwards to one base address."""

    def __init__(self, client: httpx.AsyncClient, api_url: str) -> None:
        self._client = client
        self._api_url = api_url.rstrip("/")

    async def forward(self, request: Request) -> Response:
        """The API's answer: status, headers and body unchanged; 502 when it cannot be reached, 413 above 10 MB."""
        body = await request.body()
        if len(body) > MAX_BODY_BYTES:
            return refusal("request_too_large", TOO_LARGE, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        try:
            answer = await self._client.request(
                request.method, self._target(request), headers=_request_headers(request), content=body
            )
        except httpx.TransportError as error:
            message = f"The embedded AWS does not answer ({type(error).__name__}). Look at the terminal of `make run`."
            return refusal("bad_gateway", message, HTTPStatus.BAD_GATEWAY)
        return as_amazon_words_it(_response(answer))

    def _target(self, request: Request) -> str:
        """The path as it was written, since `%2F` is not `/`."""
        path = request.scope["raw_path"].decode("ascii")
        query = request.scope["query_string"].decode("ascii")
        return f"{self._api_url}{path}?{query}" if query else f"{self._api_url}{path}"


def _request_headers(request: Request) -> list[tuple[str, str]]:
    headers = [(name, value) for name, value in request.headers.items() if name not in _NOT_HANDED_ON]
    seen = [request.headers.get("x-forwarded-for", ""), request.client.host if request.client else ""]
    headers.append(("x-forwarded-for", ", ".join(address for address in seen if address)))
    headers.append(("accept-encoding", "identity"))
    return headers


def _response(answer: httpx.Response) -> Response:
    response = Response(answer.content, answer.status_code)
    kept = [(name.lower(), value) for name, value in answer.headers.raw if name.lower().decode() not in _NOT_HANDED_ON]
    response.raw_headers = [*kept, (b"content-length", str(len(answer.content)).encode())]
    return response
