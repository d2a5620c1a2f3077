"""What the fuzzer calls: bytes at a door, and what must hold for any of them."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from io import BytesIO

from chalicelib.domain.call_errors import EventsFormatError, InvalidJsonError, OrderFormatError
from chalicelib.domain.proof import Proof
from chalicelib.intake.compression import open_plain
from chalicelib.intake.json_proofs import parse_events
from chalicelib.intake.rejects import FileRefusedError
from chalicelib.intake.strict_json import read_json
from chalicelib.intake.webservice_messages import JSON, JSON2, read_order_message, read_webservice_form
from chalicelib.intake.webservice_orders import parse_order
from tests.unit.intake.doors import ARRIVAL, HEADER, WEBSITE_ID, every_row_is_accounted_for, read_csv
from tests.unit.intake.streams import parse_in_chunks

WITH_ACTION = f"{HEADER};action;cause\n".encode()


def fuzz_csv(content: bytes) -> None:
    """Every row becomes part of a proof, a withdrawal or a reject; in chunks as in one piece."""
    for whole in (content, WITH_ACTION + content):
        parsed = read_csv(whole)
        every_row_is_accounted_for(parsed)
        for reject in parsed.rejects:
            assert reject.sentence("fr")
            assert reject.remedy("en")
        if not parsed.is_refused:
            parts, refused = parse_in_chunks(whole, ARRIVAL, chunks=3)
            assert sum(part.rows for part in parts) == parsed.rows
            assert len(refused) == len(parsed.rejects)


def fuzz_json(content: bytes) -> None:
    """Every event becomes part of a proof or a reject in its place."""
    try:
        body = read_json(content)
        parsed = parse_events(body, ARRIVAL, website_id=WEBSITE_ID)
    except (InvalidJsonError, EventsFormatError):
        return
    assert isinstance(body, list)
    places = [entry.lines if isinstance(entry, Proof) else (entry.line,) for entry in parsed.entries]
    assert len(places) == len(body)
    assert all(place in lines for place, lines in enumerate(places, start=1))


def fuzz_webservice(content: bytes) -> None:
    """A form is an order, read or refused by field, or no order."""
    for dialect in (JSON2, JSON):
        for form in (content, b"idWebsite=w&message=" + content):
            try:
                message = read_order_message(read_webservice_form(form), dialect)
            except OrderFormatError:
                continue
            made = parse_order(message.order, ARRIVAL)
            assert isinstance(made, Proof) or made.sentence("en")


def fuzz_archive(content: bytes) -> None:
    """A file is plain or inflates within limits, or is refused."""
    with suppress(FileRefusedError):
        opened = open_plain(BytesIO(content), size=len(content))
        while opened.stream.read(1 << 16):
            pass


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "csv": fuzz_csv,
    "json": fuzz_json,
    "webservice": fuzz_webservice,
    "archive": fuzz_archive,
}
