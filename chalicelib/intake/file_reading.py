"""What becomes of the bytes of a transmission: cut into pieces, read, and reported on."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from chalicelib.domain.call_errors import InvalidJsonError
from chalicelib.domain.collection import Collection
from chalicelib.domain.imports import MOST_LINES
from chalicelib.domain.proof import Proof, TransmissionMethod
from chalicelib.domain.transmission import Line, Transmission, TransmissionFormat, WholeRefusal
from chalicelib.domain.withdrawal import Withdrawal
from chalicelib.intake.compression import open_plain
from chalicelib.intake.csv_lines import RawRow
from chalicelib.intake.csv_partition import chunks_for, cut_csv, read_chunk
from chalicelib.intake.csv_proofs import RejectedRow, parse_rows
from chalicelib.intake.json_proofs import parse_events
from chalicelib.intake.kept_rows import KeptHead, kept_rows
from chalicelib.intake.line_rejects import line_of_reject, whole_refusal_of
from chalicelib.intake.proof_schema import Arrival
from chalicelib.intake.rejected_rows import rejected_name
from chalicelib.intake.rejects import FileRefusedError, Reject, RejectCode
from chalicelib.intake.strict_json import read_json
from chalicelib.intake.transmission_reports import Reported, write_reports

MOST_BYTES = 4 << 30
"""Of a file as it comes. On its way it stands twice on the disk of a function, which is 10 GiB."""


Piece = tuple[Path | None, int]


@dataclass(frozen=True)
class ReadPiece:
    """Fits the port `ReadRows`. `raw` holds every line as it came, by its number, `head` how its file began."""

    proofs: tuple[Proof, ...]
    withdrawals: tuple[Withdrawal, ...]
    refused: tuple[Line, ...]
    raw: Mapping[int, RawRow]
    head: KeptHead

    def kept(self, refused: Iterable[Line]) -> bytes:
        """See the port."""
        return kept_rows(self.head, refused, self.raw)


class FileReading:
    """Fits the port `Reading`."""

    def too_large(self, whole: Transmission) -> WholeRefusal | None:
        """See the port."""
        if whole.size <= MOST_BYTES:
            return None
        return whole_refusal_of(Reject(RejectCode.FILE_TOO_LARGE, detail=str(MOST_BYTES >> 20)))

    def cut(self, path: Path, whole: Transmission, folder: Path) -> list[Piece] | WholeRefusal:
        """See the port."""
        try:
            return _cut_events(path) if whole.format is TransmissionFormat.JSON else _cut_csv(path, whole, folder)
        except FileRefusedError as refused:
            return whole_refusal_of(refused.reject)

    def read(self, stream: BinaryIO, whole: Transmission, collection: Collection) -> ReadPiece:
        """See the port."""
        arrival = Arrival(
            collection.zone, whole.received_at, whole.method, whole.source_id, whole.name, sandbox=whole.sandbox
        )
        if whole.format is TransmissionFormat.JSON:
            return _read_events(read_json(stream.read()), arrival, whole.website_id)
        head, rows = read_chunk(stream)
        refused: list[RejectedRow] = []
        parsed = parse_rows(rows, head, arrival, refused.append)
        raw = {**parsed.raw, **{one.raw.line: one.raw for one in refused}}
        lines = tuple(line_of_reject(one.reject) for one in refused)
        return ReadPiece(parsed.proofs, parsed.withdrawals, lines, raw, KeptHead(head.mark, head.row))

    def reports(
        self,
        whole: Transmission,
        collection: Collection,
        kept: Iterable[BinaryIO],
        folder: Path,
        *,
        repeated: Transmission | None = None,
    ) -> tuple[Path, Path | None]:
        """See the port."""
        return write_reports(Reported(whole, collection, repeated), kept, folder)

    def rejected_name(self, name: str) -> str:
        """See the port."""
        return rejected_name(name)


def _cut_csv(path: Path, whole: Transmission, folder: Path) -> list[Piece]:
    most_rows = MOST_LINES if whole.method is TransmissionMethod.CSV else None
    with path.open("rb") as file:
        plain = open_plain(file, size=path.stat().st_size)
        cut = cut_csv(
            plain.stream,
            lambda number: (folder / str(number)).open("ab"),
            chunks=chunks_for(plain.expected_size),
            salt=whole.transmission_id,
            most_rows=most_rows,
        )
    return [(folder / str(number), rows) for number, rows in enumerate(cut.rows_of_chunks) if rows]


def _cut_events(path: Path) -> list[Piece]:
    try:
        events = read_json(path.read_bytes())
    except InvalidJsonError as cause:
        raise FileRefusedError(Reject(RejectCode.UNREADABLE_FILE)) from cause
    if not isinstance(events, list):
        raise FileRefusedError(Reject(RejectCode.UNREADABLE_FILE))
    return [(None, len(events))]


def _read_events(body: object, arrival: Arrival, website_id: str) -> ReadPiece:
    events = body if isinstance(body, list) else []
    parsed = parse_events(events, arrival, website_id=website_id, limit=len(events))
    refused = tuple(line_of_reject(reject) for reject in parsed.rejects)
    written = (json.dumps(event, ensure_ascii=False).encode() for event in events)
    raw = {number: RawRow(number, event) for number, event in enumerate(written, start=1)}
    return ReadPiece(parsed.proofs, (), refused, raw, KeptHead())
