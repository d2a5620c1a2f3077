"""The real sender on the embedded AWS, and a place where SES answers as a test wants."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from chalicelib.bootstrap import wiring
from tests.bench.installation import Installation, install
from tests.functional.adapters.one_shot_server import OneShotServer


@pytest.fixture(autouse=True)
def _wiring_as_it_was() -> Iterator[None]:
    """An installation takes the triggers' own wiring; other suites find it untouched."""
    before = dict(vars(wiring))
    yield
    vars(wiring).clear()
    vars(wiring).update(before)


@pytest.fixture
def ses(monkeypatch: pytest.MonkeyPatch) -> Iterator[OneShotServer]:
    """An SES that accepts every mail and counts them."""
    with OneShotServer(body={"MessageId": "0102-abc"}) as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL_SESV2", server.url)
        yield server


@pytest.fixture
def installed(table_name: str) -> Callable[..., Installation]:
    """`install` on an empty table."""

    def make(*args: Any, **parts: Any) -> Installation:
        return install(table_name, *args, **parts)

    return make
