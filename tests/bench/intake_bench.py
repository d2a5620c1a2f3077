"""`make bench`: rows a second from the bytes of a file to committed items, and what a row costs. Exit code 1 when a
promise fails.

The floor does the least that gives the same table: the csv module reads the same bytes, and a loop over the bare SDK
makes the very same writes, on the same engine, in turns with ours. Ours is judged as deployed, with several proofs
under way at once (usecases/receive_chunk.py); beside it stands what is left of the floor's pace when ours, too, makes
one call at a time: the price of validation, planning and models.
"""

import csv
import io
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from statistics import median
from typing import Any
from uuid import uuid4

import boto3
from rich.console import Console
from rich.table import Table

from chalicelib.adapters.dynamodb_tables import table
from chalicelib.adapters.s3_intake_files import S3IntakeFiles
from chalicelib.domain.proof import TransmissionMethod
from chalicelib.domain.transmission import Transmission, TransmissionKind, new_transmission_id
from chalicelib.usecases.advance_transmission import advance_transmission
from chalicelib.usecases.intake_desk import IntakeDesk, place_of
from chalicelib.usecases.receive_chunk import receive_chunk
from tests.bench.cloud import bench_cloud, create_table
from tests.bench.installation import Installation, install, silence
from tests.bench.sdk_counter import SdkCounter, Usage
from tests.builders import NOW, WEBSITE_ID
from tests.fakes import FakeClock

ROWS, ROUNDS = 1_000, 5
LEAST_RATIO, MOST_CALLS, MOST_UNITS = 0.7, 1.1, 6.1
"""Of the floor's pace; calls to AWS and write units for each accepted row: one transaction of two items, a row with its
two index entries (2 + 2) and its proof (2), and a share of what the whole file costs."""

BUCKET = "suivi-bench-intake"
HEADER = (
    "channel;purchase_date;purchase_price;purchase_reference;first_name;last_name;email;phone;hide_personal_data;language;"
    "delay;delay_product;name;product_ref;category;brand;product_price;ean;sku;upc;isbn;jan;mpn;product_url;image_url;flagged"
)

console = Console(file=sys.__stdout__)


def file_of(first: int, rows: int) -> bytes:
    """As the PrestaShop module writes it (domain.md 11.4), a purchase of one product in each row."""
    lines = [HEADER, *(_row(number) for number in range(first, first + rows)), ""]
    return "\r\n".join(lines).encode("iso-8859-1")


def _row(number: int) -> str:
    return (
        f"online;2026-11-04;49.900000;{number};Zoé;O\\'Brien;zoe.obrien{number}@example.com;;false;fr;5;5;"
        'Écran 24\\" mat;87;Écrans;MaMarque;24.950000;3012345678900;SCR-24;;;3012345678900;;'
        "https://shop.example.com/87;https://shop.example.com/img/87.jpg;1"
    )


@dataclass(frozen=True)
class Round:
    """Rows a second: the floor, ours as deployed, ours with one call at a time; and what ours consumed."""

    floor: float
    suivi: float
    one_at_a_time: float
    usage: Usage

    @property
    def ratio(self) -> float:
        """The share of the floor's pace that ours has."""
        return self.suivi / self.floor


class IntakeBench:
    """One website; every round takes in a file of purchases that nobody has sent before."""

    def __init__(self) -> None:
        self._table, self._floors_table = create_table(), create_table()
        boto3.client("s3").create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
        self._suivi = _installed(self._table)
        self._counter = SdkCounter(*_clients(self._suivi, self._table))
        self._floor = boto3.client("dynamodb")
        self._taken = 0

    def round(self) -> Round:
        """A file is counted and its writes recorded; then the floor makes them, and ours takes in two files like it."""
        intake, content = self._suivi.wiring.intake, self._new_file()
        with self._counter.counting() as usage, self._recorded() as writes:
            _seconds_of_suivi(intake, content)
        requests = [self._of_the_floor(request) for request in writes if _makes_rows(request)]
        floor = self._seconds_of_floor(content, requests)
        suivi = _seconds_of_suivi(intake, self._new_file())
        one_at_a_time = _seconds_of_suivi(replace(intake, side_by_side=map), self._new_file())
        return Round(ROWS / floor, ROWS / suivi, ROWS / one_at_a_time, usage)

    def _new_file(self) -> bytes:
        self._taken += ROWS
        return file_of(self._taken, ROWS)

    def _seconds_of_floor(self, content: bytes, requests: Sequence[Mapping[str, Any]]) -> float:
        assert len(requests) == ROWS
        started = time.perf_counter()
        rows = csv.DictReader(io.StringIO(content.decode("iso-8859-1")), delimiter=";")
        for _, request in zip(rows, requests, strict=True):
            self._floor.transact_write_items(**request)
        return time.perf_counter() - started

    @contextmanager
    def _recorded(self) -> Any:
        """Every transaction, word for word, its wish to be told the units included."""
        written: list[dict[str, Any]] = []

        def note(*, params: dict[str, Any], **_: Any) -> None:
            written.append(params)

        events, name = (
            table(self._table).connection.client.meta.events,
            "provide-client-params.dynamodb.TransactWriteItems",
        )
        events.register_last(name, note)
        try:
            yield written
        finally:
            events.unregister(name, note)

    def _of_the_floor(self, request: Mapping[str, Any]) -> dict[str, Any]:
        items = [
            {kind: {**write, "TableName": self._floors_table} for kind, write in item.items()}
            for item in request["TransactItems"]
        ]
        return {**request, "TransactItems": items, "ClientRequestToken": str(uuid4())}


def _seconds_of_suivi(intake: IntakeDesk, content: bytes) -> float:
    whole = _transmission(content)
    intake.files.write(whole.place, content)
    intake.transmissions.add(whole)
    started = time.perf_counter()
    whole = advance_transmission(intake, WEBSITE_ID, whole.transmission_id, now=NOW)
    for number in range(whole.chunks if not whole.is_over else 0):
        receive_chunk(intake, WEBSITE_ID, whole.transmission_id, number, now=NOW)
    whole = advance_transmission(intake, WEBSITE_ID, whole.transmission_id, now=NOW)
    seconds = time.perf_counter() - started
    assert whole.is_over
    assert (whole.books.received, whole.books.accepted, whole.books.requests) == (ROWS, ROWS, ROWS)
    return seconds


def _makes_rows(request: Mapping[str, Any]) -> bool:
    return any("fx" in item.get("Put", {}).get("Item", {}) for item in request["TransactItems"])


def _installed(table_name: str) -> Installation:
    suivi = install(table_name, clock=FakeClock(NOW))
    vars(suivi.wiring)["intake_files"] = S3IntakeFiles(BUCKET)
    vars(suivi.wiring)["intake_queue"] = _NoQueue()
    return suivi


def _clients(suivi: Installation, table_name: str) -> list[Any]:
    files: Any = suivi.wiring.intake_files
    return [table(table_name).connection.client, files._s3]


class _NoQueue:
    """Chunks are worked through by the bench itself."""

    def put_chunks(self, *_: object, **__: object) -> None:
        """Nothing."""

    def put_transmission(self, *_: object, **__: object) -> None:
        """Nothing."""


def _transmission(content: bytes) -> Transmission:
    received_at = NOW
    transmission_id = new_transmission_id(TransmissionKind.FILE, received_at, str(uuid4()))
    whole = Transmission(
        website_id=WEBSITE_ID,
        transmission_id=transmission_id,
        method=TransmissionMethod.CSV,
        received_at=received_at,
        day=received_at.date(),
        source_id=f"file-{transmission_id}",
        name="commandes.csv",
        size=len(content),
    )
    return Transmission(**{**vars(whole), "place": place_of("upload", whole)})


def main() -> int:
    """Measure, show, judge."""
    silence()
    with bench_cloud():
        bench = IntakeBench()
        bench.round()
        rounds = [_shown(bench.round()) for _ in range(ROUNDS)]
    calls, units = _each(rounds, lambda usage: usage.calls.total()), _each(rounds, lambda usage: usage.write_units)
    ratio = median(one.ratio for one in rounds)
    console.print(_costs(rounds))
    promises = {
        f"Rows are taken in at {ratio:.2f} of the floor's pace, at least {LEAST_RATIO}": ratio >= LEAST_RATIO,
        f"{calls:.2f} calls to AWS an accepted row, at most {MOST_CALLS}": calls <= MOST_CALLS,
        f"{units:.2f} write units an accepted row, at most {MOST_UNITS}": units <= MOST_UNITS,
    }
    for promise, held in promises.items():
        console.print(f"{'[green]holds[/]' if held else '[red]FAILS[/]'}  {promise}")
    return 0 if all(promises.values()) else 1


def _each(rounds: Sequence[Round], figure: Any) -> float:
    return float(median(figure(one.usage) for one in rounds)) / ROWS


def _shown(one: Round) -> Round:
    alone = f"one call at a time {one.one_at_a_time:.0f}, ratio {one.one_at_a_time / one.floor:.2f}"
    paces = f"floor {one.floor:.0f}, Suivi {one.suivi:.0f}, ratio {one.ratio:.2f} ({alone})"
    console.print(f"rows/s: {paces}", style="dim")
    return one


def _costs(rounds: Sequence[Round]) -> Table:
    shown = Table("what", "an accepted row", title=f"A file of {ROWS} rows")
    for operation, count in sorted(rounds[-1].usage.calls.items()):
        shown.add_row(operation, f"{count / ROWS:.3f}")
    for place, units in sorted(rounds[-1].usage.writes.items()):
        shown.add_row(f"write units: {place}", f"{units / ROWS:.3f}")
    return shown


if __name__ == "__main__":
    sys.exit(main())
