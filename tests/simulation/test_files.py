"""A file on its way, killed at every call it makes, by workers that know nothing of each other: one final set."""

import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from chalicelib.domain.transmission import Books, TransmissionState, books_of
from chalicelib.intake import csv_partition
from tests.intake_world import HEADER, ORDERS, IntakeWorld, a_file, a_row
from tests.simulation.interrupted import interrupted
from tests.simulation.tasks import Task

PLAIN = ";;;"
ROWS = (
    a_row("A") + PLAIN,
    a_row("A") + ";P1;Lamp;",  # merged with the one above
    a_row("B", email="nobody") + PLAIN,
    a_row("C") + PLAIN,
    a_row("C", email="other@example.com") + PLAIN,  # contradicts the one above
    *(a_row(f"R{number}") + PLAIN for number in range(6)),
    a_row("old") + PLAIN,  # another customer's by now
    a_row("R1") + ";;;withdraw",  # added above
    a_row("gone") + ";;;withdraw",
)
FILE = a_file(*ROWS, header=f"{HEADER};product_ref;name;action")
KNOWN = a_file(a_row("old", email="other@example.com"), a_row("gone"))


@pytest.fixture(autouse=True)
def _several_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_partition, "CHUNK_BYTES", 250)


def a_world() -> IntakeWorld:
    """Two purchases are known already."""
    world = IntakeWorld(lambda name, port: interrupted(name, port) if name != "queue" else port)
    world.receive(KNOWN, "known.csv")
    return world


def final_set(world: IntakeWorld) -> dict[str, Any]:
    """All that a merchant can see in the end, apart from instants of our own."""
    whole = max(world.transmissions.kept.values(), key=lambda one: one.transmission_id)
    return {
        "state": (whole.state, whole.books, whole.chunks, whole.chunks_done),
        "lines": world.lines(whole.transmission_id),
        "rows": {
            key: (row.send_state, row.status if hasattr(row, "status") else None)
            for key, row in world.requests.store.rows.items()
        },
        "drop": dict(world.drop.objects),
    }


@dataclass
class Workers:
    """Messages are handled by tasks that may die; one that dies has its message delivered again."""

    world: IntakeWorld
    waiting: deque[Callable[[], Any]] = field(default_factory=deque)
    points: int = 0

    def run(self, *, die_at: int | None = None) -> None:
        """One task after the other; the one that stands at the given point dies there."""
        while self.waiting:
            handle = self.waiting.popleft()
            task = Task("handle", handle)
            while not task.over:
                point = task.go()
                self.points += point is not None
                if point is not None and self.points == die_at:
                    task.die()
                    self.waiting.append(handle)
            self._must_not_fail(task)
            self.waiting.extend(self.world.messages())

    def run_side_by_side(self, chance: random.Random, *, twice: bool) -> None:
        """Every message at once, all of them twice, in any order of steps."""
        tasks: list[Task] = []
        while self.waiting or tasks:
            while self.waiting:
                handle = self.waiting.popleft()
                tasks += [Task("handle", handle) for _ in range(1 + twice)]
            task = chance.choice(tasks)
            task.go()
            if task.over:
                self._must_not_fail(task)
                tasks.remove(task)
            self.waiting.extend(self.world.messages())

    def _must_not_fail(self, task: Task) -> None:
        if isinstance(task.error, Exception):
            raise task.error


def received(run: Callable[[Workers], None]) -> IntakeWorld:
    """A world in which the file went through."""
    world = a_world()
    key = world.put(FILE)
    workers = Workers(world, deque([lambda: world.notify(key)]))
    run(workers)
    return world


def test_dying_at_any_point_and_starting_again_gives_the_same() -> None:
    counted: list[int] = []

    def counting(workers: Workers) -> None:
        workers.run()
        counted.append(workers.points)

    expected = final_set(received(counting))
    assert expected["state"][:2] == (TransmissionState.DONE, Books(14, 10, 0, 3, 1, 2, 7))
    assert counted[0] > 50
    for point in range(1, counted[0] + 1):
        assert final_set(received(lambda workers, at=point: workers.run(die_at=at))) == expected, point  # type: ignore[misc]  # a default binds it


def test_workers_side_by_side_give_the_same() -> None:
    expected = final_set(received(lambda workers: workers.run()))
    for seed in range(30):
        world = received(lambda workers, seed=seed: workers.run_side_by_side(random.Random(seed), twice=True))  # type: ignore[misc]  # a default binds it
        assert final_set(world) == expected, seed


def test_everything_delivered_twice_after_the_end_changes_nothing() -> None:
    world = received(lambda workers: workers.run())
    expected = final_set(world)
    whole = max(world.transmissions.kept.values(), key=lambda one: one.transmission_id)
    for _ in range(2):
        world.notify(f"{ORDERS}/orders.csv")
        world.advance(whole.transmission_id)
        for number in range(whole.chunks):
            world.work(whole.transmission_id, number)
        world.settle()
    assert final_set(world) == expected
    assert books_of(expected["lines"]) == whole.books
