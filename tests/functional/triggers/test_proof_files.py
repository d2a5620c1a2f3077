"""The queues of transmissions and of chunks, and the sweep's tick: messages in, whatever became of them said."""

import json
from pathlib import Path
from typing import Any

import pytest

import app as suivi_app
from chalicelib.bootstrap import wiring
from chalicelib.domain.errors import BusyError
from chalicelib.domain.transmission import Transmission, TransmissionState
from chalicelib.intake import csv_partition
from chalicelib.triggers import proof_chunks, proof_files
from tests.builders import WEBSITE_ID
from tests.fakes import FakeIntakeQueue
from tests.functional.triggers.test_triggers import Context, dropped, failed, sqs
from tests.functional.wired import Suivi
from tests.intake_world import a_file, a_row

TICK = json.loads((Path(__file__).resolve().parents[2] / "events" / "eventbridge_tick.json").read_text("utf-8"))
KEY = f"{WEBSITE_ID}/orders/a.csv"


@pytest.fixture
def queue(suivi: Suivi, monkeypatch: pytest.MonkeyPatch) -> FakeIntakeQueue:
    """A file of several chunks lies in the drop; the queue is empty."""
    monkeypatch.setattr(csv_partition, "CHUNK_BYTES", 100)
    suivi.files.drop(KEY, a_file(*(a_row(number) for number in range(4))))
    assert isinstance(wiring.intake_queue, FakeIntakeQueue)
    return wiring.intake_queue


def notified() -> dict[str, Any]:
    return suivi_app.receive_proof_files(sqs(dropped(KEY)), Context())


def of_chunks(queue: FakeIntakeQueue, *, times: int = 1) -> dict[str, Any]:
    """The event of all chunks that wait, delivered so many times."""
    names = ("website_id", "transmission_id", "number")
    event = sqs(*(dict(zip(names, one, strict=True)) for one in queue.chunks))
    for record in event["Records"]:
        record["attributes"] = {"ApproximateReceiveCount": str(times)}
    queue.chunks.clear()
    return event


def standing() -> Transmission:
    (one,) = wiring.transmissions.files(WEBSITE_ID, size=10).transmissions
    return one


def busy(*_args: Any, **_named: Any) -> Any:
    raise BusyError("slower")


def test_a_file_goes_through_both_queues(suivi: Suivi, queue: FakeIntakeQueue) -> None:
    assert failed(notified()) == []
    assert len(queue.chunks) == standing().chunks > 1

    assert failed(suivi_app.receive_proof_chunks(of_chunks(queue), Context())) == []
    ((website_id, transmission_id),) = queue.transmissions
    advance = sqs({"website_id": website_id, "transmission_id": transmission_id})
    for _ in range(2):
        assert failed(suivi_app.receive_proof_files(advance, Context())) == []

    assert (standing().state, standing().books.accepted) == (TransmissionState.DONE, 4)
    assert f"{WEBSITE_ID}/orders/success/a.csv" in suivi.files.objects


@pytest.mark.usefixtures("queue")
def test_a_busy_store_is_asked_again_in_a_moment(suivi: Suivi, monkeypatch: pytest.MonkeyPatch) -> None:
    queue = wiring.intake_queue
    assert isinstance(queue, FakeIntakeQueue)
    with monkeypatch.context() as patch:
        patch.setattr(proof_files, "advance_transmission", busy)
        assert failed(notified()) == []
    assert len(queue.transmissions) == 1
    notified()
    with monkeypatch.context() as patch:
        patch.setattr(proof_chunks, "receive_chunk", busy)
        waiting = list(queue.chunks)
        assert failed(suivi_app.receive_proof_chunks(of_chunks(queue), Context())) == []
    assert queue.chunks == waiting
    assert {delay.total_seconds() for delay in queue.delays} == {0, 30}


def test_a_chunk_that_fails_again_and_again_holds_up_no_other(
    suivi: Suivi, queue: FakeIntakeQueue, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    notified()
    poison = next(iter(wiring.transmissions.chunks(WEBSITE_ID, standing().transmission_id)))
    read = wiring.intake_files.open

    def die(place: str) -> Any:
        return 1 / 0 if place == poison.place else read(place)

    with monkeypatch.context() as patch:
        patch.setattr(wiring.intake_files, "open", die)
        event = of_chunks(queue, times=5)
        assert failed(suivi_app.receive_proof_chunks(event, Context())) == ["message-0"]
    assert "Chunk given up" in caplog.text
    assert (standing().state, standing().chunks_done) == (TransmissionState.RUNNING, standing().chunks - 1)

    assert failed(suivi_app.receive_proof_chunks(event, Context())) == []  # redriven
    assert standing().chunks_done == standing().chunks


def test_messages_that_name_nothing_are_kept_for_inspection(suivi: Suivi) -> None:
    nothing = {"website_id": WEBSITE_ID, "transmission_id": "f" + "0" * 25, "number": 0}
    assert failed(suivi_app.receive_proof_files(sqs(nothing), Context())) == ["message-0"]
    assert failed(suivi_app.receive_proof_chunks(sqs(nothing), Context())) == ["message-0"]


def test_the_sweep_finds_what_nobody_told(suivi: Suivi, queue: FakeIntakeQueue) -> None:
    assert suivi_app.sweep_dropped_files(TICK, Context()) == {"found": 0, "resumed": 0, "strays": 0}
    suivi.clock.forward(hours=1)
    suivi.files.drop("no-website/orders/a.csv", b"x")
    assert suivi_app.sweep_dropped_files(TICK, Context()) == {"found": 1, "resumed": 0, "strays": 1}
    assert len(queue.transmissions) == 1
