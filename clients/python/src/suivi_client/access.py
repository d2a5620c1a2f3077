"""Access tokens: asked for once, shared between threads, renewed before they end."""

import threading
import time
from collections.abc import Callable

import httpx

from suivi_client.errors import UnexpectedAnswerError, problem_error

TOKEN_PATH = "/realms/skeepers/protocol/openid-connect/token"
RENEWED_BEFORE = 30.0
"""Seconds before its end, so that none ends on its way."""


class TokenKeeper:
    """The token of one API client. `fetch` answers the token endpoint's call, with its retries."""

    def __init__(self, fetch: Callable[[], httpx.Response], *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._fetch = fetch
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._token = ""
        self._good_until = 0.0

    def token(self, *, instead_of: str | None = None) -> str:
        """A token that is good for a while; another one than `instead_of`, which was refused.

        Threads that want one at the same moment share what the first of them gets.
        """
        with self._lock:
            if not self._token or self._token == instead_of or self._monotonic() >= self._good_until:
                self._renew()
            return self._token

    def _renew(self) -> None:
        asked_at = self._monotonic()
        answer = self._fetch()
        if answer.status_code != httpx.codes.OK:
            raise problem_error(answer.status_code, body_of(answer))
        body = body_of(answer)
        if not isinstance(body, dict) or not isinstance(body.get("access_token"), str):
            raise UnexpectedAnswerError("the token endpoint gave no token")
        self._token = body["access_token"]
        lifetime = float(body.get("expires_in", 0))
        self._good_until = asked_at + max(lifetime - RENEWED_BEFORE, lifetime / 2)


def body_of(answer: httpx.Response) -> object:
    """The JSON of an answer; None when it holds none."""
    try:
        return answer.json()
    except ValueError:
        return None
