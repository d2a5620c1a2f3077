"""Cut a transmission into chunks, each with every row of its references; or say why it is none.

A file whose very content was received before is the same file, unless it had errors then: whoever sends it again may
have removed their cause.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from chalicelib.domain.sandbox import PREFIX
from chalicelib.domain.transmission import (
    Chunk,
    Transmission,
    TransmissionKind,
    TransmissionMode,
    TransmissionState,
    WholeRefusal,
    kind_of,
)
from chalicelib.usecases.finish_transmission import end_unread
from chalicelib.usecases.intake_desk import IntakeDesk, place_of_chunk

BLOCK_BYTES = 1 << 18


def cut_transmission(intake: IntakeDesk, whole: Transmission, *, now: datetime) -> Transmission:
    """The transmission afterwards: RUNNING with its chunks, or REFUSED or REPEATED.

    Its chunks stand in their places before they are told of. Raises FileNotFoundError when its bytes are gone.
    """
    too_large = intake.reading.too_large(whole)
    if too_large is not None:
        return _refused(intake, whole, too_large, now)
    with intake.scratch() as folder:
        path = folder / "whole"
        digest = _copied(intake, whole, path)
        repeats = _repeats(intake, whole, digest)
        if repeats is not None:
            repeated = replace(whole, state=TransmissionState.REPEATED, repeats=repeats, ended_at=now)
            return end_unread(intake, repeated)
        pieces = intake.reading.cut(path, whole, folder)
        if isinstance(pieces, WholeRefusal):
            return _refused(intake, whole, pieces, now)
        chunks = [_chunk(whole, number, *piece) for number, piece in enumerate(pieces)]
        intake.files.write_all(_contents(chunks, pieces))
    return intake.transmissions.cut(whole, chunks)


def _refused(intake: IntakeDesk, whole: Transmission, refusal: WholeRefusal, now: datetime) -> Transmission:
    return end_unread(intake, replace(whole, state=TransmissionState.REFUSED, refusal=refusal, ended_at=now))


def _copied(intake: IntakeDesk, whole: Transmission, path: Path) -> str:
    """Copy its bytes to this machine's disk; their SHA-256."""
    digest = hashlib.sha256()
    with intake.opened(whole) as stream, path.open("wb") as copy:
        for block in iter(partial(stream.read, BLOCK_BYTES), b""):
            digest.update(block)
            copy.write(block)
    return digest.hexdigest()


def _chunk(whole: Transmission, number: int, path: Path | None, rows: int) -> Chunk:
    chunk = Chunk(whole.website_id, whole.transmission_id, number, place=whole.place, rows=rows)
    return chunk if path is None else replace(chunk, place=place_of_chunk("chunk", chunk))


def _contents(chunks: list[Chunk], pieces: list[tuple[Path | None, int]]) -> Iterator[tuple[str, bytes]]:
    for chunk, (path, _) in zip(chunks, pieces, strict=True):
        if path is not None:
            yield chunk.place, path.read_bytes()


def _repeats(intake: IntakeDesk, whole: Transmission, digest: str) -> str | None:
    """The transmission that this one repeats. A validation neither claims a content nor repeats one.

    What is of the sandbox repeats the sandbox alone, so that no test keeps a real file out.
    """
    if kind_of(whole.transmission_id) is not TransmissionKind.FILE or whole.mode is TransmissionMode.VALIDATE:
        return None
    content, holder = f"{PREFIX}{digest}" if whole.sandbox else digest, None
    while True:
        claimed = intake.transmissions.claim_content(
            whole.website_id, content, whole.transmission_id, instead_of=holder
        )
        if claimed == whole.transmission_id:
            return None
        other = intake.transmissions.get(whole.website_id, claimed)
        if other is not None and not (other.is_over and other.in_error):
            return claimed
        holder = claimed
