"""The doors: proofs come in by API call and by file, some more than once; whoever got no answer asks again."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from chalicelib.domain.proof import LANGUAGES, Proof, ReviewType, Source, TransmissionMethod
from chalicelib.domain.proof_outcome import ProofOutcome, ProofResult
from tests.builders import a_customer, a_product, a_proof
from tests.simulation import jobs
from tests.simulation.cloud import Cloud, WorkerClock
from tests.simulation.days.customers import Customers
from tests.simulation.days.engine import Engine
from tests.simulation.days.queues import skews_of
from tests.simulation.days.scenario import MOST_SKEW, Scenario
from tests.simulation.tasks import Task

AGAIN = 0.1
RETRY_SECONDS = 20.0
COUNTRIES = (None, None, "FR", "US", "JP", "DE")


class Doors:
    """`answers` holds the last answer for each proof that was transmitted, by website and place."""

    def __init__(self, cloud: Cloud, engine: Engine, scenario: Scenario, customers: Customers) -> None:
        self._cloud = cloud
        self._engine = engine
        self._scenario = scenario
        self._customers = customers
        self._skews = skews_of(engine, 3, MOST_SKEW)
        self.transmitted = 0
        self.answers: list[tuple[str, ProofOutcome]] = []

    def open(self) -> None:
        """Plan the day: half come in a file or two at once, the rest over the day; some come again by another door."""
        random, start = self._engine.random, self._scenario.start
        places = [random.randrange(len(self._scenario.collections)) for _ in range(self._scenario.requests)]
        website_ids = [self._scenario.collections[place].website_id for place in places]
        proofs = [self._proof(number) for number in range(len(places))]
        in_files = len(proofs) // random.choice((2, 3, 100))
        for website_id in sorted(set(website_ids[:in_files])):
            file = [proof for proof, site in zip(proofs[:in_files], website_ids, strict=False) if site == website_id]
            self._transmit(website_id, file, self._some_time())
        for website_id, proof in zip(website_ids[in_files:], proofs[in_files:], strict=True):
            at = self._some_time()
            self._transmit(website_id, [proof], at)
            if random.random() < AGAIN:
                again = at + timedelta(seconds=random.choice((0, 1, 3600)))
                self._transmit(website_id, [proof], min(again, start + timedelta(days=1)))

    def _some_time(self) -> datetime:
        return self._scenario.start + timedelta(hours=self._engine.random.uniform(0, 24))

    def _proof(self, number: int) -> Proof:
        random = self._engine.random
        customer = random.randrange(self._scenario.customers)
        suppressed = customer % 20 == 0
        address = f"{'suppressed' if suppressed else 'customer'}{customer}@example.com"
        day = random.randint(1, 6)
        return a_proof(
            experience_reference=f"R{number}",
            experience_at=self._scenario.start - timedelta(days=day, minutes=number),
            customer=a_customer(
                email=address, country=random.choice(COUNTRIES), language=random.choice((*LANGUAGES, None))
            ),
            source=Source(f"source-{number}"),
            transmission_method=random.choice((TransmissionMethod.API, TransmissionMethod.SFTP)),
            products=(a_product(),) if random.random() < 0.5 else (),
            review_types=random.choice((None, None, frozenset({ReviewType.BRAND}))),
            brand_delay_days=random.choice((None, None, None, 0, 1)),
        )

    def _transmit(self, website_id: str, proofs: Sequence[Proof], at: datetime) -> None:
        self.transmitted += len(proofs)
        self._engine.at(at, lambda: self._call(website_id, proofs))

    def _call(self, website_id: str, proofs: Sequence[Proof]) -> None:
        clock = WorkerClock(self._cloud.time, self._engine.random.choice(self._skews))

        def ended(task: Task) -> None:
            if task.error is not None:
                self._engine.after(RETRY_SECONDS, lambda: self._call(website_id, proofs))
                return
            outcomes: list[ProofOutcome] = task.result
            for outcome in outcomes:
                self.answers.append((website_id, outcome))
                self._customers.expect(website_id, outcome.review_request_ids)

        self._engine.start(jobs.receiving(self._cloud, website_id, proofs, clock), ended)

    @property
    def results(self) -> Counter[ProofResult]:
        """How many proofs were answered in which way."""
        return Counter(outcome.result for _, outcome in self.answers)
