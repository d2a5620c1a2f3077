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
    """One request at a time, in this process, with `token` as bearer; the API document stands at `DOCUMENT_PATH`."""

    def __init__(self, client: Client, token: str, document: object) -> None:
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
        headers = {"Authorization": f"Bearer {self._token}"}
        if environ.get("CONTENT_TYPE"):
            headers["Content-Type"] = environ["CONTENT_TYPE"]
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        target = quote(path, safe="/") + (f"?{query}" if query else "")
        answer = self._client.http.request(environ["REQUEST_METHOD"], target, headers=headers, body=body)
        status = f"{answer.status_code} {HTTPStatus(answer.status_code).phrase}"
        named = {"Content-Type": "application/json"} | dict(answer.headers)  # API Gateway's own answer to none
        start_response(status, [(name, str(value)) for name, value in named.items()])
        return [answer.body]
