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
from chalicelib.usecases.identify_call import identify_call
from chalicelib.usecases.import_desk import ImportDesk, Sender, upload_place
from chalicelib.usecases.order_import import order_import
from chalicelib.usecases.send_import import send_import
from chalicelib.usecases.start_import import start_import
from tests.builders import NOW, OTHER_WEBSITE_ID, WEBSITE_ID, a_collection
from tests.fakes import FakeIdempotencyKeys, FakeWebsites
from tests.fakes.transmissions import FakeIntakeFiles, FakeIntakeQueue, FakeTransmissions

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
