"""Files take the same memory whatever their size; the soak does it with a gigabyte."""

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from chalicelib.intake import csv_lines, csv_partition
from tests.soak import synthetic_file
from tests.soak.large_file import cut_on_disk, read_chunks

SIZE = 1 << 20
SMALLER = 16
"""By how much every bound is smaller here than it is."""

MOST_OF_A_CUT = SIZE // 2
MOST_OF_A_CHUNK = 8 << 20
"""A thousand rows that were read, some thousand that were refused."""


@pytest.fixture(autouse=True)
def _small_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_lines, "BLOCK_BYTES", csv_lines.BLOCK_BYTES // SMALLER)
    monkeypatch.setattr(csv_partition, "BUFFER_BYTES", 1 << 17)
    monkeypatch.setattr(csv_partition, "CROWDED_BYTES", csv_partition.CROWDED_BYTES // SMALLER)
    monkeypatch.setattr(csv_partition, "MOST_COUNTED", 500)
    monkeypatch.setattr(synthetic_file, "ROWS_AT_ONCE", 2_000 // SMALLER)


def most_memory(work: Callable[[], object]) -> int:
    """Bytes allocated at a time."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("one_reference", [False, True])
def test_a_file_is_cut_in_little_memory(one_reference: bool, tmp_path: Path) -> None:
    assert most_memory(lambda: cut_on_disk(SIZE, tmp_path, one_reference=one_reference)) < MOST_OF_A_CUT


def test_the_largest_chunk_of_a_file_of_one_reference_is_read_in_little_memory(tmp_path: Path) -> None:
    cut, rows = cut_on_disk(SIZE, tmp_path, one_reference=True)
    assert cut.rows == rows
    assert max(cut.rows_of_chunks) < rows / 3
    assert most_memory(lambda: read_chunks(cut, tmp_path, 1)) < MOST_OF_A_CHUNK
