"""The reports of a whole transmission: its log, and its refused lines in the format they came in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO, TextIO

from chalicelib.domain.collection import Collection
from chalicelib.domain.transmission import Transmission, TransmissionFormat
from chalicelib.domain.transmission_lines import line_from, line_text
from chalicelib.intake.csv_lines import RawRow
from chalicelib.intake.csv_stream import head_of
from chalicelib.intake.file_report import (
    ReportHeading,
    write_file_report,
    write_refusal_report,
    write_repetition_report,
)
from chalicelib.intake.kept_rows import Kept, read_kept_rows
from chalicelib.intake.line_rejects import reject_of_whole
from chalicelib.intake.rejected_rows import rejected_name, write_rejected_rows


@dataclass(frozen=True)
class Reported:
    """What is reported: a transmission with its final books, its website's settings, the one it repeats."""

    whole: Transmission
    collection: Collection
    repeated: Transmission | None = None

    @property
    def heading(self) -> ReportHeading:
        """Of the log."""
        name, collection = self.whole.name or self.whole.transmission_id, self.collection
        return ReportHeading(name, self.whole.received_at, collection.zone, collection.locale, rejected_name(name))


def write_reports(reported: Reported, kept: Iterable[BinaryIO], folder: Path) -> tuple[Path, Path | None]:
    """The log and the file of refused lines, written in `folder`; None when no line was refused.

    `kept` gives what `kept_rows` wrote of each chunk and is read once; little of it is held in memory.
    """
    spool, rejected, log = folder / "lines", folder / "rejected", folder / "log"
    with spool.open("w", encoding="utf-8") as lines, rejected.open("wb") as file:
        file.writelines(_rejected(reported.whole.format, kept, lines))
    with spool.open(encoding="utf-8") as lines, log.open("w", encoding="utf-8", newline="") as text:
        text.writelines(_log(reported, lines))
    return log, rejected if rejected.stat().st_size else None


def _log(reported: Reported, lines: Iterable[str]) -> Iterator[str]:
    whole, heading, repeated = reported.whole, reported.heading, reported.repeated
    if whole.refusal is not None:
        return write_refusal_report(heading, reject_of_whole(whole.refusal))
    if repeated is not None:
        return write_repetition_report(heading, repeated.name or "", repeated.received_at)
    return write_file_report(heading, whole.books, map(line_from, lines))


def _rejected(written: TransmissionFormat, kept: Iterable[BinaryIO], lines: TextIO) -> Iterator[bytes]:
    """The content of the file of refused lines; what became of each is noted in `lines` on the way."""
    opened = map(read_kept_rows, kept)
    first = next(opened, None)
    if first is None:
        return iter(())
    rows = _rows(chain([first], opened), lines)
    return _events(rows) if written is TransmissionFormat.JSON else write_rejected_rows(head_of(*first[0]), rows)


def _rows(opened: Iterable[Kept], lines: TextIO) -> Iterator[RawRow]:
    for _, found in opened:
        for line, row in found:
            lines.write(line_text(line) + "\n")
            yield row


def _events(rows: Iterable[RawRow]) -> Iterator[bytes]:
    """An array of the events that were refused, as they can be sent again."""
    before = b"[\n"
    for row in rows:
        yield before + row.raw
        before = b",\n"
    yield b"\n]\n"
