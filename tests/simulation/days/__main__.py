"""`python -m tests.simulation.days --seed N` replays one seed; `--days N [--first M]` runs many, on all cores."""

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta

from tests.simulation.days.day import Day, Outcome

EVERY = 200


def run_seed(seed: int) -> Outcome:
    """One day."""
    return Day(seed).run()


def run_days(first: int, days: int, *, cores: int) -> Iterator[Outcome]:
    """The outcomes of so many seeds, in their order."""
    with ProcessPoolExecutor(cores) as pool:
        yield from pool.map(run_seed, range(first, first + days), chunksize=10)


def replay(seed: int) -> str:
    """What a person types to see a seed again."""
    return f"python -m tests.simulation.days --seed {seed}"


class Table:
    """The sums of many days."""

    def __init__(self) -> None:
        self.days = self.proofs = self.requests = self.accepted = self.slept = self.refused = self.ticks = 0
        self.longest = timedelta()
        self.struck: Counter[str] = Counter()
        self.results: Counter[str] = Counter()
        self.failed: list[Outcome] = []

    def add(self, outcome: Outcome) -> None:
        """One more day."""
        self.days += 1
        self.proofs += outcome.proofs
        self.requests += outcome.requests
        self.accepted += outcome.accepted
        self.slept += outcome.slept
        self.refused += outcome.refused
        self.ticks += outcome.ticks
        self.longest = max(self.longest, outcome.ended_after)
        self.struck += outcome.struck
        self.results += outcome.results
        self.failed += [outcome] if outcome.broken else []

    def __str__(self) -> str:
        rows = {
            "days": self.days,
            "broken days": len(self.failed),
            "proofs transmitted": self.proofs,
            "requests, all accounted for": self.requests,
            "e-mails accepted by SES": self.accepted,
            "... by a sender that had slept on the wire": self.slept,
            "refused by SES": self.refused,
            "ticks": self.ticks,
            "longest until all had ended": self.longest,
            "misfortunes": self.struck.total(),
        }
        named = {**rows, **{f"  {name}": number for name, number in self.struck.most_common(12)}}
        named |= {f"messages: {name}": number for name, number in self.results.most_common()}
        return "\n".join(f"{name:48} {number!s:>24}" for name, number in named.items())


def main() -> int:
    """0 when every promise was kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation.days", description=__doc__)
    parser.add_argument("--seed", type=int, help="replay this one")
    parser.add_argument("--days", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    wanted = parser.parse_args()
    first, days = (wanted.seed, 1) if wanted.seed is not None else (wanted.first, wanted.days)
    table, began = Table(), time.monotonic()
    for outcome in run_days(first, days, cores=os.cpu_count() or 1):
        table.add(outcome)
        if outcome.broken or days == 1:
            print(outcome.line, *outcome.broken, f"again: {replay(outcome.seed)}", sep="\n  ", flush=True)  # noqa: T201
        if table.days % EVERY == 0:
            print(f"{table.days} days, {time.monotonic() - began:.0f} s, {len(table.failed)} broken", flush=True)  # noqa: T201
    print(table)  # noqa: T201
    return 1 if table.failed else 0


if __name__ == "__main__":
    sys.exit(main())
