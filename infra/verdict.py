"""The whole verdict: every suite of the Makefile, side by side where that helps, stopped at the first that fails.

What a suite is stands in the Makefile; here only the order, the clock and the report. `python -m infra.verdict`.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from types import FrameType
from typing import IO

Lane = tuple[str, ...]

STAGES: tuple[tuple[Lane, ...], ...] = (
    # Two cores, three lanes: suites that start local clouds wait more than they work. Quickest verdicts first.
    (
        ("lint", "types", "architecture", "unit", "contract", "frontend", "simulation"),
        ("functional",),
        ("launcher", "e2e"),
    ),
    # A browser beside a local cloud wants both cores.
    (("browser",),),
)

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_COUNTS = re.compile(r"\d+ (passed|failed|errors?)\b")
_PATIENCE_SECONDS = 20.0
_POLL_SECONDS = 0.1


@dataclass(frozen=True)
class Verdict:
    """How one suite ended; `exit_code` is the command's own, negative when a signal ended it."""

    suite: str
    exit_code: int
    seconds: float
    output: str

    @property
    def closing_line(self) -> str:
        """The last line with counts, as test runners print it, else the last line that is not make's own."""
        lines = [line.strip("= ") for line in _COLOURS.sub("", self.output).splitlines() if line.strip("= ")]
        counted = [line for line in lines if _COUNTS.search(line)]
        spoken = [line for line in lines if not line.startswith("make")]
        return next(reversed(counted or spoken), "")


@dataclass
class _Running:
    """A suite under way, in a process group of its own so that all it started ends with it."""

    suite: str
    command: Sequence[str]
    output: IO[bytes] = field(default_factory=tempfile.TemporaryFile)
    started: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        # A file, not a pipe: something a suite leaves running could hold a pipe open for ever.
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.DEVNULL, stdout=self.output, stderr=subprocess.STDOUT, start_new_session=True
        )

    def verdict(self) -> Verdict | None:
        """How it ended, or None while it runs."""
        exit_code = self.process.poll()
        if exit_code is None:
            return None
        self.output.seek(0)
        text = self.output.read().decode("utf-8", "replace")
        self.output.close()
        return Verdict(self.suite, exit_code, time.monotonic() - self.started, text)

    def stop(self) -> None:
        """End the suite and everything it started: first politely (pytest tears its fixtures down on SIGINT alone)."""
        self.output.close()
        for number, patience in ((signal.SIGINT, _PATIENCE_SECONDS), (signal.SIGKILL, None)):
            with suppress(ProcessLookupError, subprocess.TimeoutExpired):
                os.killpg(self.process.pid, number)
                self.process.wait(patience)


def run_stages(
    stages: Sequence[Sequence[Lane]], command_of: Callable[[str], Sequence[str]], *, report: Callable[[Verdict], None]
) -> list[Verdict]:
    """Run the stages one after the other, the lanes of a stage side by side; `report` hears of each suite as it ends.

    The first failure stops everything that still runs; what was stopped or never started is not among the verdicts.
    """
    verdicts: list[Verdict] = []
    for lanes in stages:
        with closing(_run_lanes(lanes, command_of)) as ended:
            for verdict in ended:
                report(verdict)
                verdicts.append(verdict)
                if verdict.exit_code:
                    return verdicts
    return verdicts


def _run_lanes(lanes: Sequence[Lane], command_of: Callable[[str], Sequence[str]]) -> Generator[Verdict]:
    waiting = [iter(lane) for lane in lanes]
    running: list[_Running | None] = [None] * len(lanes)
    try:
        for lane, suites in enumerate(waiting):
            running[lane] = _start_next(suites, command_of)
        while any(running):
            time.sleep(_POLL_SECONDS)
            for lane, current in enumerate(running):
                verdict = current.verdict() if current else None
                if verdict:
                    running[lane] = None
                    yield verdict
                    running[lane] = _start_next(waiting[lane], command_of)
    finally:
        for left in filter(None, running):
            left.stop()


def _start_next(suites: Iterator[str], command_of: Callable[[str], Sequence[str]]) -> _Running | None:
    suite = next(suites, None)
    if suite is None:
        return None
    print(f"… {suite}", flush=True)
    return _Running(suite, command_of(suite))


def report_suite(verdict: Verdict) -> None:
    """What the suite printed, under its name, whole."""
    print(f"\n──── {verdict.suite} {'─' * (90 - len(verdict.suite))}\n{verdict.output.rstrip()}", flush=True)


def summary(stages: Sequence[Sequence[Lane]], verdicts: Sequence[Verdict], *, seconds: float) -> str:
    """One line per suite with its duration and its last words, then the verdict."""
    known = {verdict.suite: verdict for verdict in verdicts}
    suites = [suite for lanes in stages for lane in lanes for suite in lane]
    lines = ["", "──── summary " + "─" * 83, *(_line(suite, known.get(suite)) for suite in suites)]
    failed = [verdict.suite for verdict in verdicts if verdict.exit_code]
    ending = f"FAILED: {failed[0]} (see above; alone: make {failed[0]})" if failed else "PASSED: every suite"
    return "\n".join([*lines, f"{ending}, {seconds:.0f} s"])


def _line(suite: str, verdict: Verdict | None) -> str:
    if verdict is None:
        return f"  {'-':6} {suite:13} {'':>7}  not finished"
    return f"  {'FAILED' if verdict.exit_code else 'ok':6} {suite:13} {verdict.seconds:5.0f} s  {verdict.closing_line}"


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def main() -> int:
    """Run every suite through `make`; 0 when all of them hold."""
    signal.signal(signal.SIGTERM, _interrupt)
    started = time.monotonic()
    verdicts = run_stages(STAGES, lambda suite: ("make", "--no-print-directory", suite), report=report_suite)
    print(summary(STAGES, verdicts, seconds=time.monotonic() - started), flush=True)
    return max((abs(verdict.exit_code) for verdict in verdicts), default=0)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("Interrupted: what was running has been stopped.")
