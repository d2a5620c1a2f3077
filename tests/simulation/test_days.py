"""Two hundred seeded days of the whole sending side: nobody is mailed twice, nor after an opt-out, nothing is lost.

What a day holds stands in `days/scenario.py`; which promises are looked at, in `ledger.py` (on every write and every
acceptance) and `days/books.py` (when all has ended). `make soak` runs ten thousand.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from tests.simulation.days.__main__ import Table, replay
from tests.simulation.days.day import Day
from tests.simulation.sender_mutants import MUTANTS

DAYS = 200
AT_ONCE = 20
FOUND_WITHIN = 40
IN_DAYS = (
    "lease: a claim that expires",
    "re-send on silence",
    "ack before record",
    "SDK retry > 1",
    "claim without compare-and-swap",
    "a lost answer taken for a refusal",
)


@pytest.mark.parametrize("first", range(0, DAYS, AT_ONCE))
def test_every_promise_is_kept_on_every_day(first: int) -> None:
    table = Table()
    for seed in range(first, first + AT_ONCE):
        table.add(Day(seed).run())
    assert not table.failed, "\n".join(f"{one.line}\nagain: {replay(one.seed)}" for one in table.failed)
    # A day on which nothing went wrong would prove nothing.
    assert table.accepted > AT_ONCE * 10
    assert table.struck.total() > AT_ONCE * 10


def test_a_seed_is_the_same_day_again() -> None:
    assert Day(7).run() == Day(7).run()


@pytest.mark.parametrize("mutant", [MUTANTS[name] for name in IN_DAYS], ids=IN_DAYS)
def test_the_days_find_known_mistakes(mutant: Callable[[], AbstractContextManager[object]]) -> None:
    with mutant():
        assert any(Day(seed).run().broken for seed in range(FOUND_WITHIN))
