"""One call: with its token, made again while that is safe and of use, and its refusals as errors."""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import httpx

from suivi_client.access import TOKEN_PATH, TokenKeeper, body_of
from suivi_client.errors import NoAnswerError, problem_error
from suivi_client.waiting import Patience, seconds_of

AGAIN = frozenset({429, 500, 502, 503, 504})
"""Statuses after which a call is made again: every call of this package does the same when it is made twice."""


@dataclass(frozen=True)
class Call:
    """What is asked of the API."""

    method: str
    path: str
    body: object = None
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


class Caller:
    """Makes calls for one API client. Threads may share it."""

    def __init__(self, http: httpx.Client, client_id: str, client_secret: str, patience: Patience) -> None:
        self._http = http
        self._patience = patience
        pair = f"{quote(client_id, safe='')}:{quote(client_secret, safe='')}"
        self._basic = f"Basic {base64.b64encode(pair.encode()).decode()}"
        self._tokens = TokenKeeper(self._ask_for_token)

    def answer(self, call: Call) -> Any:
        """The JSON that answers a call. Raises ProblemError, NoAnswerError."""
        token = self._tokens.token()
        answer = self._made(call, token)
        if answer.status_code == httpx.codes.UNAUTHORIZED:
            answer = self._made(call, self._tokens.token(instead_of=token))
        if not answer.is_success:
            retry_after = seconds_of(answer.headers.get("Retry-After"))
            raise problem_error(answer.status_code, body_of(answer), retry_after=retry_after)
        return body_of(answer)

    def _made(self, call: Call, token: str) -> httpx.Response:
        headers = {**call.headers, "Authorization": f"Bearer {token}"}
        return self._patiently(
            lambda: self._http.request(call.method, call.path, params=dict(call.query), headers=headers, json=call.body)
        )

    def _ask_for_token(self) -> httpx.Response:
        form = {"grant_type": "client_credentials"}
        return self._patiently(lambda: self._http.post(TOKEN_PATH, data=form, headers={"Authorization": self._basic}))

    def _patiently(self, make: Callable[[], httpx.Response]) -> httpx.Response:
        attempt = 0
        while True:
            attempt += 1
            try:
                answer = make()
            except httpx.TransportError as error:
                if not self._patience.wait(attempt, None):
                    raise NoAnswerError(f"no answer after {attempt} attempts: {type(error).__name__}") from error
                continue
            retry_after = seconds_of(answer.headers.get("Retry-After"))
            if answer.status_code not in AGAIN or not self._patience.wait(attempt, retry_after):
                return answer
