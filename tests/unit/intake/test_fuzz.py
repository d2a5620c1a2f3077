"""The fuzzer for a moment at each door, to know that it still runs; `make soak` gives it its time."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.run import NAMES, seeds
from tests.fuzz.targets import TARGETS

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("target", NAMES)
def test_the_samples_keep_every_promise(target: str) -> None:
    for seed in seeds(target):
        TARGETS[target](seed)


@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="atheris has no wheel for this machine")
def test_nothing_breaks_in_a_moment(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.fuzz.run", "--seconds", "1"]
    running = [
        subprocess.Popen(
            [*command, "--target", name], cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE, text=True
        )
        for name in NAMES
    ]
    told = {name: process.communicate(timeout=120)[1] for name, process in zip(NAMES, running, strict=True)}
    assert {name: process.returncode for name, process in zip(NAMES, running, strict=True)} == dict.fromkeys(
        NAMES, 0
    ), told
    assert all("new_units_added" in text for text in told.values())
