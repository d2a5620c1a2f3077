"""The fixture `suivi`, shared by the suites of the API and of the triggers."""

from collections.abc import Iterator

import pytest
from chalice.test import Client

from app import app
from chalicelib.bootstrap import wiring
from tests.functional.wired import Suivi, fakes, open_websites


@pytest.fixture
def suivi(monkeypatch: pytest.MonkeyPatch) -> Iterator[Suivi]:
    """The application with fakes in its wiring, and two open websites."""
    parts = fakes()
    for name, part in parts.items():
        monkeypatch.setitem(wiring.__dict__, name, part)
    demo, other = open_websites(parts["websites"], parts["counted_zones"])
    with Client(app) as client:
        yield Suivi(
            client,
            parts["review_requests"],
            parts["contacts"],
            parts["websites"],
            parts["proof_files"],
            parts["send_queue"],
            parts["mailer"],
            parts["clock"],
            demo,
            other,
        )
