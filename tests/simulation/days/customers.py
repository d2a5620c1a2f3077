"""The customers: they open, click, answer, opt out; and what SES tells of their e-mails reaches us, sooner or later."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.opt_out import OptOutScope
from chalicelib.usecases.record_form_opened import record_form_opened
from tests.simulation import jobs
from tests.simulation.cloud import Cloud, WorkerClock
from tests.simulation.days.engine import Engine
from tests.simulation.days.queues import Message, Queue, skews_of
from tests.simulation.days.scenario import MOST_SKEW
from tests.simulation.days.ses import events_of
from tests.simulation.ledger import Acceptance
from tests.simulation.tasks import Task

Key = tuple[str, str]
WORKERS = 4
RETRY_SECONDS = 5.0
OPENS, CLICKS, ANSWERS, OPTS_OUT_AFTERWARDS, OPTS_OUT_AT_THE_LAST_MOMENT = 0.4, 0.5, 0.6, 0.1, 0.1


class Customers:
    """Everybody who is written to."""

    def __init__(self, cloud: Cloud, engine: Engine) -> None:
        self._cloud = cloud
        self._engine = engine
        self._skews = skews_of(engine, WORKERS, MOST_SKEW)
        self.events: Queue[tuple[Key, Fact]] = Queue(engine, self._learn, workers=WORKERS)

    def expect(self, website_id: str, review_request_ids: Sequence[str]) -> None:
        """A request was accepted: one customer in ten opts out at the very moment at which it is due."""
        for review_request_id in review_request_ids:
            key = (website_id, review_request_id)
            row = self._cloud.store.rows[key]
            if row.due_at and self._engine.random.random() < OPTS_OUT_AT_THE_LAST_MOMENT:
                moment = row.due_at + timedelta(seconds=self._engine.random.uniform(-5, 90))
                self._engine.at(moment, lambda key=key: self._opt_out(key))  # type: ignore[misc]

    def receive(self, accepted: Acceptance) -> None:
        """An e-mail reached its reader."""
        key = (accepted.row.website_id, accepted.row.review_request_id)
        events_of(accepted, self._engine, lambda _, fact, late: self._tell(key, fact, late))
        random = self._engine.random
        if random.random() < OPTS_OUT_AFTERWARDS:
            self._engine.after(random.uniform(1, 100_000), lambda: self._opt_out(key))
        if random.random() < OPENS:
            self._read(key, accepted.step, random.uniform(5, 100_000))

    def _read(self, key: Key, step: int, seconds: float) -> None:
        random, opened_at = self._engine.random, self._cloud.time.now + timedelta(seconds=seconds)
        self._tell(key, Fact(opened_at, FactKind.OPENED, step), seconds)
        if random.random() < CLICKS:
            self._engine.after(seconds + 20, lambda: self._open_form(key))
            if random.random() < ANSWERS:
                self._engine.after(seconds + random.uniform(40, 400), lambda: self._submit(key))

    def _tell(self, key: Key, fact: Fact, seconds: float) -> None:
        self._engine.after(seconds, lambda: self.events.put((key, fact)))

    def _learn(self, worker: int, messages: Sequence[Message[tuple[Key, Fact]]], over: Callable[[], None]) -> None:
        (message,) = messages
        key, fact = message.body

        def ended(task: Task) -> None:
            message.deleted = task.error is None
            over()

        clock = WorkerClock(self._cloud.time, self._skews[worker])
        self._engine.start(jobs.learning(self._cloud, key, fact, clock), ended)

    def _open_form(self, key: Key) -> None:
        now = self._cloud.time.now
        record_form_opened(self._cloud.store, website_id=key[0], review_request_id=key[1], now=now)

    def _opt_out(self, key: Key) -> None:
        scope = self._engine.random.choice((OptOutScope.MERCHANT, OptOutScope.ALL_MERCHANTS))
        self._until_answered(lambda: jobs.opting_out(self._cloud, key, scope, self._cloud.time.now))

    def _submit(self, key: Key) -> None:
        self._until_answered(lambda: jobs.submitting(self._cloud, key, self._cloud.time.now))

    def _until_answered(self, call: Callable[[], Task]) -> None:
        """Whoever got no answer clicks again."""

        def ended(task: Task) -> None:
            if task.error is not None:
                self._engine.after(RETRY_SECONDS, lambda: self._until_answered(call))

        self._engine.start(call(), ended)
