"""A website with one webhook, on fakes: changes are announced, lanes delivered, time moved."""

from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.signing import Signer
from chalicelib.domain.webhook_delivery import Answer, DeliveryError
from chalicelib.domain.webhook_lane import LaneId
from chalicelib.domain.webhooks import Webhook, adding
from chalicelib.usecases.announce_change import announce_change
from chalicelib.usecases.change_ports import RowChange
from chalicelib.usecases.deliver_lane import LaneResult, deliver_lane
from chalicelib.usecases.release_due_lanes import release_due_lanes
from chalicelib.usecases.webhook_ports import Delivering
from tests.builders import WEBSITE_ID
from tests.fakes import (
    FakeClock,
    FakeDeliveryLog,
    FakeLanes,
    FakeWebhookBook,
    FakeWebhookCaller,
    FakeWebhookQueue,
)
from tests.webhook_builders import WEBHOOK_ID, a_webhook, sequence

TAKEN = Answer(204, None, 5)
BROKEN = Answer(500, None, 5)
SILENT = Answer(None, DeliveryError.TIMED_OUT, 8000)


@dataclass
class Scene:
    """The parts, and what a test does with them."""

    book: FakeWebhookBook = field(default_factory=FakeWebhookBook)
    lanes: FakeLanes = field(default_factory=FakeLanes)
    log: FakeDeliveryLog = field(default_factory=FakeDeliveryLog)
    queue: FakeWebhookQueue = field(default_factory=FakeWebhookQueue)
    caller: FakeWebhookCaller = field(default_factory=FakeWebhookCaller)
    clock: FakeClock = field(default_factory=FakeClock)

    def with_webhook(self, **overrides: Any) -> Webhook:
        webhook = a_webhook(**overrides)
        self.book.change(WEBSITE_ID, partial(adding, webhook=webhook))
        return webhook

    @property
    def delivering(self) -> Delivering:
        signer = Signer({"k1": b"a signing key for tests alone"})
        return Delivering(self.book, self.lanes, self.log, self.queue, self.caller, signer, self.clock)

    def announce(self, before: ReviewRequest | None, after: ReviewRequest, number: int) -> list[LaneId]:
        change = a_change(before, after, number)
        lanes = announce_change(self.book, self.lanes, change, now=self.clock.now())
        self.queue.put(lanes)
        return lanes

    def deliver(self, *, has_time: bool = True) -> list[LaneResult]:
        return [deliver_lane(self.delivering, one, has_time=lambda: has_time) for one in self.queue.take()]

    def tick(self) -> list[LaneResult]:
        release_due_lanes(self.lanes, self.queue, now=self.clock.now())
        return self.deliver()

    def answers(self, answer: Answer) -> None:
        self.caller.answer = lambda _url, _body: answer

    def log_lines(self) -> list[tuple[str, str, int]]:
        """Kind, outcome and attempt, oldest first."""
        page = self.log.recent(WEBSITE_ID, WEBHOOK_ID, size=1000)
        return [(one.kind.value, one.outcome.value, one.attempt) for one in reversed(page.deliveries)]


def a_change(before: ReviewRequest | None, after: ReviewRequest | None, number: int) -> RowChange:
    row = after or before
    assert row is not None
    return RowChange(
        website_id=row.website_id,
        review_request_id=row.review_request_id,
        sequence_number=sequence(number),
        before=before,
        after=after,
        written_before=before.current.status if before else None,
        written_after=after.current.status if after else None,
    )


def learning(row: ReviewRequest, kind: FactKind, clock: FakeClock, *, step: int = 0) -> ReviewRequest:
    """The row one version later, with one more fact."""
    return replace(row.learning(Fact(clock.now(), kind, step)), version=row.version + 1)
