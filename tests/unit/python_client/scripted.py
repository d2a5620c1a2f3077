"""A server that answers by a script, and a client that never really waits."""

import json
import threading
from collections.abc import Callable, Iterable
from typing import Any

import httpx

from suivi_client import Patience, SuiviClient

WEBSITE = "5f0c1a52-3d84-4c1e-9a57-0d7f4a3c2b10"
TOKEN_PATH = "/realms/skeepers/protocol/openid-connect/token"
Answer = httpx.Response | Exception | Callable[[httpx.Request], httpx.Response]


class Script(httpx.MockTransport):
    """Gives out a new token each time it is asked; to everything else the answers in their order, the last for good."""

    def __init__(self, *answers: Answer, lifetime: int = 300) -> None:
        super().__init__(self._answer)
        self._answers = list(answers)
        self._lifetime = lifetime
        self._lock = threading.Lock()
        self.calls: list[httpx.Request] = []
        self.tokens = 0
        self.token_answers: list[httpx.Response] = []

    def _answer(self, http_request: httpx.Request) -> httpx.Response:
        with self._lock:
            if http_request.url.path == TOKEN_PATH:
                return self._token()
            self.calls.append(http_request)
            answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer(http_request) if callable(answer) else _fresh(answer)

    def _token(self) -> httpx.Response:
        self.tokens += 1
        if self.token_answers:
            return self.token_answers.pop(0)
        return httpx.Response(200, json={"access_token": f"token-{self.tokens}", "expires_in": self._lifetime})

    def header(self, name: str) -> list[str | None]:
        """A header of each call."""
        return [call.headers.get(name) for call in self.calls]


def _fresh(answer: httpx.Response) -> httpx.Response:
    """The same once more: an answer is closed once it was read."""
    return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)


def body_of(call: httpx.Request) -> Any:
    return json.loads(call.content)


def client(script: Script, waits: list[float] | None = None, **patience: Any) -> SuiviClient:
    """A client of the script; `waits` gets the seconds it would have waited."""
    noted = [] if waits is None else waits
    calm = Patience(sleep=noted.append, **patience)
    return SuiviClient("https://suivi.example", f"{WEBSITE}.shop", "s", patience=calm, transport=script)


def accepted(http_request: httpx.Request) -> httpx.Response:
    """Every event is accepted."""
    told = [{"purchase_reference": one["purchase_reference"], "result": "accepted"} for one in body_of(http_request)]
    return httpx.Response(200, json=told)


def pages(name: str, *contents: Iterable[Any]) -> list[Answer]:
    """Answers that lead from one to the next."""
    lists = [list(content) for content in contents]
    return [
        httpx.Response(200, json={name: one, "next_page_token": f"p{n}" if n < len(lists) else None})
        for n, one in enumerate(lists, start=1)
    ]
