"""The sweep: a lost notification, lost messages, and what must be left alone."""

from datetime import timedelta

import pytest

from chalicelib.domain.transmission import TransmissionState
from chalicelib.intake import csv_partition
from chalicelib.usecases.sweep_dropped_files import WAITS_FOR, Swept, sweep_dropped_files
from tests.builders import NOW, OTHER_WEBSITE_ID
from tests.intake_world import ORDERS, IntakeWorld, a_file, a_row

FILE = a_file(*(a_row(number) for number in range(4)))


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> IntakeWorld:
    """Later, when a notification would have come."""
    monkeypatch.setattr(csv_partition, "CHUNK_BYTES", 100)
    world = IntakeWorld()
    world.now = NOW + WAITS_FOR
    return world


def swept(world: IntakeWorld) -> Swept:
    return sweep_dropped_files(world.drop_desk, now=world.now)


def test_a_file_nobody_told_of_is_received(world: IntakeWorld) -> None:
    world.put(FILE)
    assert swept(world) == Swept(found=1)
    world.settle()
    assert f"{ORDERS}/success/orders.csv" in world.drop.objects
    assert swept(world) == Swept()


def test_a_notification_has_ten_minutes(world: IntakeWorld) -> None:
    world.put(FILE)
    world.now -= timedelta(seconds=1)
    assert swept(world) == Swept()


def test_partial_uploads_and_strays_hold_up_nobody(world: IntakeWorld) -> None:
    world.put(FILE[:50], "a.csv.part")
    world.drop.drop(f"{OTHER_WEBSITE_ID}/orders/a.csv", FILE)
    world.put(FILE)
    assert swept(world) == Swept(found=1, strays=1)


def test_chunks_whose_messages_were_lost_are_enqueued_again(world: IntakeWorld) -> None:
    whole = world.notify(world.put(FILE))
    assert whole is not None
    world.work(whole.transmission_id, 0)
    world.queue.chunks.clear()

    assert swept(world) == Swept(resumed=1)
    (advance,) = world.messages()
    advance()
    assert [number for _, _, number in world.queue.chunks] == list(range(1, whole.chunks))
    world.settle()
    assert world.transmission(whole.transmission_id).state is TransmissionState.DONE


def test_what_is_on_its_way_is_left_alone(world: IntakeWorld) -> None:
    world.notify(world.put(FILE))
    waiting = list(world.queue.chunks)
    assert swept(world) == Swept()
    assert (world.queue.chunks, world.queue.transmissions) == (waiting, [])


def test_a_file_that_is_over_and_was_not_moved_moves(world: IntakeWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(world.drop, "finish", lambda *_args, **_named: None)
        world.notify(world.put(FILE))
        world.settle()
    assert list(world.drop.objects) == [f"{ORDERS}/orders.csv"]
    assert swept(world) == Swept(resumed=1)
    world.settle()
    assert f"{ORDERS}/success/orders.csv" in world.drop.objects
