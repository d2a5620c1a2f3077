"""SES in virtual time: its rate, its day, its outages, and the events it tells of each e-mail."""

from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from chalicelib.domain import reasons
from chalicelib.domain.errors import SendRefusedError, SendUnknownError
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.usecases.governor_ports import SendQuota
from chalicelib.usecases.ports import Mail
from tests.simulation.cloud import Cloud, SESTwin
from tests.simulation.days.engine import Engine
from tests.simulation.days.scenario import Scenario
from tests.simulation.ledger import Acceptance

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
REFUSES_ABOVE = 4
"""Times the rate within a second; SES lets short bursts pass, so that keeping the rate is our own doing."""

RANDOM_THROTTLES = 0.005


class Audience(Protocol):
    """Whoever hears of an accepted e-mail: the events that follow it, and its reader."""

    def __call__(self, accepted: Acceptance) -> None:
        """It was accepted now."""


class DaysSES(SESTwin):
    """The rate is judged by what was accepted within one second."""

    def __init__(self, cloud: Cloud, engine: Engine, scenario: Scenario, audience: Audience) -> None:
        super().__init__(cloud)
        self._engine = engine
        self._scenario = scenario
        self._audience = audience
        self._last_second: deque[datetime] = deque()
        self._last_day: deque[datetime] = deque()
        self.most_in_a_second = 0
        self.refused = 0

    def accept(self, mail: Mail, row: ReviewRequest, sent_at: datetime) -> Acceptance:
        """Unless rate, day or an outage speak against it."""
        self._judge(self._cloud.time.now)
        accepted = super().accept(mail, row, sent_at)
        self._count(accepted.at)
        self._audience(accepted)
        return accepted

    def quota(self) -> SendQuota:
        """Fits the port `SendQuotas`."""
        _forget(self._last_day, self._cloud.time.now - DAY)
        left = self._scenario.daily_quota - len(self._last_day)
        return SendQuota(self._scenario.rate if left > 0 else 0.0, max(0.0, left))

    def _judge(self, now: datetime) -> None:
        outage = self._scenario.outage
        if outage and outage.covers(now) and outage.kind == "silent":
            raise SendUnknownError("HTTP 503")
        _forget(self._last_second, now - SECOND)
        too_fast = len(self._last_second) >= self._scenario.rate * REFUSES_ABOVE
        stopped = outage is not None and outage.covers(now) and outage.kind == "refuses"
        if stopped or too_fast or not self.quota().left_today or self._engine.random.random() < RANDOM_THROTTLES:
            self.refused += 1
            raise SendRefusedError("TooManyRequestsException")

    def _count(self, now: datetime) -> None:
        self._last_second.append(now)
        self._last_day.append(now)
        _forget(self._last_second, now - SECOND)
        self.most_in_a_second = max(self.most_in_a_second, len(self._last_second))


def _forget(instants: deque[datetime], until: datetime) -> None:
    while instants and instants[0] <= until:
        instants.popleft()


LOST, REPEATED, LATE = 0.01, 0.05, 0.2
LATEST = timedelta(hours=1)


def events_of(accepted: Acceptance, engine: Engine, tell: Callable[[Acceptance, Fact, float], None]) -> None:
    """Schedule what SES tells of an e-mail: some of it never, some twice, some an hour late."""
    for fact in _facts(accepted, engine):
        if engine.random.random() < LOST:
            continue
        for _ in range(2 if engine.random.random() < REPEATED else 1):
            late = engine.random.random() * LATEST.total_seconds() if engine.random.random() < LATE else 1.0
            tell(accepted, fact, (fact.at - accepted.at).total_seconds() + late)


def _facts(accepted: Acceptance, engine: Engine) -> list[Fact]:
    random, at, step = engine.random, accepted.at, accepted.step
    facts = [Fact(at, FactKind.SENT, step)]
    luck = random.random()
    if accepted.mail.to.startswith("suppressed"):
        return [*facts, Fact(at + SECOND, FactKind.BOUNCED, step, reasons.SUPPRESSED)]
    if luck < 0.03:
        return [*facts, Fact(at + random.uniform(1, 7200) * SECOND, FactKind.BOUNCED, step, reasons.HARD_BOUNCE)]
    if luck < 0.06:
        return [*facts, Fact(at + random.uniform(1, 7200) * SECOND, FactKind.SOFT_BOUNCED, step)]
    facts.append(Fact(at + random.uniform(1, 60) * SECOND, FactKind.DELIVERED, step))
    if luck < 0.25:
        facts.append(Fact(facts[-1].at + SECOND, FactKind.MACHINE_OPENED, step))
    if luck < 0.07:
        facts.append(Fact(facts[-1].at + random.uniform(60, 7200) * SECOND, FactKind.COMPLAINED, 0, reasons.COMPLAINED))
    return facts
