"""The real use cases under a Hypothesis state machine, with every crash point of reliability.md 2.6 hit and counted.

What stands for a point whose own part comes later: C3 and C4 strike a file of several proofs that is received half and
then again (chunks come with large files); C14 strikes the counts of reputation and of operations (the counters of the
table come with its stream). Every promise of `ledger.py` is looked at on every write and every acceptance.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.simulation.crash_points import Hits
from tests.simulation.send_machine import PROFILE, machine_counting
from tests.simulation.sender_mutants import MUTANTS

EXAMPLES = 900
FEWEST_HITS = 200
BROKEN = {
    "naive: no claim": "sent without a claim|accepted 2 times|SES had accepted",
    "lease: a claim that expires": "accepted 2 times",
    "re-send on silence": "UNCONFIRMED became PLANNED|accepted 2 times|SES had accepted",
    "check first": "opted out before the claim|after an opt-out",
    "ack before record": "lost from sight",
    "SDK retry > 1": "accepted 2 times",
    "claim without compare-and-swap": "accepted 2 times|lost or grew younger|went back",
    "a lost answer taken for a refusal": "SES had accepted|accepted 2 times",
}
"""Which promise of the ledger each known mistake breaks."""


def test_no_promise_is_ever_broken_and_every_crash_point_is_hit() -> None:
    hits = Hits()
    run_state_machine_as_test(machine_counting(hits), settings=settings(PROFILE, max_examples=EXAMPLES))
    assert hits.fewer_than(FEWEST_HITS) == {}, str(hits)


@pytest.mark.parametrize("name", MUTANTS)
def test_the_machine_finds_every_known_mistake(name: str) -> None:
    mutant: Callable[[], AbstractContextManager[object]] = MUTANTS[name]
    generating = settings(PROFILE, max_examples=400, phases=(Phase.generate,))
    with mutant(), pytest.raises(AssertionError, match=BROKEN[name]):
        run_state_machine_as_test(machine_counting(Hits()), settings=generating)
