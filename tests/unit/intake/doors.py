"""Shortcuts to the doors: what arrives, read at a fixed instant for a website in Paris."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.domain.call_errors import OrderFormatError
from chalicelib.domain.proof import Proof, TransmissionMethod
from chalicelib.domain.withdrawal import Withdrawal
from chalicelib.intake.csv_proofs import parse_rows
from chalicelib.intake.csv_stream import open_csv
from chalicelib.intake.json_proofs import ParsedEvents, parse_events
from chalicelib.intake.proof_schema import Arrival
from chalicelib.intake.rejects import FileRefusedError, Reject, RejectCode
from chalicelib.intake.webservice_messages import read_order_message, read_webservice_form
from chalicelib.intake.webservice_orders import parse_order

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2024, 3, 20, 12, 0, tzinfo=UTC)
WEBSITE_ID = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
ARRIVAL = Arrival(PARIS, NOW, TransmissionMethod.API, "call-1")

TESTS = Path(__file__).parents[2]
DATA = TESTS / "data"
EVENTS = TESTS / "events"

HEADER = "channel;shop_id;purchase_date;purchase_reference;first_name;last_name;email;language;delay;product_ref;name"


@dataclass(frozen=True)
class ParsedFile:
    """A file that was read in one piece.

    Attributes:
        rejects: one per refused row, in the order of the file; a single one without line when the file is refused.
        rows: number of data rows; 0 when the file is refused, as nothing of it counts.
    """

    proofs: tuple[Proof, ...]
    rejects: tuple[Reject, ...]
    rows: int
    withdrawals: tuple[Withdrawal, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether the file as a whole could not be read."""
        return any(reject.line is None for reject in self.rejects)


def parse_csv(content: bytes, arrival: Arrival) -> ParsedFile:
    """Read a file of proofs in one piece (domain.md 1.2 to 1.5); never raises, whatever the bytes."""
    rejects: list[Reject] = []
    try:
        head, rows = open_csv(BytesIO(content))
        parsed = parse_rows(rows, head, arrival, lambda refused: rejects.append(refused.reject))
    except FileRefusedError as refused:
        return ParsedFile((), (refused.reject,), 0)
    rejects.sort(key=lambda reject: reject.line or 0)
    return ParsedFile(parsed.proofs, tuple(rejects), parsed.rows, parsed.withdrawals)


def read_csv(content: bytes | str) -> ParsedFile:
    """A file dropped over SFTP; a text stands for its UTF-8 bytes."""
    arrival = Arrival(PARIS, NOW, TransmissionMethod.SFTP, "version-1", "orders.csv")
    return parse_csv(content if isinstance(content, bytes) else content.encode(), arrival)


def row(**values: str) -> str:
    """A right row under `HEADER`, with some values changed."""
    usual = {
        "channel": "online",
        "purchase_date": "2024-03-04",
        "purchase_reference": "A-1",
        "first_name": "Marie",
        "last_name": "Durand",
        "email": "marie.durand@example.com",
        "language": "fr",
    }
    return ";".join({**usual, **values}.get(column, "") for column in HEADER.split(";"))


def read_rows(*rows: str) -> ParsedFile:
    """A file of `HEADER` and these rows."""
    return read_csv("\n".join((HEADER, *rows)) + "\n")


def read_events(body: object, **changes: Any) -> ParsedEvents:
    """A call to the purchase API."""
    return parse_events(body, ARRIVAL, **{"website_id": WEBSITE_ID, **changes})


def read_webservice(body: bytes, dialect: str = "json2") -> Proof | Reject | OrderFormatError:
    """A call of the historical webservice, whoever signed it."""
    arrival = Arrival(PARIS, NOW, TransmissionMethod.WEBSERVICE, "call-1")
    try:
        message = read_order_message(read_webservice_form(body), dialect)
    except OrderFormatError as refused:
        return refused
    return parse_order(message.order, arrival)


def event(**changes: Any) -> dict[str, Any]:
    """A right event; `consumer`, `sales_channel` and `solicitation_parameters` are changed key by key."""
    usual: dict[str, Any] = {
        "purchase_reference": "CMD-1",
        "purchase_date": "2024-03-04T10:15:00Z",
        "consumer": {"first_name": "Marie", "last_name": "Durand", "email": "marie.durand@example.com"},
        "sales_channel": {"channel": "online", "website_id": WEBSITE_ID},
        "solicitation_parameters": {"delay": 7, "purchase_event_type": "PURCHASE_ONLY"},
    }
    for name, value in changes.items():
        nested = isinstance(usual.get(name), dict) and isinstance(value, dict)
        usual[name] = {**usual[name], **value} if nested else value
    return usual


def only_proof(entries: tuple[Proof | Reject, ...]) -> Proof:
    """The single entry, which must be a proof."""
    [entry] = entries
    assert isinstance(entry, Proof), entry
    return entry


def only_reject(entries: tuple[Proof | Reject, ...]) -> Reject:
    """The single entry, which must be a reject."""
    [entry] = entries
    assert isinstance(entry, Reject), entry
    return entry


def json_sample(name: str) -> Any:
    """A body of tests/data."""
    return json.loads((DATA / name).read_bytes())


def refusals(parsed: ParsedFile) -> list[tuple[int | None, RejectCode, str | None]]:
    """Line, code and field of each reject of a file."""
    return [(reject.line, reject.code, reject.field) for reject in parsed.rejects]


def every_row_is_accounted_for(parsed: ParsedFile) -> None:
    """Each data row stands in one proof, withdrawal or reject; a refused file has one reject and no rows."""
    lines = [line for proof in parsed.proofs for line in proof.lines] + [reject.line for reject in parsed.rejects]
    lines += [line for withdrawal in parsed.withdrawals for line in withdrawal.lines]
    if parsed.is_refused:
        assert (parsed.proofs, parsed.rows, lines) == ((), 0, [None])
    else:
        assert len(lines) == parsed.rows
        assert len(set(lines)) == parsed.rows
