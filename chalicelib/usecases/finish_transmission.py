"""End a transmission: its reports are written, it is over, and a dropped file moves away with them beside it."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from typing import BinaryIO

from chalicelib.domain.transmission import Transmission, TransmissionState
from chalicelib.usecases.drop_ports import ERROR_FOLDER, SUCCESS_FOLDER
from chalicelib.usecases.intake_desk import IntakeDesk, is_dropped, place_of, refused_place


def finish_transmission(intake: IntakeDesk, whole: Transmission, *, now: datetime) -> Transmission:
    """Its chunks are over, so it is. Dying at any point and starting again gives the same, and moves the file last."""
    ended = replace(whole, state=TransmissionState.DONE, ended_at=now)
    _report(intake, ended, _refused(intake, ended))
    ended = intake.transmissions.end(ended)
    move_away(intake, ended)
    return ended


def end_unread(intake: IntakeDesk, ended: Transmission) -> Transmission:
    """The same for what was refused as a whole, or repeats another one: nothing of it was received."""
    _report(intake, ended, ())
    return intake.transmissions.end(ended)


def move_away(intake: IntakeDesk, ended: Transmission) -> None:
    """Move a dropped file that is over to `success` or `error`, its reports beside it, unless that was done."""
    if not is_dropped(ended):
        return
    name, folder = ended.name or "", ERROR_FOLDER if ended.in_error else SUCCESS_FOLDER
    with ExitStack() as opened:
        beside = {f"{name}.log": opened.enter_context(intake.files.open(place_of("log", ended)))}
        if has_rejected_rows(ended):
            beside[intake.reading.rejected_name(name)] = opened.enter_context(
                intake.files.open(place_of("rejected", ended))
            )
        intake.drop.finish(ended.place, folder=folder, beside=beside)


def has_rejected_rows(ended: Transmission) -> bool:
    """Whether there is a file of rows to correct: not when nothing of the whole was read."""
    return ended.books.rejected + ended.books.conflict > 0


def _report(intake: IntakeDesk, ended: Transmission, kept: Iterable[BinaryIO]) -> None:
    repeated = intake.transmissions.get(ended.website_id, ended.repeats) if ended.repeats else None
    with intake.scratch() as folder:
        log, rejected = intake.reading.reports(ended, intake.collection(ended), kept, folder, repeated=repeated)
        for kind, path in (("rejected", rejected), ("log", log)):
            if path is not None:
                with path.open("rb") as content:
                    intake.files.write(place_of(kind, ended), content)


def _refused(intake: IntakeDesk, whole: Transmission) -> Iterator[BinaryIO]:
    for chunk in intake.transmissions.chunks(whole.website_id, whole.transmission_id):
        if chunk.books is not None and chunk.books.rejected + chunk.books.conflict > 0:
            with intake.files.open(refused_place(chunk)) as stream:
                yield stream
