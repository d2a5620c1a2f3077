"""The two ticks: each once a minute, half a minute apart, now and then lost or doubled, on clocks that may be wrong.

Ticks that could find nothing are left out: those at which, by their own clock, no row is due.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from chalicelib.domain.review_request import ReviewRequest
from chalicelib.usecases.release_due_requests import Sweeper, release_due_requests
from tests.simulation import jobs
from tests.simulation.cloud import Cloud, WorkerClock
from tests.simulation.days.engine import Engine
from tests.simulation.days.queues import skews_of
from tests.simulation.days.scenario import MOST_SKEW, Scenario

BETWEEN = timedelta(seconds=30)
LOST, DOUBLED = 0.02, 0.02


class Ticks:
    """`run` counts them."""

    def __init__(self, cloud: Cloud, engine: Engine, scenario: Scenario, sweeper: Callable[[], Sweeper]) -> None:
        self._cloud = cloud
        self._engine = engine
        self._scenario = scenario
        self._sweeper = sweeper
        self._skews = skews_of(engine, 2, MOST_SKEW)
        self._next: datetime | None = None
        self.run = 0

    def saw(self, row: ReviewRequest) -> None:
        """A row was written: there must be a tick for it."""
        if row.due_at is not None:
            self._wake(row.due_at)

    def _wake(self, due_at: datetime) -> None:
        """The first tick from now on whose clock could find it due."""
        now, start = self._cloud.time.now, self._scenario.start
        earliest = max(due_at - max(self._skews), now)
        slot = start + (-((start - earliest) // BETWEEN)) * BETWEEN
        if slot <= now:
            slot += BETWEEN
        if self._next is None or slot < self._next:
            self._next = slot
            self._engine.at(slot, lambda: self._tick(slot))

    def _tick(self, slot: datetime) -> None:
        if self._next != slot:
            return
        self._next = None
        outage = self._scenario.outage
        stopped = outage is not None and outage.kind == "no ticks" and outage.covers(slot)
        luck = self._engine.random.random()
        if not stopped and luck > LOST:
            for _ in range(2 if luck > 1 - DOUBLED else 1):
                self._run(slot)
        due_at = self._cloud.store.next_due
        if due_at:
            self._wake(due_at)

    def _run(self, slot: datetime) -> None:
        which = ((slot - self._scenario.start) // BETWEEN) % 2
        clock, sweeper = WorkerClock(self._cloud.time, self._skews[which]), self._sweeper()
        if not self._cloud.store.has_due(clock.now()):
            return
        self.run += 1
        task = jobs.task(self._cloud, "tick", lambda: release_due_requests(sweeper, now=clock.now()))
        self._engine.start(task, lambda _task: None)
