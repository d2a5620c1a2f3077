"""The people of the merchant: operations, settings, pauses, and a look every morning at what is paused."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.domain.listing import ReviewRequestFilter
from chalicelib.domain.operation_record import DEFAULT_UNDO, NOT_ASKED_FOR, OperationKind, Order, Selection
from chalicelib.domain.settings_history import ApplyTo
from chalicelib.usecases.change_settings import Changing, change_settings
from chalicelib.usecases.control_sending import Order as SendingOrder
from chalicelib.usecases.control_sending import pause_sending, resume_sending
from chalicelib.usecases.start_operation import start_operation
from tests.simulation import jobs
from tests.simulation.cloud import Cloud, WorkerClock
from tests.simulation.days.engine import Engine
from tests.simulation.days.queues import Message, Queue
from tests.simulation.days.scenario import Scenario, some_settings
from tests.simulation.ledger import EVERYBODY
from tests.simulation.tasks import Task

KINDS = tuple(kind for kind in OperationKind if kind not in NOT_ASKED_FOR)


class Operators:
    """They begin with the day; the morning look goes on as long as anything waits."""

    def __init__(self, cloud: Cloud, engine: Engine, scenario: Scenario) -> None:
        self._cloud = cloud
        self._engine = engine
        self._scenario = scenario
        self._website_ids = [collection.website_id for collection in scenario.collections]
        self.queue: Queue[tuple[str, str]] = Queue(engine, self._work, workers=2)

    def begin(self) -> None:
        """Everything they will do."""
        random = self._engine.random
        for _ in range(self._scenario.pauses):
            website_id = random.choice((*self._website_ids, EVERYBODY))
            at, hours = self._some_time(), random.uniform(0.2, 3)
            self._engine.at(at, lambda website_id=website_id: self._pause(website_id))  # type: ignore[misc]
            self._engine.at(
                at + timedelta(hours=hours),
                lambda website_id=website_id: self._resume(website_id),  # type: ignore[misc]
            )
        for _ in range(self._scenario.operations):
            self._engine.at(self._some_time(days=3), self._operate)
        for _ in range(self._scenario.settings_changes):
            self._engine.at(self._some_time(days=2), self._change_settings)
        self._engine.at(self._scenario.start + timedelta(hours=32), self._morning)

    def _some_time(self, days: int = 1) -> datetime:
        return self._scenario.start + timedelta(hours=self._engine.random.uniform(0, 24 * days))

    def _pause(self, website_id: str) -> None:
        pause_sending(self._cloud.governor, SendingOrder(website_id, "operator", "a look"), now=self._cloud.time.now)

    def _resume(self, website_id: str) -> None:
        resume_sending(self._cloud.governor, SendingOrder(website_id, "operator", "fine"), now=self._cloud.time.now)

    def _morning(self) -> None:
        for website_id in sorted(self._cloud.paused()):
            self._resume(website_id)
        self.queue.redrive()  # the dead letters' alarm rang: docs/operations.md
        waits = any(row.due_at for row in self._cloud.store.rows.values())
        if waits or not all(operation.is_over for operation in self._cloud.operations.kept.values()):
            self._engine.after(86_400, self._morning)

    def _operate(self) -> None:
        random, now = self._engine.random, self._cloud.time.now
        website_id, kind = random.choice(self._website_ids), random.choice(KINDS)
        ids = sorted(rid for site, rid in self._cloud.store.rows if site == website_id)
        if not ids:
            return
        takes_all = random.random() < 0.2 and kind not in (OperationKind.CORRECT_ADDRESS, OperationKind.CANCEL)
        named = Selection(tuple(random.sample(ids, min(3, len(ids)))))
        order = Order(
            website_id,
            kind,
            Selection(wanted=ReviewRequestFilter()) if takes_all else named,
            "as asked",
            "operator",
            now + timedelta(hours=random.uniform(1, 48)) if kind is OperationKind.RESCHEDULE else None,
            f"corrected{random.randrange(5)}@example.com" if kind is OperationKind.CORRECT_ADDRESS else None,
        )
        operation = start_operation(self._cloud.desk, order, now=now)
        self.queue.put((website_id, operation.operation_id), delay=DEFAULT_UNDO.total_seconds())

    def _change_settings(self) -> None:
        random = self._engine.random
        current = self._cloud.websites.collection(random.choice(self._website_ids))
        wanted = replace(current, **some_settings(random))
        changing = Changing("operator", "as asked", random.choice(tuple(ApplyTo)))
        changed = change_settings(self._cloud.desk, wanted, changing, now=self._cloud.time.now)
        if changed.operation_id:
            self.queue.put((current.website_id, changed.operation_id), delay=DEFAULT_UNDO.total_seconds())

    def _work(self, _worker: int, messages: Sequence[Message[tuple[str, str]]], over: Callable[[], None]) -> None:
        (message,) = messages

        def ended(task: Task) -> None:
            message.deleted = task.error is None
            over()

        clock = WorkerClock(self._cloud.time)
        self._engine.start(jobs.operating(self._cloud, *message.body, clock), ended)
