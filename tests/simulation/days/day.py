"""One day: a seed's installation, everybody around it, and everything that happens until all of it has ended."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from chalicelib.usecases.release_due_requests import Sweeper
from tests.simulation.cloud import Cloud
from tests.simulation.days.books import broken_books
from tests.simulation.days.customers import Customers
from tests.simulation.days.doors import Doors
from tests.simulation.days.engine import Engine, Trouble
from tests.simulation.days.operators import Operators
from tests.simulation.days.scenario import MOST_SKEW, Scenario, holiday, scenario_of
from tests.simulation.days.senders import Senders
from tests.simulation.days.ses import DaysSES
from tests.simulation.days.ticks import Ticks
from tests.simulation.days.withdrawers import Withdrawers
from tests.simulation.ledger import Acceptance

LONGEST = timedelta(days=60)
MOST_TICKS = 15_000
"""Four times what the busiest of 200 seeds needs: a request that is tried for ever is one that never ends."""


@dataclass(frozen=True)
class Outcome:
    """What a seed came to; `broken` is empty when every promise was kept."""

    seed: int
    broken: tuple[str, ...]
    proofs: int
    requests: int
    accepted: int
    slept: int
    refused: int
    ticks: int
    ended_after: timedelta
    struck: Counter[str] = field(default_factory=Counter)
    results: Counter[str] = field(default_factory=Counter)

    @property
    def line(self) -> str:
        """One line for a person."""
        verdict = "; ".join(self.broken[:3]) if self.broken else "kept"
        return (
            f"seed {self.seed}: {self.proofs} proofs, {self.requests} requests, {self.accepted} e-mails, "
            f"{sum(self.struck.values())} misfortunes, over after {self.ended_after}: {verdict}"
        )


class Day:
    """`run` it once."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.scenario: Scenario = scenario_of(seed, self.random)
        self.cloud = Cloud(self.scenario.start, holiday, *self.scenario.collections, most_skew=MOST_SKEW)
        self.engine = Engine(self.cloud.time, self.random, Trouble())
        self.customers = Customers(self.cloud, self.engine)
        self.ses = DaysSES(self.cloud, self.engine, self.scenario, self._accepted)
        self.cloud.ses = self.ses
        self.senders = Senders(self.cloud, self.engine)
        self.ticks = Ticks(self.cloud, self.engine, self.scenario, self._sweeper)
        self.doors = Doors(self.cloud, self.engine, self.scenario, self.customers)
        self.operators = Operators(self.cloud, self.engine, self.scenario)
        self.withdrawers = Withdrawers(self.cloud, self.engine, self.scenario)

    def run(self) -> Outcome:
        """Until nothing is left to happen, or a promise was broken."""
        start = self.scenario.start
        self.cloud.store.written = self.ticks.saw
        self.doors.open()
        self.operators.begin()
        self.withdrawers.begin()
        cloud = self.cloud
        ended = self.engine.run(until=start + LONGEST, failed=self._failed)
        broken = list(cloud.ledger.broken)
        if not broken:
            broken += broken_books(cloud, self.doors, self.withdrawers) if ended else ["it never ended"]
        if self.ses.most_in_a_second > 2 * self.scenario.rate:
            broken.append(f"{self.ses.most_in_a_second} accepted in a second at a rate of {self.scenario.rate}")
        return Outcome(
            seed=self.scenario.seed,
            broken=tuple(broken),
            proofs=self.doors.transmitted,
            requests=len(cloud.store.rows),
            accepted=sum(len(accepted) for accepted in cloud.ledger.acceptances.values()),
            slept=cloud.ledger.slept,
            refused=self.ses.refused,
            ticks=self.ticks.run,
            ended_after=cloud.time.now - start,
            struck=self.engine.struck,
            results=self.senders.results,
        )

    def _failed(self) -> bool:
        return bool(self.cloud.ledger.broken) or self.ticks.run > MOST_TICKS

    def _sweeper(self) -> Sweeper:
        return Sweeper(self.cloud.store, self.senders.queue, self.ses, self.cloud.interrupted_governor)

    def _accepted(self, accepted: Acceptance) -> None:
        self.customers.receive(accepted)
