"""Merchants who take proofs back at random moments, some twice, some by another source; unanswered, they ask again."""

from collections import defaultdict
from datetime import datetime, timedelta

from chalicelib.domain.withdrawal import Withdrawal, WithdrawalCause, WithdrawalOutcome, WithdrawalResult
from tests.simulation import jobs
from tests.simulation.cloud import Cloud, WorkerClock
from tests.simulation.days.doors import RETRY_SECONDS
from tests.simulation.days.engine import Engine
from tests.simulation.days.queues import skews_of
from tests.simulation.days.scenario import MOST_SKEW, Scenario
from tests.simulation.ledger import resumed_step
from tests.simulation.tasks import Task

AGAIN = 0.3
LATEST_HOURS = 72

Asked = tuple[str, str, str]
"""A website, a reference and a source."""


class Withdrawers:
    """`answers` holds every result a source was told for a reference, in order."""

    def __init__(self, cloud: Cloud, engine: Engine, scenario: Scenario) -> None:
        self._cloud = cloud
        self._engine = engine
        self._scenario = scenario
        self._skews = skews_of(engine, 3, MOST_SKEW)
        self._begun: dict[Asked, dict[tuple[str, str], int]] = {}
        self.asked = 0
        self.answers: dict[Asked, list[WithdrawalResult]] = defaultdict(list)

    def begin(self) -> None:
        """Plan the days: each reference of the day may be meant, and now and then one that nobody sent."""
        random = self._engine.random
        for number in range(self._scenario.withdrawals):
            website_id = random.choice(self._scenario.collections).website_id
            reference = f"R{random.randrange(self._scenario.requests + 2)}"
            at = self._scenario.start + timedelta(hours=random.uniform(0, LATEST_HOURS))
            wish = Withdrawal(reference, f"withdrawal-{number}", random.choice(tuple(WithdrawalCause)))
            for _ in range(1 + (random.random() < AGAIN)):
                self._plan(website_id, wish, at + timedelta(seconds=random.choice((0, 0.01, 1, 3_600))))

    def _plan(self, website_id: str, wish: Withdrawal, at: datetime) -> None:
        self.asked += 1
        self._engine.at(at, lambda: self._call(website_id, wish))

    def _call(self, website_id: str, wish: Withdrawal) -> None:
        asked = (website_id, wish.experience_reference, wish.source_id)
        rows = self._cloud.store.rows
        begun = self._begun.setdefault(asked, {key: resumed_step(row) for key, row in rows.items()})

        def ended(task: Task) -> None:
            if task.error is not None:
                self._engine.after(RETRY_SECONDS, lambda: self._call(website_id, wish))
                return
            outcome: WithdrawalOutcome = task.result[0]
            self.answers[asked].append(outcome.result)
            if outcome.result is WithdrawalResult.UNKNOWN:
                self._begun.pop(asked, None)
            keys = [(website_id, one) for one in outcome.review_request_ids]
            self._cloud.ledger.saw_withdrawal(keys, begun=begun)

        clock = WorkerClock(self._cloud.time, self._engine.random.choice(self._skews))
        self._engine.start(jobs.withdrawing(self._cloud, website_id, [wish], clock), ended)
