"""`python -m tests.soak.large_file --megabytes N`: a large file cut on disk and chunks of it read, in bounded memory.

Prints rows per second of one processor, which a busy machine changes little, and the most memory this process had; exit
code 1 when that is more than a function has.
"""

import argparse
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, cast
from zoneinfo import ZoneInfo

from chalicelib.domain.proof import TransmissionMethod
from chalicelib.intake.csv_partition import Cut, chunks_for, cut_csv, read_chunk
from chalicelib.intake.csv_proofs import RejectedRow, parse_rows
from chalicelib.intake.proof_schema import Arrival
from tests.soak.synthetic_file import SyntheticFile

MOST_MEMORY_MB = 256
ARRIVAL = Arrival(
    ZoneInfo("Europe/Paris"), datetime(2026, 11, 25, tzinfo=UTC), TransmissionMethod.SFTP, "version-1", "orders.csv"
)


def cut_on_disk(size: int, folder: Path, *, one_reference: bool) -> tuple[Cut, int]:
    """How it was cut, and how many rows were made."""
    file = SyntheticFile(size, one_reference=one_reference)

    def opened(number: int) -> BinaryIO:
        return (folder / str(number)).open("ab")

    return cut_csv(cast("BinaryIO", file), opened, chunks=chunks_for(size), salt="soak"), file.rows


def read_chunks(cut: Cut, folder: Path, most: int) -> int:
    """Read so many chunks, the largest first; how many rows they held.

    Raises AssertionError for a row unaccounted for.
    """
    numbers = sorted(range(len(cut.rows_of_chunks)), key=lambda number: -cut.rows_of_chunks[number])
    total = 0
    for number in numbers[:most]:
        if not cut.rows_of_chunks[number]:
            break
        refused: list[RejectedRow] = []
        with (folder / str(number)).open("rb") as file:
            head, rows = read_chunk(file)
            parsed = parse_rows(rows, head, ARRIVAL, refused.append)
        kept = sum(len(proof.lines) for proof in parsed.proofs)
        assert parsed.rows == cut.rows_of_chunks[number] == kept + len(refused)
        total += parsed.rows
    return total


def most_memory_mb() -> float:
    """Of this process, so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def soak(size: int, chunks_read: int, *, one_reference: bool) -> bool:
    """Whether the memory sufficed and every row was found again."""
    with tempfile.TemporaryDirectory() as name:
        started = time.process_time()
        cut, rows = cut_on_disk(size, Path(name), one_reference=one_reference)
        pace = rows / (time.process_time() - started)
        print(f"{size >> 20} MB, {rows} rows cut into {len(cut.rows_of_chunks)} chunks", end=": ", flush=True)
        print(f"{pace:,.0f} rows per second of one processor", flush=True)
        print(f"  largest chunk: {max(cut.rows_of_chunks)} rows; memory: {most_memory_mb():.0f} MB", flush=True)
        started = time.process_time()
        read = read_chunks(cut, Path(name), chunks_read)
        print(f"  {read} rows read: {read / (time.process_time() - started):,.0f} per second", flush=True)
    print(f"  memory: {most_memory_mb():.0f} MB of {MOST_MEMORY_MB}", flush=True)
    return cut.rows == rows and most_memory_mb() <= MOST_MEMORY_MB


def main() -> int:
    """0 when memory sufficed, for a usual file and for one whose rows bear the same reference."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.large_file", description=__doc__)
    parser.add_argument("--megabytes", type=int, default=1024)
    parser.add_argument("--chunks-read", type=int, default=200)
    options = parser.parse_args()
    done = [soak(options.megabytes << 20, options.chunks_read, one_reference=one) for one in (False, True)]
    return 0 if all(done) else 1


if __name__ == "__main__":
    sys.exit(main())
