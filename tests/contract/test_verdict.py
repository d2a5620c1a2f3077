"""The verdict runs every suite there is, stops at the first failure, and leaves nothing running."""

import os
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from infra.verdict import STAGES, Verdict, run_stages, summary

ROOT = Path(__file__).resolve().parents[2]
SUITES = [suite for lanes in STAGES for lane in lanes for suite in lane]
NOT_SUITES = {"bench", "data", "events", "fakes", "fuzz", "soak", "__pycache__"}
"""Measurements and soaks are run by a person; the others hold material."""


def shell(scripts: dict[str, str]) -> Callable[[str], Sequence[str]]:
    return lambda suite: ("sh", "-c", scripts.get(suite, f"echo {suite} done"))


def ignore(_verdict: Verdict) -> None:
    """Nobody listens."""


def test_every_folder_of_tests_is_a_suite_of_the_verdict() -> None:
    folders = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir()} - NOT_SUITES
    assert folders - set(SUITES) == set()


def test_every_suite_is_a_target_of_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(SUITES) <= targets
    assert len(SUITES) == len(set(SUITES))


def test_a_lane_keeps_its_order_and_stages_follow_each_other() -> None:
    heard: list[str] = []
    stages = ((("a", "b"), ("c",)), (("d",),))
    verdicts = run_stages(stages, shell({"c": "sleep 0.3; echo c"}), report=lambda verdict: heard.append(verdict.suite))
    assert [verdict.exit_code for verdict in verdicts] == [0, 0, 0, 0]
    assert heard.index("a") < heard.index("b")
    assert heard[-1] == "d"


def test_the_first_failure_stops_the_other_lane_with_all_it_started(tmp_path: Path) -> None:
    child = tmp_path / "child"
    long = f"sleep 60 & echo $! > {child}; wait"
    failing = f"while [ ! -s {child} ]; do sleep 0.05; done; echo broken; exit 3"
    stages = ((("failing", "never"), ("long",)), (("never-either",),))
    verdicts = run_stages(stages, shell({"failing": failing, "long": long}), report=ignore)
    assert [(verdict.suite, verdict.exit_code) for verdict in verdicts] == [("failing", 3)]
    assert_ends(int(child.read_text()))


def assert_ends(process_id: int) -> None:
    for _ in range(100):
        stat = Path(f"/proc/{process_id}/stat")
        if not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] == "Z":
            return
        time.sleep(0.05)
    os.kill(process_id, 9)
    pytest.fail("a child of a stopped suite was left running")


def test_the_summary_names_the_failed_suite_and_how_to_run_it_alone() -> None:
    verdicts = [Verdict("a", 0, 1.2, "..\n==== 2 passed in 1.1s ====\n"), Verdict("b", 1, 0.4, "boom\n")]
    text = summary(((("a", "b", "c"),),), verdicts, seconds=2)
    assert "2 passed in 1.1s" in text
    assert "not finished" in text
    assert text.splitlines()[-1] == "FAILED: b (see above; alone: make b), 2 s"


@pytest.mark.parametrize(
    ("output", "closing_line"),
    [
        (
            "FAILED a::b\n=== 1 failed, 5 passed in 1.2s ===\nmake[1]: *** [Makefile:80: unit] Error 1\n",
            "1 failed, 5 passed in 1.2s",
        ),
        ("\x1b[2m Tests \x1b[22m \x1b[32m103 passed\x1b[39m (103)\n Duration 43s\n", "Tests  103 passed (103)"),
        ("Success: no issues found in 3 source files\n", "Success: no issues found in 3 source files"),
        ("error: wrong\nmake[1]: *** [Makefile:64: lint] Error 1\n", "error: wrong"),
        ("", ""),
    ],
)
def test_the_closing_line_is_the_runners_own(output: str, closing_line: str) -> None:
    assert Verdict("a", 0, 1, output).closing_line == closing_line


def test_the_summary_of_a_verdict_that_holds() -> None:
    assert summary(((("a",),),), [Verdict("a", 0, 61, "")], seconds=61).endswith("PASSED: every suite, 61 s")
