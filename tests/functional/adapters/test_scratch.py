"""The folder on this machine's disk: empty, gone afterwards, and so is what dead invocations left."""

import os
import tempfile
import time
from pathlib import Path

import pytest

from chalicelib.adapters.scratch import LONGEST_LIFE, scratch_folder


@pytest.fixture(autouse=True)
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A disk of its own."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_folder_is_gone_afterwards_whatever_happened(disk: Path) -> None:
    def use(content: bytes | None) -> None:
        with scratch_folder() as folder:
            assert list(folder.iterdir()) == []
            (folder / "rows").write_bytes(content)  # type: ignore[arg-type]  # None is what fails

    use(b"x")
    with pytest.raises(TypeError):
        use(None)
    assert list(disk.iterdir()) == []


def test_what_a_dead_invocation_left_is_removed_once_nobody_can_use_it(disk: Path) -> None:
    used, left = (Path(tempfile.mkdtemp(prefix="suivi-scratch-")) for _ in range(2))
    (left / "rows").write_bytes(b"x")
    long_ago = time.time() - LONGEST_LIFE - 1
    os.utime(left, (long_ago, long_ago))
    with scratch_folder() as folder:
        assert set(disk.iterdir()) == {used, folder}


def test_what_vanishes_while_it_is_looked_at_is_nobodys_concern(disk: Path) -> None:
    """Functions on one machine share its disk: a folder may be gone between its listing and its look."""
    (disk / "suivi-scratch-gone").symlink_to(disk / "nowhere")
    with scratch_folder() as folder:
        assert folder.is_dir()
