"""Imports: ordered, uploaded, started, and a check sent for real."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.errors import TransmissionNotFoundError, WebsiteNotFoundError
from chalicelib.domain.import_errors import ImportNotCheckedError, UploadMissingError
from chalicelib.domain.imports import AskedImport, ImportOrder
from chalicelib.domain.proof import TransmissionMethod
from chalicelib.domain.transmission import (
    Books,
    Transmission,
    TransmissionKind,
    TransmissionMode,
    TransmissionState,
    kind_of,
)
from chalicelib.intake import csv_partition
from chalicelib.usecases.identify_call import identify_call
from chalicelib.usecases.import_desk import ImportDesk, Sender, upload_place
from chalicelib.usecases.list_lines import LinePlace
from chalicelib.usecases.order_import import order_import
from chalicelib.usecases.preview_import import preview_import
from chalicelib.usecases.send_import import send_import
from chalicelib.usecases.start_import import start_import
from tests.builders import NOW, OTHER_WEBSITE_ID, WEBSITE_ID, a_collection
from tests.fakes import FakeIdempotencyKeys, FakeWebsites
from tests.fakes.transmissions import FakeIntakeFiles, FakeIntakeQueue, FakeTransmissions
from tests.intake_world import IntakeWorld, a_file, a_row

CONTENT = b"purchase_reference\n#1855\n"
PERSON = Sender("person")


def an_import(**overrides: Any) -> AskedImport:
    values: dict[str, Any] = {
        "website_id": WEBSITE_ID,
        "name": "orders.csv",
        "size": len(CONTENT),
        "mode": TransmissionMode.VALIDATE,
    }
    return AskedImport(**values | overrides)


def an_identifier() -> str:
    return identify_call(FakeIdempotencyKeys(), TransmissionKind.FILE, None, b"", now=NOW).transmission_id


@dataclass
class Scene:
    """An import desk, and what a browser does with it."""

    transmissions: FakeTransmissions = field(default_factory=FakeTransmissions)
    files: FakeIntakeFiles = field(default_factory=FakeIntakeFiles)
    queue: FakeIntakeQueue = field(default_factory=FakeIntakeQueue)

    @property
    def desk(self) -> ImportDesk:
        return ImportDesk(self.transmissions, self.files, self.queue, FakeWebsites(a_collection()))

    def order(self, mode: TransmissionMode = TransmissionMode.VALIDATE) -> ImportOrder:
        return order_import(self.desk, an_import(mode=mode), an_identifier()).order

    def upload(self, order: ImportOrder, content: bytes = CONTENT) -> None:
        self.files.write(upload_place(order.website_id, order.transmission_id), content)

    def start(self, order: ImportOrder) -> Transmission:
        return start_import(self.desk, order, sender=PERSON, now=NOW)

    def checked(self, state: TransmissionState = TransmissionState.DONE) -> Transmission:
        order = self.order()
        self.upload(order)
        started = self.start(order)
        return self.transmissions.end(replace(started, state=state, ended_at=NOW, books=Books(1, 1)))

    def send(self, checked: Transmission, later: timedelta = timedelta(0)) -> Transmission:
        return send_import(self.desk, checked.website_id, checked.transmission_id, sender=PERSON, now=NOW + later)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_an_order_is_kept_nowhere(scene: Scene) -> None:
    ordered = order_import(scene.desk, an_import(), an_identifier())
    place = upload_place(WEBSITE_ID, ordered.order.transmission_id)
    assert ordered.upload.url == f"memory://upload/{place}?size=25&seconds=900"
    assert kind_of(ordered.order.transmission_id) is TransmissionKind.FILE
    assert scene.transmissions.kept == {}
    with pytest.raises(WebsiteNotFoundError):
        order_import(scene.desk, an_import(website_id=OTHER_WEBSITE_ID), an_identifier())


@pytest.mark.parametrize("content", [None, b"", CONTENT[:-1], CONTENT + b"x"])
def test_nothing_is_acknowledged_before_the_very_bytes_are_there(scene: Scene, content: bytes | None) -> None:
    order = scene.order()
    if content is not None:
        scene.upload(order, content)
    with pytest.raises(UploadMissingError):
        scene.start(order)
    assert (scene.transmissions.kept, scene.queue.transmissions) == ({}, [])


def test_a_started_import_waits_for_its_turn(scene: Scene) -> None:
    order = scene.order()
    scene.upload(order)
    started = scene.start(order)
    assert (started.method, started.mode, started.by, started.name) == (
        TransmissionMethod.CSV,
        TransmissionMode.VALIDATE,
        "person",
        "orders.csv",
    )
    assert (started.state, started.day.isoformat(), started.size) == (TransmissionState.RECEIVED, "2026-11-23", 25)
    assert scene.queue.transmissions == [(WEBSITE_ID, order.transmission_id)]
    assert scene.files.read(started.place) == CONTENT


def test_what_a_sandbox_imports_stays_there(scene: Scene) -> None:
    order = scene.order()
    scene.upload(order)
    assert not scene.checked().sandbox
    assert start_import(scene.desk, order, sender=Sender("client", sandbox=True), now=NOW).sandbox


def test_starting_again_wakes_one_that_waits_and_leaves_alone_one_that_is_done(scene: Scene) -> None:
    order = scene.order()
    scene.upload(order)
    scene.start(order)
    scene.start(order)
    assert len(scene.queue.transmissions) == 2
    done = scene.transmissions.end(
        replace(scene.transmissions.kept[WEBSITE_ID, order.transmission_id], state=TransmissionState.DONE)
    )
    assert scene.start(order) == done
    assert len(scene.queue.transmissions) == 2


def test_what_was_checked_is_sent_as_it_stands(scene: Scene) -> None:
    checked = scene.checked()
    sent = scene.send(checked)
    assert sent.transmission_id != checked.transmission_id
    assert (sent.mode, sent.place, sent.name, sent.size) == (
        TransmissionMode.SEND,
        checked.place,
        checked.name,
        checked.size,
    )
    assert sent.source_id != checked.source_id
    assert scene.queue.transmissions[-1] == (WEBSITE_ID, sent.transmission_id)


def test_two_clicks_send_once(scene: Scene) -> None:
    checked = scene.checked()
    sent = scene.send(checked)
    assert scene.send(checked, later=timedelta(seconds=1)) == sent
    assert len(scene.transmissions.kept) == 2


@pytest.mark.parametrize("state", [TransmissionState.RUNNING, TransmissionState.REFUSED])
def test_what_is_not_checked_is_not_sent(scene: Scene, state: TransmissionState) -> None:
    with pytest.raises(ImportNotCheckedError):
        scene.send(scene.checked(state))


def test_only_a_check_is_sent(scene: Scene) -> None:
    sent = scene.send(scene.checked())
    with pytest.raises(TransmissionNotFoundError):
        scene.send(sent)
    with pytest.raises(TransmissionNotFoundError):
        scene.send(replace(sent, transmission_id=sent.transmission_id[:-1] + "0"))


def test_bytes_that_are_gone_are_not_sent(scene: Scene) -> None:
    checked = scene.checked()
    del scene.files.kept[checked.place]
    with pytest.raises(UploadMissingError):
        scene.send(checked)


# ---- what a check foresees ------------------------------------------------------------------------------------------
GOOD_AND_BAD = a_file(a_row(1), a_row(2, email="tom(at)example.com"), a_row(3), a_row(3))


def a_check(world: IntakeWorld) -> tuple[ImportDesk, str]:
    """A file ordered, uploaded and worked through."""
    desk = ImportDesk(world.transmissions, world.files, world.queue, FakeWebsites(a_collection()))
    order = order_import(desk, an_import(size=len(GOOD_AND_BAD)), an_identifier()).order
    world.files.write(upload_place(WEBSITE_ID, order.transmission_id), GOOD_AND_BAD)
    start_import(desk, order, sender=PERSON, now=NOW)
    world.settle()
    return desk, order.transmission_id


def walked(desk: ImportDesk, transmission_id: str, size: int) -> list[int]:
    """The lines of all pages."""
    numbers: list[int] = []
    place: LinePlace | None = LinePlace()
    while place is not None:
        page = preview_import(desk, WEBSITE_ID, transmission_id, size=size, place=place)
        numbers += [one.line.number for one in page.lines]
        place = page.next_place
    return numbers


@pytest.mark.parametrize("chunk_bytes", [1 << 20, 100])
@pytest.mark.parametrize("size", [1, 2, 3, 50])
def test_a_preview_neither_skips_nor_repeats_a_line(
    monkeypatch: pytest.MonkeyPatch, chunk_bytes: int, size: int
) -> None:
    monkeypatch.setattr(csv_partition, "CHUNK_BYTES", chunk_bytes)
    desk, transmission_id = a_check(IntakeWorld())
    assert sorted(walked(desk, transmission_id, size)) == [2, 3, 4, 5]


def test_a_check_tells_dates_and_writes_nothing_until_it_is_sent() -> None:
    world = IntakeWorld()
    desk, transmission_id = a_check(world)
    page = preview_import(desk, WEBSITE_ID, transmission_id, size=50, place=LinePlace())
    assert [len(one.requests) for one in page.lines] == [1, 0, 1, 0]
    assert page.lines[0].requests[0].explanation
    assert (page.lines[1].line.code, page.next_place) == ("invalid_email", None)
    assert world.requests.store.rows == {}
    sent = send_import(desk, WEBSITE_ID, transmission_id, sender=PERSON, now=NOW)
    world.settle()
    assert world.transmission(sent.transmission_id).books == Books(4, 3, rejected=1, requests=2)
    rows = world.requests.store.rows.values()
    assert {row.planned_at for row in rows} == {page.lines[0].requests[0].due_at}


def test_a_preview_that_is_kept_no_longer_is_told() -> None:
    world = IntakeWorld()
    desk, transmission_id = a_check(world)
    for place in [place for place in world.files.kept if place.startswith("previews/")]:
        del world.files.kept[place]
    with pytest.raises(TransmissionNotFoundError):
        preview_import(desk, WEBSITE_ID, transmission_id, size=50, place=LinePlace())
