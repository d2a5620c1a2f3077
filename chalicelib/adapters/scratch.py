"""An empty folder on this machine's disk, for as long as it is used."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PREFIX = "suivi-scratch-"
LONGEST_LIFE = 1200
"""Seconds: no function runs longer than 900."""


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """The folder is gone afterwards, and so are those of invocations that died: a function's disk outlives them."""
    for left in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        if _is_left_behind(left):
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _is_left_behind(folder: Path) -> bool:
    """Not one that is gone by now: on one machine, functions share the disk and clear up beside each other."""
    try:
        return time.time() - folder.stat().st_mtime > LONGEST_LIFE
    except FileNotFoundError:
        return False
