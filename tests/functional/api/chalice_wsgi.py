"""Chalice's test client as a WSGI application, for tools that speak to one."""

import json
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from chalice.test import Client

StartResponse = Callable[[str, list[tuple[str, str]]], Any]
DOCUMENT_PATH = "/openapi.json"


class ChaliceWsgi:
    """One request at a time, in this process; the API document stands at `DOCUMENT_PATH`.

    With `token` as bearer where it is given, else as the caller shows who it is.
    """

    def __init__(self, client: Client, token: str | None = None, document: object = None) -> None:
        self._client = client
        self._token = token
        self._document = json.dumps(document).encode()

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """PEP 3333."""
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        if path == DOCUMENT_PATH:
            start_response("200 OK", [("Content-Type", "application/json")])
            return [self._document]
        query = environ.get("QUERY_STRING", "")
        headers = _headers(environ)
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        target = quote(path, safe="/") + (f"?{query}" if query else "")
        answer = self._client.http.request(environ["REQUEST_METHOD"], target, headers=headers, body=body)
        status = f"{answer.status_code} {HTTPStatus(answer.status_code).phrase}"
        named = {"Content-Type": "application/json"} | dict(answer.headers)  # API Gateway's own answer to none
        start_response(status, [(name, str(value)) for name, value in named.items()])
        return [answer.body]


def _headers(environ: dict[str, Any]) -> dict[str, str]:
    named = {name.removeprefix("HTTP_"): value for name, value in environ.items() if name.startswith("HTTP_")}
    if environ.get("CONTENT_TYPE"):
        named["CONTENT_TYPE"] = environ["CONTENT_TYPE"]
    return {name.replace("_", "-").title(): value for name, value in named.items()}
