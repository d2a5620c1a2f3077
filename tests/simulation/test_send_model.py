"""Exhaustive search of the send protocol on the real transition functions.

Two workers, repeated deliveries, crashes anywhere, lost answers, refusals, late events, an operator who asks again, an
opt-out at any moment and the watchdog: every reachable state is visited. Nobody is mailed twice for a step, nor after
an opt-out made before the claim, and no request is ever lost from sight.
"""

from collections import deque
from dataclasses import replace
from datetime import datetime

import pytest

from chalicelib.domain import send_protocol as real
from chalicelib.domain.review_request import ReviewRequest, SendState
from tests.builders import a_review_request
from tests.simulation.send_world import START, Protocol, World, is_lost, steps


def search(protocol: Protocol, *, until: str = "") -> tuple[int, set[str]]:
    """Number of states visited, and which promises were broken in them; the search ends early once `until` was."""
    first = World(a_review_request(due_at=START, planned_at=START))
    seen, queue, broken = {first.key}, deque([first]), set[str]()
    while queue and until not in broken:
        world = queue.popleft()
        broken |= _broken(world)
        for following in steps(world, protocol):
            if following.key not in seen:
                seen.add(following.key)
                queue.append(following)
    return len(seen), broken


def _broken(world: World) -> set[str]:
    promises = {
        "mailed twice": max(world.accepted) > 1,
        "mailed after an opt-out": world.accepted_after_opt_out,
        "lost": is_lost(world.row),
    }
    return {name for name, broken in promises.items() if broken}


def test_nobody_is_mailed_twice_or_after_an_opt_out_and_no_request_is_lost() -> None:
    visited, broken = search(Protocol())
    assert broken == set()
    assert visited > 10_000


def _lease(row: ReviewRequest, *, step: int, now: datetime) -> ReviewRequest | None:
    """A claim that expires: what must never be done."""
    expired = row.claimed_at is not None and row.claimed_at + real.WATCHDOG_AFTER <= now
    again = row.send_state is SendState.SENDING and expired
    return real.claim(replace(row, send_state=SendState.PLANNED) if again else row, step=step, now=now)


def _naive(row: ReviewRequest, *, step: int, now: datetime) -> ReviewRequest | None:
    """No claim at all: look whether it was sent, then send."""
    return replace(row, attempt=row.attempt + 1) if real.claim(row, step=step, now=now) else None


def _ack_before_record(row: ReviewRequest, *, step: int, now: datetime) -> ReviewRequest | None:
    """What is taken is crossed off the list of what is due before anybody knows how it ended."""
    claimed = real.claim(row, step=step, now=now)
    return replace(claimed, due_at=None) if claimed else None


def _resend(row: ReviewRequest, *, now: datetime, rules: object) -> ReviewRequest | None:
    """Silence taken for a refusal."""
    settled = real.settle_overdue_claim(row, now=now, rules=rules)  # type: ignore[arg-type]
    unconfirmed = settled is not None and settled.send_state is SendState.UNCONFIRMED
    return replace(settled, send_state=SendState.PLANNED, due_at=now) if settled and unconfirmed else settled


MUTANTS = {
    "naive: no claim": (Protocol(claim=_naive), "mailed twice"),
    "fifo: no claim, one message at a time": (Protocol(claim=_naive, one_message_at_a_time=True), "mailed twice"),
    "lease: a claim that expires": (Protocol(claim=_lease), "mailed twice"),
    "re-send on silence": (Protocol(watchdog=_resend), "mailed twice"),
    "check first: opt-out read before the claim": (Protocol(checks_after_claim=False), "mailed after an opt-out"),
    "SDK retry > 1": (Protocol(calls_per_send=2), "mailed twice"),
    "ack before record": (Protocol(claim=_ack_before_record), "lost"),
    "a lost answer taken for a refusal": (Protocol(releases_unknown=True), "mailed twice"),
}


@pytest.mark.parametrize(("mutant", "promise"), MUTANTS.values(), ids=MUTANTS.keys())
def test_the_search_finds_every_known_mistake(mutant: Protocol, promise: str) -> None:
    assert promise in search(mutant, until=promise)[1]
