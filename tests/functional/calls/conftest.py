"""The real API on the embedded AWS: one website, and an API client of it at the JSON doors."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from chalice.app import Chalice
from chalice.test import Client

from app import app
from chalicelib.api.auth import issue_access_token, real_now
from chalicelib.bootstrap import wiring
from chalicelib.domain.access import ApiClient, Permission
from chalicelib.domain.call_rate import CallRate
from tests.bench.installation import Installation, install
from tests.builders import WEBSITE_ID
from tests.fakes import FakeIntakeFiles, FakeIntakeQueue

EVENTS = f"/purchase-event/websites/{WEBSITE_ID}/purchase_events"
UNHURRIED = CallRate(per_second=1000, burst=1000)


@dataclass(frozen=True)
class Door:
    """A client that may call as often as it likes."""

    installation: Installation
    client: Client
    token: str

    def post(self, door: str, body: object, **headers: str) -> Any:
        """`headers` are written with `_` for `-`."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {"Content-Type": "application/json", "Authorization": f"Bearer {self.token}", **named}
        return self.client.http.post(f"{EVENTS}/{door}", headers=sent, body=json.dumps(body).encode())


@pytest.fixture
def door(table_name: str) -> Iterator[Door]:
    """The API wired as in production, its bytes and its queue apart."""
    before = dict(vars(wiring))
    installation = install(table_name, intake_files=FakeIntakeFiles(), intake_queue=FakeIntakeQueue())
    client = ApiClient(
        WEBSITE_ID, f"{WEBSITE_ID}.shop", "hash", frozenset({Permission.WRITE_PROOFS}), call_rate=UNHURRIED
    )
    with Client(app) as http:
        yield Door(installation, http, issue_access_token(client, now=real_now()))
    vars(wiring).clear()
    vars(wiring).update(before)


@pytest.fixture
def many_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Lambda instance has one request at a time, and Chalice keeps it on the app: here each thread has its own."""
    for name in ("current_request", "lambda_context"):
        monkeypatch.setattr(Chalice, name, _held_by_thread(), raising=False)


def _held_by_thread() -> property:
    held = threading.local()

    def get(_app: Chalice) -> Any:
        return getattr(held, "value", None)

    def put(_app: Chalice, value: Any) -> None:
        held.value = value

    return property(get, put)
