"""Work through a chunk: every row is committed or refused with its reason, and its books join the transmission's."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import chain

from chalicelib.domain.errors import TransmissionNotFoundError
from chalicelib.domain.foreseen_lines import ForeseenLine, foreseen_lines_of, foreseen_text
from chalicelib.domain.transmission import Chunk, Line, Transmission, TransmissionMode, books_of
from chalicelib.domain.transmission_lines import lines_of_proof, lines_of_withdrawal, lines_text
from chalicelib.usecases.foresee_proofs import foresee_proofs
from chalicelib.usecases.foresee_withdrawals import foresee_withdrawals
from chalicelib.usecases.intake_desk import IntakeDesk, ReadRows, place_of_chunk, preview_place, refused_place
from chalicelib.usecases.receive_proofs import Reception, receive_proofs
from chalicelib.usecases.withdraw_proofs import withdraw_proofs

SHARES = 8
"""How many proofs of a chunk are committed at once: a transaction is mostly waiting."""


def receive_chunk(
    intake: IntakeDesk, website_id: str, transmission_id: str, number: int, *, now: datetime
) -> Transmission:
    """The transmission as it stands afterwards. Whoever ends the last one of several chunks has it finished.

    Working through it again, by whoever and whenever, gives the same requests and the same books. Lines that are
    refused are told before the others are committed. Raises TransmissionNotFoundError for a chunk that is none;
    BusyError when the store asks to slow down: what was committed stays, trying again is safe.
    """
    whole = intake.transmissions.get(website_id, transmission_id)
    chunk = intake.transmissions.chunk(website_id, transmission_id, number)
    if whole is None or chunk is None:
        raise TransmissionNotFoundError("No transmission of this website has this chunk.")
    if chunk.books is None:
        whole = _worked_through(intake, whole, chunk, now)
    if whole.chunks > 1 and whole.chunks_done == whole.chunks and not whole.is_over:
        intake.queue.put_transmission(website_id, transmission_id)
    return whole


def _worked_through(intake: IntakeDesk, whole: Transmission, chunk: Chunk, now: datetime) -> Transmission:
    collection = intake.collection(whole)
    with intake.files.open(chunk.place) as stream:
        rows = intake.reading.read(stream, whole, collection)
    if rows.refused:
        seen = replace(chunk, seen=books_of(rows.refused), outcomes_place=_written(intake, chunk, rows.refused))
        intake.transmissions.note_chunk(seen)
    became = _foreseen if whole.mode is TransmissionMode.VALIDATE else _committed
    told = sorted([*map(ForeseenLine, rows.refused), *became(intake, whole, rows, now)], key=_number_of)
    lines = [one.line for one in told]
    done = replace(chunk, books=books_of(lines), outcomes_place=_written(intake, chunk, lines))
    if whole.mode is TransmissionMode.VALIDATE:
        intake.files.write(preview_place(done), foreseen_text(told).encode())
    refused = [line for line in lines if line.code is not None]
    if refused:
        intake.files.write(refused_place(done), rows.kept(refused))
    return intake.transmissions.finish_chunk(done)


def _number_of(one: ForeseenLine) -> int:
    return one.line.number


def _foreseen(intake: IntakeDesk, whole: Transmission, rows: ReadRows, now: datetime) -> list[ForeseenLine]:
    """The same as `_committed` would give, and nothing is written."""
    desk, rules = intake.desk, intake.desk.rules(whole.website_id)
    proofs = foresee_proofs(intake.outlook, rules, rows.proofs, now=whole.received_at)
    withdrawn = foresee_withdrawals(desk, whole.website_id, rows.withdrawals, after=proofs, now=now)
    lines = [line for one in proofs for line in foreseen_lines_of(one)]
    return lines + [ForeseenLine(line) for outcome in withdrawn for line in lines_of_withdrawal(outcome)]


def _committed(intake: IntakeDesk, whole: Transmission, rows: ReadRows, now: datetime) -> list[ForeseenLine]:
    """All rows of a reference stand in this chunk, so what withdraws a purchase comes after what adds it.

    Delays count from the reception of the whole, however long its chunks waited, and so does working through one again.
    """
    desk, rules = intake.desk, intake.desk.rules(whole.website_id)
    reception = Reception(whole.received_at, committed_at=now)
    receive = partial(receive_proofs, desk.store, desk.identities, rules, now=reception)
    shares = [rows.proofs[share::SHARES] for share in range(SHARES)]
    received = list(chain.from_iterable(intake.side_by_side(receive, shares)))
    withdrawn = withdraw_proofs(desk, whole.website_id, rows.withdrawals, by=whole.by, now=now)
    lines = [line for outcome in received for line in lines_of_proof(outcome)]
    lines += [line for outcome in withdrawn for line in lines_of_withdrawal(outcome)]
    return [ForeseenLine(line) for line in lines]


def _written(intake: IntakeDesk, chunk: Chunk, lines: Sequence[Line]) -> str:
    """Where they stand now: a place of their own, so that the books lead to the very lines they count."""
    content = lines_text(lines).encode()
    place = place_of_chunk("outcomes", chunk, hashlib.sha256(content).hexdigest()[:16])
    intake.files.write(place, content)
    return place
