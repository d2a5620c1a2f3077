"""Preview an import: what a check foresaw line by line, a page at a time."""

from dataclasses import dataclass

from chalicelib.domain.errors import TransmissionNotFoundError
from chalicelib.domain.foreseen_lines import ForeseenLine, foreseen_from
from chalicelib.usecases.import_desk import ImportDesk
from chalicelib.usecases.intake_desk import preview_place
from chalicelib.usecases.list_lines import LinePlace
from chalicelib.usecases.send_import import checked_import


@dataclass(frozen=True)
class PreviewPage:
    """Some foreseen lines, and where to go on; None at the end. While a check is running, its end is not the last."""

    lines: tuple[ForeseenLine, ...]
    next_place: LinePlace | None = None


def preview_import(
    desk: ImportDesk, website_id: str, transmission_id: str, *, size: int, place: LinePlace
) -> PreviewPage:
    """The lines from a place on, of the parts that are over.

    Raises TransmissionNotFoundError for what is no check, or one whose outcome is kept no longer.
    """
    checked = checked_import(desk, website_id, transmission_id)
    found: list[ForeseenLine] = []
    for number in range(place.chunk, checked.chunks):
        lines = _of_chunk(desk, website_id, transmission_id, number)
        start = place.offset if number == place.chunk else 0
        taken = lines[start : start + size - len(found)]
        found += taken
        if len(found) == size:
            end = start + len(taken)
            following = LinePlace(number, end) if end < len(lines) else LinePlace(number + 1)
            return PreviewPage(tuple(found), following if following.chunk < checked.chunks else None)
    return PreviewPage(tuple(found))


def _of_chunk(desk: ImportDesk, website_id: str, transmission_id: str, number: int) -> list[ForeseenLine]:
    chunk = desk.transmissions.chunk(website_id, transmission_id, number)
    if chunk is None or chunk.books is None:
        return []
    try:
        return foreseen_from(desk.files.read(preview_place(chunk)).decode())
    except FileNotFoundError as cause:
        raise TransmissionNotFoundError("What this check foresaw is kept no longer: check the file again.") from cause
