"""What all rules of the machine stand on: websites, purchases, time, ticks, and what must hold after every step."""

from datetime import UTC, datetime, timedelta
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from chalicelib.domain.collection import Cap, Collection, Reminder, ReminderCondition
from chalicelib.domain.delays import Delay
from chalicelib.domain.proof import Proof, Source
from chalicelib.domain.send_window import SendWindow
from chalicelib.domain.withdrawal import WithdrawalResult
from chalicelib.usecases.ports import DueRow
from tests.builders import a_customer, a_proof, no_holidays
from tests.simulation import fates, jobs
from tests.simulation.cloud import Cloud, WorkerClock
from tests.simulation.crash_points import Hits
from tests.simulation.fates import Fate
from tests.simulation.tasks import Task

START = datetime(2026, 3, 25, 9, 0, tzinfo=UTC)
"""Four days before clocks change in Europe."""

VISIBILITY = timedelta(seconds=360)
"""Of the send queue, as in infra/template.yaml."""

MOST_SKEW = timedelta(minutes=5)
PLENTY = ("11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222")
STRICT = "33333333-3333-4333-8333-333333333333"
WEBSITES = (*PLENTY, STRICT)
REMINDERS = (Reminder(Delay(days=1)), Reminder(Delay(hours=6), ReminderCondition.NOT_OPENED))
WINDOW = SendWindow((1, 2, 3, 4, 5, 6), 8 * 60, 20 * 60)
COLLECTIONS = (
    Collection(PLENTY[0], "Maison Durand", one_email_a_day=False, reminders=REMINDERS),
    Collection(PLENTY[1], "Bike & Co", one_email_a_day=False, reminders=REMINDERS[:1], time_zone="America/New_York"),
    Collection(STRICT, "Strict", reminders=REMINDERS, cap=Cap(3), send_window=WINDOW),
)
Chosen = TypeVar("Chosen")

places = st.integers(0, 23)
skews = st.sampled_from([timedelta(), MOST_SKEW, -MOST_SKEW])


def maybe(options: tuple[Fate, ...]) -> st.SearchStrategy[Fate | None]:
    """One of the fates; now and then none."""
    return st.sampled_from([*options, *options, None])


def chosen(options: list[Chosen], place: int) -> Chosen | None:
    """One of them, if there is any."""
    return options[place % len(options)] if options else None


class MachineBase(RuleBasedStateMachine):
    """`hits` counts over all runs of a class; a subclass with its own counts its own."""

    hits = Hits()

    def __init__(self) -> None:
        super().__init__()
        self.cloud = Cloud(START, no_holidays, *COLLECTIONS, most_skew=MOST_SKEW)
        self.messages: list[DueRow] = []
        self.parked: list[Task] = []
        self.proofs: dict[tuple[str, int], Proof] = {}
        self.withdrawn: dict[tuple[str, int, str], WithdrawalResult] = {}

    # ---- proofs --------------------------------------------------------------------------------------------------
    @initialize()
    def begin(self) -> None:
        """Something to send from the start."""
        for website_id in WEBSITES:
            assert self._receive(website_id, [0, 1, 2, 3], None)

    @rule(website=st.sampled_from(WEBSITES), reference=places, fate=maybe(fates.RECEIVE_FATES))
    def a_proof_comes_in(self, website: str, reference: int, fate: Fate | None) -> None:
        """A client that got no answer asks again."""
        if not self._receive(website, [reference], fate):
            assert self._receive(website, [reference], None)

    @rule(website=st.sampled_from(PLENTY), first=places, fate=maybe(fates.FILE_FATES))
    def a_file_comes_in(self, website: str, first: int, fate: Fate | None) -> None:
        """A file received half is received again."""
        references = [first, first + 1, first + 2]
        if not self._receive(website, references, fate):
            assert self._receive(website, references, None)

    def _receive(self, website: str, references: list[int], fate: Fate | None) -> bool:
        proofs = [self._proof(website, reference) for reference in references]
        return self._pursue(jobs.receiving(self.cloud, website, proofs, self._clock()), fate)

    def _proof(self, website: str, reference: int) -> Proof:
        """The same purchase whenever it is told."""
        country = (None, "FR", "US")[reference % 3]
        customer = a_customer(email=f"customer{reference % 8}@example.com", country=country)
        proof = a_proof(
            experience_reference=f"R{reference}",
            experience_at=START - timedelta(days=1, minutes=reference),
            customer=customer,
            source=Source("one"),
            products=(),
        )
        return self.proofs.setdefault((website, reference), proof)

    # ---- time and ticks ------------------------------------------------------------------------------------------
    @rule(ahead=st.sampled_from([1, 5, 30, 400, 1000]))
    def time_passes(self, ahead: int) -> None:
        """Without anything else happening."""
        self.cloud.time.now += timedelta(seconds=ahead)

    @rule(fate=maybe(fates.TICK_FATES), skew=skews)
    def a_tick(self, fate: Fate | None, skew: timedelta) -> None:
        """One that finds something."""
        self._go_to_next_due()
        self._tick(fate, skew)

    def _tick(self, fate: Fate | None = None, skew: timedelta = timedelta()) -> None:
        self._pursue(jobs.ticking(self.cloud, self._clock(skew)), fate)
        self.messages += self.cloud.send_queue.take()

    def _go_to_next_due(self) -> None:
        dues = [row.due_at for row in self.cloud.store.rows.values() if row.may_be_sent and row.due_at]
        if dues:
            self.cloud.time.now = max(self.cloud.time.now, min(dues) + timedelta(seconds=1))

    # ---- what must hold after every step -------------------------------------------------------------------------
    @invariant()
    def every_promise_is_kept(self) -> None:
        """The ledger looks at every write and every acceptance."""
        assert not self.cloud.ledger.broken, self.cloud.ledger.broken

    def teardown(self) -> None:
        """Nobody sleeps on."""
        for task in self.parked:
            task.die()

    def _pursue(self, task: Task, fate: Fate | None) -> bool:
        return fates.pursue(task, fate, self.hits)

    def _clock(self, skew: timedelta = timedelta()) -> WorkerClock:
        return WorkerClock(self.cloud.time, skew)
