"""Exhaustive search of the send protocol on the real transition functions.

Two workers, repeated deliveries, crashes anywhere, lost answers, refusals, late events, an opt-out at any moment and
the watchdog: every reachable state is visited. Nobody is mailed twice, nor after an opt-out made before the claim.
"""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain import send_protocol as real
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.review_request import ReviewRequest, SendState
from tests.builders import a_collection, a_review_request

START = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
COLLECTION = a_collection(reminder_delay_days=())
CRASHES, TAKES, REFUSALS = 2, 4, 1
TICKS = (timedelta(minutes=15), timedelta(hours=24))


@dataclass(frozen=True)
class Worker:
    """Where one sender stands: idle, taken, claimed, checked or answered; what it knows."""

    at: str = "idle"
    attempt: int = 0
    opted_out_before: bool = False
    answer: str = ""


@dataclass(frozen=True)
class World:
    """One state: the row, the senders, what SES accepted, and how much bad luck is left."""

    row: ReviewRequest
    workers: tuple[Worker, Worker] = (Worker(), Worker())
    opted_out: bool = False
    accepted: int = 0
    accepted_after_opt_out: bool = False
    crashes: int = CRASHES
    takes: int = TAKES
    refusals: int = REFUSALS
    ticks: int = 0

    @property
    def now(self) -> datetime:
        return START + sum(TICKS[: self.ticks], timedelta())

    @property
    def key(self) -> tuple[object, ...]:
        row = self.row
        facts = tuple((fact.key, fact.at) for fact in row.facts)
        state = (row.send_state, row.step, row.attempt, row.due_at, facts)
        return (state, self.workers, self.opted_out, self.accepted, self.crashes, self.takes, self.refusals, self.ticks)

    def with_worker(self, index: int, worker: Worker, **changes: Any) -> "World":
        workers = (worker, self.workers[1]) if index == 0 else (self.workers[0], worker)
        return replace(self, workers=workers, **changes)


@dataclass(frozen=True)
class Protocol:
    """The transitions under test; a mutant replaces one of them."""

    claim: Callable[..., ReviewRequest | None] = real.claim
    watchdog: Callable[..., ReviewRequest | None] = real.settle_overdue_claim
    checks_after_claim: bool = True
    releases_unknown: bool = False


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
    if world.accepted:
        told = real.learn_email_event(world.row, Fact(START, FactKind.SENT), now=world.now, collection=COLLECTION)
        yield replace(world, row=told)
    settled = protocol.watchdog(world.row, now=world.now, collection=COLLECTION)
    if settled is not None:
        yield replace(world, row=settled)
    if world.ticks < len(TICKS):
        yield replace(world, ticks=world.ticks + 1)


def _idle(world: World, index: int, _worker: Worker, protocol: Protocol) -> Iterator[World]:
    if world.takes:
        early = world.opted_out if not protocol.checks_after_claim else False
        yield world.with_worker(index, Worker("cancelled" if early else "taken"), takes=world.takes - 1)


def _taken(world: World, index: int, _worker: Worker, protocol: Protocol) -> Iterator[World]:
    row = protocol.claim(world.row, step=0, now=world.now)
    if row is None:
        yield world.with_worker(index, Worker())
    else:
        claimed = Worker("claimed", row.attempt, opted_out_before=world.opted_out)
        yield world.with_worker(index, claimed, row=row)


def _claimed(world: World, index: int, worker: Worker, protocol: Protocol) -> Iterator[World]:
    if protocol.checks_after_claim and world.opted_out:
        fact = Fact(world.now, FactKind.OPTED_OUT)
        yield world.with_worker(
            index, Worker(), row=real.cancel_claim(world.row, attempt=worker.attempt, fact=fact) or world.row
        )
    else:
        yield world.with_worker(index, replace(worker, at="checked"))


def _checked(world: World, index: int, worker: Worker, _protocol: Protocol) -> Iterator[World]:
    for answer in ("accepted", "lost"):
        yield world.with_worker(
            index,
            replace(worker, at="answered", answer=answer),
            accepted=world.accepted + 1,
            accepted_after_opt_out=world.accepted_after_opt_out or worker.opted_out_before,
        )
    yield world.with_worker(index, replace(worker, at="answered", answer="lost"))
    if world.refusals:
        refused = replace(worker, at="answered", answer="refused")
        yield world.with_worker(index, refused, refusals=world.refusals - 1)


def _answered(world: World, index: int, worker: Worker, protocol: Protocol) -> Iterator[World]:
    row: ReviewRequest | None
    if worker.answer == "accepted":
        row = real.record_sent(world.row, step=0, at=world.now, collection=COLLECTION)
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


def search(protocol: Protocol) -> tuple[int, set[str]]:
    """Number of states visited, and which promises were broken in any of them."""
    first = World(a_review_request(due_at=START, planned_at=START))
    seen, queue, broken = {first.key}, deque([first]), set()
    while queue:
        world = queue.popleft()
        if world.accepted > 1:
            broken.add("mailed twice")
        if world.accepted_after_opt_out:
            broken.add("mailed after an opt-out")
        if broken:
            return len(seen), broken
        for following in steps(world, protocol):
            if following.key not in seen:
                seen.add(following.key)
                queue.append(following)
    return len(seen), broken


def test_nobody_is_mailed_twice_or_after_an_opt_out() -> None:
    visited, broken = search(Protocol())
    assert broken == set()
    assert visited > 10_000


def _lease(row: ReviewRequest, *, step: int, now: datetime) -> ReviewRequest | None:
    """A claim that expires: what must never be done."""
    expired = row.send_state is SendState.SENDING and row.due_at is not None and row.due_at <= now
    return real.claim(replace(row, send_state=SendState.PLANNED) if expired else row, step=step, now=now)


def _naive(row: ReviewRequest, *, step: int, now: datetime) -> ReviewRequest | None:
    """No claim at all: look whether it was sent, then send."""
    return replace(row, attempt=row.attempt + 1) if real.claim(row, step=step, now=now) else None


def _resend(row: ReviewRequest, *, now: datetime, collection: object) -> ReviewRequest | None:
    """Silence taken for a refusal."""
    settled = real.settle_overdue_claim(row, now=now, collection=collection)  # type: ignore[arg-type]
    unconfirmed = settled is not None and settled.send_state is SendState.UNCONFIRMED
    return replace(settled, send_state=SendState.PLANNED, due_at=now) if settled and unconfirmed else settled


MUTANTS = {
    "a lease that expires": (Protocol(claim=_lease), "mailed twice"),
    "no claim": (Protocol(claim=_naive), "mailed twice"),
    "re-send on silence": (Protocol(watchdog=_resend), "mailed twice"),
    "a lost answer taken for a refusal": (Protocol(releases_unknown=True), "mailed twice"),
    "opt-out checked before the claim": (Protocol(checks_after_claim=False), "mailed after an opt-out"),
}


@pytest.mark.parametrize(("mutant", "promise"), MUTANTS.values(), ids=MUTANTS.keys())
def test_the_search_finds_every_known_mistake(mutant: Protocol, promise: str) -> None:
    assert promise in search(mutant)[1]
