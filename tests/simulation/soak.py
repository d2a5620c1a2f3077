"""`python -m tests.simulation.soak --examples N`: the state machine on all cores, drawn anew each time."""

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.simulation.crash_points import Hits
from tests.simulation.send_machine import PROFILE, machine_counting

AT_ONCE = 500


def run_examples(examples: int) -> Hits:
    """How often each crash point was hit. Raises AssertionError, with the steps, for a broken promise."""
    hits = Hits()
    drawn = settings(PROFILE, max_examples=examples, derandomize=False)
    run_state_machine_as_test(machine_counting(hits), settings=drawn)
    return hits


def main() -> int:
    """0 when every promise was kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation.soak", description=__doc__)
    parser.add_argument("--examples", type=int, default=5_000)
    examples, total, done = parser.parse_args().examples, Hits(), 0
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        parts = [pool.submit(run_examples, min(AT_ONCE, examples - n)) for n in range(0, examples, AT_ONCE)]
        for part in as_completed(parts):
            total.add(part.result())
            done += AT_ONCE
            print(f"{min(done, examples)} of {examples} examples: {total}", flush=True)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
