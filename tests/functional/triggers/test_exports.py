"""The exports queue and the hourly tick: begun, gone on with, given up; and the drop passes feeds over."""

import json
from pathlib import Path
from typing import Any

import pytest

import app as suivi_app
from chalicelib.bootstrap import wiring
from chalicelib.domain.export_record import ExportFormat, ExportState
from chalicelib.domain.feeds import FeedSettings
from chalicelib.usecases import export_rows
from chalicelib.usecases.receive_proofs import receive_proofs
from chalicelib.usecases.start_export import start_export
from tests.builders import IDENTITIES, NOW, WEBSITE_ID, a_proof, a_rules
from tests.fakes import FakeExports, FakeExportsQueue, FakeFeedDirectory
from tests.functional.triggers.test_operations import Context, delivered, failed
from tests.functional.wired import Suivi
from tests.unit.usecases.exporting import an_order

EVENTS = Path(__file__).resolve().parents[2] / "events"
TICK: dict[str, Any] = json.loads((EVENTS / "eventbridge_tick.json").read_text("utf-8"))


def message(export_id: str, *, times: int = 1) -> dict[str, Any]:
    """The SQS event of one message."""
    event = delivered(export_id, times=times)
    body = json.dumps({"website_id": WEBSITE_ID, "export_id": export_id})
    return {"Records": [{**event["Records"][0], "body": body}]}


def state_of(export_id: str) -> ExportState:
    export = wiring.exports.get(WEBSITE_ID, export_id)
    assert export is not None
    return export.state


class Minutes(Context):
    """A context with this much time left at each look, then plenty."""

    def get_remaining_time_in_millis(self) -> int:
        return next(self._left, 890_000)


@pytest.fixture
def export_id(suivi: Suivi, monkeypatch: pytest.MonkeyPatch) -> str:
    """An export of 5 rows, which takes three stretches."""
    monkeypatch.setattr(export_rows, "PAGE_SIZE", 1)
    monkeypatch.setattr(export_rows, "PAGES", 2)
    proofs = [a_proof(experience_reference=f"R{n}") for n in range(5)]
    receive_proofs(suivi.store, IDENTITIES, a_rules(), proofs, now=NOW)
    return start_export(wiring.export_desk, an_order(ExportFormat.CSV), now=NOW).export_id


def test_an_export_is_made_once_however_often_it_is_delivered(export_id: str) -> None:
    for _ in range(2):
        assert failed(suivi_app.run_exports(message(export_id), Minutes())) == []
    export = wiring.exports.get(WEBSITE_ID, export_id)
    assert export is not None
    assert (export.state, export.rows) == (ExportState.DONE, 5)


def test_the_file_is_left_to_an_invocation_with_all_its_time(export_id: str) -> None:
    queue = wiring.exports_queue
    assert isinstance(queue, FakeExportsQueue)
    for left in ((200_000, 100_000), (200_000, 200_000, 200_000)):
        before = len(queue.messages)
        assert failed(suivi_app.run_exports(message(export_id), Minutes(*left))) == []
        assert (len(queue.messages), state_of(export_id)) == (before + 1, ExportState.RUNNING)
    suivi_app.run_exports(message(export_id), Minutes())
    assert state_of(export_id) is ExportState.DONE


def test_what_fails_too_often_says_so(suivi: Suivi, export_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: Any, **__: Any) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(suivi.store, "page", die)
        for times, state in ((4, ExportState.WAITING), (5, ExportState.FAILED)):
            assert failed(suivi_app.run_exports(message(export_id, times=times), Minutes())) == ["message-0"]
            assert state_of(export_id) is state
    assert failed(suivi_app.run_exports(message(export_id, times=6), Minutes())) == []
    assert state_of(export_id) is ExportState.DONE


def test_a_message_of_no_export_is_kept_for_inspection(suivi: Suivi) -> None:
    assert failed(suivi_app.run_exports(message("nothing"), Minutes())) == ["message-0"]


def test_an_hour_starts_the_feeds_that_are_due(suivi: Suivi) -> None:
    feeds, exports = wiring.feeds, wiring.exports
    assert isinstance(feeds, FakeFeedDirectory)
    assert isinstance(exports, FakeExports)
    feeds.save(WEBSITE_ID, FeedSettings(deliverability=True, unsubscribed=True))
    assert [suivi_app.write_feeds(TICK, Context()) for _ in range(2)] == [{"started": 2}, {"started": 0}]
    for _, run_id in list(exports.kept):
        assert failed(suivi_app.run_exports(message(run_id), Minutes())) == []
        assert state_of(run_id) is ExportState.DONE


def test_the_drop_passes_the_files_of_feeds_over(suivi: Suivi) -> None:
    key = f"{WEBSITE_ID}/feeds/unsubscribed-2026-11-22.tsv"
    suivi.files.drop(key, b"not a proof")
    event = delivered("x")
    body = json.dumps({"Records": [{"s3": {"object": {"key": key}}}]})
    dropped = {"Records": [{**event["Records"][0], "body": body}]}
    assert failed(suivi_app.receive_proof_files(dropped, Context())) == []
    assert list(suivi.files.objects) == [key]
