"""The life of a review request, step by step, and what each step writes (reliability.md 4.3)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from chalicelib.domain.collection import Reminder, ReminderCondition
from chalicelib.domain.delays import Delay
from chalicelib.domain.review import Review, ReviewAnswer
from chalicelib.triggers.email_events import on_email_events
from chalicelib.triggers.sending import on_send_queue
from chalicelib.usecases.ports import DueRow
from chalicelib.usecases.record_form_opened import record_form_opened
from chalicelib.usecases.submit_review import submit_review
from tests.bench.installation import Installation, install, invoke
from tests.bench.sdk_counter import Usage
from tests.bench.typical import a_typical_proof, ses_event
from tests.builders import NOW, a_collection
from tests.fakes import FakeClock, FakeMailer

_T = TypeVar("_T")

BATCH = 10
"""What SQS hands over at once; a step is measured on ten requests together."""

REMINDED, DELIVERED, OPENED, FORM_OPENED, SUBMITTED, BOUNCED = 0.62, 0.97, 0.35, 0.11, 0.07, 0.02
EMAILS = 1 + REMINDED
NOT_REMINDED = 1 - REMINDED - SUBMITTED - BOUNCED
"""Whose reminder was planned and is skipped when it falls due. 62 % is who got the first e-mail and did not open it, so
the reminder here is the one with that condition."""

REMINDER = Reminder(Delay(days=7), ReminderCondition.NOT_OPENED)
COMMENT = "Livraison rapide et colis très soigné ; la lampe éclaire bien et le plaid est d'une grande douceur. Merci !"


@dataclass(frozen=True)
class Step:
    """One thing that happens to a request: how often per life, and what ten of them together consumed."""

    name: str
    times: float
    usage: Usage

    @property
    def write_units(self) -> float:
        """Each time."""
        return self.usage.write_units / BATCH

    @property
    def per_life(self) -> float:
        """Its share of a life."""
        return self.write_units * self.times

    @property
    def places(self) -> dict[str, float]:
        """Where the units of one time go: the table, or which index."""
        return {place: units / BATCH for place, units in self.usage.writes.items() if units}

    @property
    def calls(self) -> float:
        """Requests to AWS, each time."""
        return self.usage.calls.total() / BATCH


def write_units_of(steps: Iterable[Step]) -> float:
    """Of a whole life."""
    return sum(step.per_life for step in steps)


def measured_life(table_name: str) -> list[Step]:
    """Every step of reliability.md 4.3, on the table; SES is a fake, what it tells comes through the real trigger."""
    clock = FakeClock(NOW)
    suivi = install(table_name, a_collection(reminders=(REMINDER,)), clock=clock, mailer=FakeMailer())
    return _Lives(suivi, clock).steps()


class _Lives:
    """Ten requests at a time."""

    def __init__(self, suivi: Installation, clock: FakeClock) -> None:
        self._suivi, self._clock = suivi, clock
        self._taken = 0

    def steps(self) -> list[Step]:
        """Directories are warm: a month and a due day cost one write each, whatever the number of requests in them."""
        received, first, usual = self._begin()
        openers, bounced = (self._begin()[2] for _ in range(2))
        self._tell("open", openers)
        life = [
            Step("proof received", 1, received),
            Step("first e-mail", 1, first),
            Step("SES told: sent", EMAILS, self._tell("send", usual)),
            Step("SES told: delivered", DELIVERED * EMAILS, self._tell("delivery", usual)),
            Step("SES told: opened", OPENED, self._tell("open", usual)),
            Step("SES told: bounced", BOUNCED, self._tell("bounce_permanent", bounced)),
            Step("form opened", FORM_OPENED, self._counted(lambda: self._open_forms(usual))),
            Step("review submitted", SUBMITTED, self._counted(lambda: self._submit(usual))),
        ]
        return [*life, *self._reminders(openers)]

    def _reminders(self, openers: Sequence[DueRow]) -> list[Step]:
        others = self._begin()[2]
        self._clock.forward(days=7)
        sent, skipped = self._counted(lambda: self._remind(others)), self._counted(lambda: self._remind(openers))
        return [Step("reminder", REMINDED, sent), Step("reminder skipped", NOT_REMINDED, skipped)]

    def _begin(self) -> tuple[Usage, Usage, list[DueRow]]:
        """Proofs received, and the first e-mail of each request sent; the days and months they need are open before."""
        self._send(self._receive(1))
        with self._suivi.counter.counting() as received:
            due = self._receive(BATCH)
        return received, self._counted(lambda: self._send(due)), due

    def _receive(self, count: int) -> list[DueRow]:
        numbers = range(self._taken, self._taken + count)
        self._taken += count
        return self._suivi.receive([a_typical_proof(number) for number in numbers])

    def _counted(self, act: Callable[[], None]) -> Usage:
        with self._suivi.counter.counting() as usage:
            act()
        return usage

    def _send(self, rows: Sequence[DueRow]) -> None:
        assert invoke(on_send_queue, rows) == []

    def _remind(self, firsts: Sequence[DueRow]) -> None:
        self._send([DueRow(due.website_id, due.review_request_id, 1, due.proof_id) for due in firsts])

    def _tell(self, kind: str, rows: Sequence[DueRow]) -> Usage:
        sent_at = self._clock.now()
        at = sent_at + timedelta(minutes=1)
        events = [ses_event(kind, due, sent_at=sent_at, at=at) for due in rows]
        with self._suivi.counter.counting() as usage:
            assert invoke(on_email_events, events) == []
        return usage

    def _open_forms(self, rows: Sequence[DueRow]) -> None:
        store, now = self._suivi.wiring.review_requests, self._clock.now()
        for due in rows:
            record_form_opened(store, website_id=due.website_id, review_request_id=due.review_request_id, now=now)

    def _submit(self, rows: Sequence[DueRow]) -> None:
        store, now = self._suivi.wiring.review_requests, self._clock.now()
        products = [product.product_ref for product in a_typical_proof(0).products]
        reviews = [Review(about, ReviewAnswer(5, COMMENT), False, now) for about in (None, *products)]
        for due in rows:
            request = due.review_request_id
            submit_review(store, website_id=due.website_id, review_request_id=request, reviews=reviews, now=now)
