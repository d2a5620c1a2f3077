"""The world in which the send protocol is searched: one row, two senders, SES, and a bounded amount of bad luck.

Every state one event away is given by `steps`; the transitions are the real ones unless a mutant replaces them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib.domain import operations
from chalicelib.domain import send_protocol as real
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.review_request import ReviewRequest, SendState
from tests.builders import a_rules

START = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
RULES = a_rules(reminders=())
CRASHES, TAKES, REFUSALS = 2, 4, 1
TICKS = (timedelta(minutes=15), timedelta(hours=24))


@dataclass(frozen=True)
class Worker:
    """Where one sender stands: idle, taken, claimed, checked or answered; what it knows."""

    at: str = "idle"
    attempt: int = 0
    step: int = 0
    opted_out_before: bool = False
    answer: str = ""


@dataclass(frozen=True)
class World:
    """One state: the row, the senders, what SES accepted per step, and how much bad luck is left."""

    row: ReviewRequest
    workers: tuple[Worker, Worker] = (Worker(), Worker())
    opted_out: bool = False
    accepted: tuple[int, int] = (0, 0)
    accepted_after_opt_out: bool = False
    crashes: int = CRASHES
    takes: int = TAKES
    refusals: int = REFUSALS
    ticks: int = 0
    resends: int = 1

    @property
    def now(self) -> datetime:
        """The instant this state stands at."""
        return START + sum(TICKS[: self.ticks], timedelta())

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for states that cannot be told apart by anything that follows."""
        row = self.row
        facts = tuple(sorted((fact.kind, fact.step, fact.at) for fact in row.facts))
        state = (row.send_state, row.step, row.attempt, row.due_at, row.claimed_at, facts)
        luck = (self.crashes, self.takes, self.refusals, self.ticks, self.resends)
        return (state, self.workers, self.opted_out, self.accepted, luck)

    def with_worker(self, index: int, worker: Worker, **changes: Any) -> "World":
        """The same world with one sender elsewhere."""
        workers = (worker, self.workers[1]) if index == 0 else (self.workers[0], worker)
        return replace(self, workers=workers, **changes)

    def accepting(self, worker: Worker, times: int) -> dict[str, Any]:
        """What SES's acceptances change."""
        counts = list(self.accepted)
        counts[worker.step] += times
        after = self.accepted_after_opt_out or (times > 0 and worker.opted_out_before)
        return {"accepted": tuple(counts), "accepted_after_opt_out": after}


@dataclass(frozen=True)
class Protocol:
    """The transitions and habits under test; a mutant replaces one of them."""

    claim: Callable[..., ReviewRequest | None] = real.claim
    watchdog: Callable[..., ReviewRequest | None] = real.settle_overdue_claim
    checks_after_claim: bool = True
    releases_unknown: bool = False
    calls_per_send: int = 1
    one_message_at_a_time: bool = False


def steps(world: World, protocol: Protocol) -> Iterator[World]:
    """Every state one event away."""
    yield from _surroundings(world, protocol)
    for index, worker in enumerate(world.workers):
        if worker.at != "idle" and world.crashes:
            yield world.with_worker(index, Worker(), crashes=world.crashes - 1)
        yield from STAGES[worker.at](world, index, worker, protocol)


def _surroundings(world: World, protocol: Protocol) -> Iterator[World]:
    if not world.opted_out:
        yield replace(world, opted_out=True, row=real.stop(world.row, Fact(world.now, FactKind.OPTED_OUT)))
        yield replace(world, opted_out=True)  # the row itself is only told later, or never
    for step, accepted in enumerate(world.accepted):
        if accepted:
            told = real.learn_email_event(world.row, Fact(START, FactKind.SENT, step), now=world.now, rules=RULES)
            yield replace(world, row=told)
    settled = protocol.watchdog(world.row, now=world.now, rules=RULES)
    if settled is not None:
        yield replace(world, row=settled)
    if world.ticks < len(TICKS):
        yield replace(world, ticks=world.ticks + 1)
    yield from _operator(world)


def _operator(world: World) -> Iterator[World]:
    """Somebody in the back office asks for the e-mail again."""
    if world.resends:
        asked = operations.resend(world.row, now=world.now)
        if isinstance(asked, ReviewRequest):
            yield replace(world, row=asked, resends=world.resends - 1)


def _idle(world: World, index: int, _worker: Worker, protocol: Protocol) -> Iterator[World]:
    """A message is delivered. A queue that keeps order holds the next one back until the first is gone, or its
    visibility is over: then nobody knows whether the first sender still works.
    """
    held = protocol.one_message_at_a_time and world.workers[1 - index].at != "idle" and not world.ticks
    if world.takes and not held:
        early = world.opted_out if not protocol.checks_after_claim else False
        taken = Worker("cancelled" if early else "taken", step=world.row.step)
        yield world.with_worker(index, taken, takes=world.takes - 1)


def _taken(world: World, index: int, worker: Worker, protocol: Protocol) -> Iterator[World]:
    row = protocol.claim(world.row, step=worker.step, now=world.now)
    if row is None:
        yield world.with_worker(index, Worker())
    else:
        claimed = Worker("claimed", row.attempt, worker.step, opted_out_before=world.opted_out)
        yield world.with_worker(index, claimed, row=row)


def _claimed(world: World, index: int, worker: Worker, protocol: Protocol) -> Iterator[World]:
    """The contact is asked; or so much time has passed that the claim is given back instead (C18)."""
    attempt, now = worker.attempt, world.now
    if protocol.checks_after_claim and world.opted_out:
        fact = Fact(now, FactKind.OPTED_OUT)
        yield world.with_worker(
            index, Worker(), row=real.cancel_claim(world.row, attempt=attempt, fact=fact) or world.row
        )
    else:
        yield world.with_worker(index, replace(worker, at="checked"))
    late = real.release_claim(world.row, attempt=attempt, retry_at=now)
    yield world.with_worker(index, Worker(), row=late or world.row)


def _checked(world: World, index: int, worker: Worker, protocol: Protocol) -> Iterator[World]:
    """SES accepts and answers, accepts and the answer is lost, never hears of it, or refuses."""
    answered = replace(worker, at="answered", answer="accepted")
    yield world.with_worker(index, answered, **world.accepting(worker, 1))
    lost = replace(worker, at="answered", answer="lost")
    for times in range(protocol.calls_per_send + 1):  # an SDK that repeats does so when the answer is lost
        yield world.with_worker(index, lost, **world.accepting(worker, times))
    if world.refusals:
        refused = replace(worker, at="answered", answer="refused")
        yield world.with_worker(index, refused, refusals=world.refusals - 1)


def _answered(world: World, index: int, worker: Worker, protocol: Protocol) -> Iterator[World]:
    row: ReviewRequest | None
    if worker.answer == "accepted":
        row = real.record_sent(world.row, step=worker.step, at=world.now, rules=RULES)
    elif worker.answer == "refused" or protocol.releases_unknown:
        row = real.release_claim(world.row, attempt=worker.attempt, retry_at=world.now)
    else:
        row = real.record_unknown(world.row, attempt=worker.attempt, claimed_at=world.now)
    yield world.with_worker(index, Worker(), row=row or world.row)


def _cancelled(world: World, index: int, _worker: Worker, _protocol: Protocol) -> Iterator[World]:
    yield world.with_worker(index, Worker())


STAGES = {
    "idle": _idle,
    "taken": _taken,
    "claimed": _claimed,
    "checked": _checked,
    "answered": _answered,
    "cancelled": _cancelled,
}


def is_lost(row: ReviewRequest) -> bool:
    """Neither settled nor ever to be: not to be found by anybody, or found again and again and never let through."""
    if row.send_state is SendState.PLANNED and row.is_stopped:
        return True
    if row.due_at is not None or row.send_state in (SendState.SENT, SendState.CANCELLED, SendState.FAILED):
        return False
    return not row.facts.has(FactKind.UNCONFIRMED, row.step)
