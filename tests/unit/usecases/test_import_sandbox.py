"""Files that a sandbox credential imports: they keep no real file out, and stand in the way of nothing real."""

from chalicelib.domain.imports import AskedImport
from chalicelib.domain.transmission import Books, Transmission, TransmissionKind, TransmissionMode, TransmissionState
from chalicelib.usecases.identify_call import identify_call
from chalicelib.usecases.import_desk import ImportDesk, Sender, upload_place
from chalicelib.usecases.order_import import order_import
from chalicelib.usecases.send_import import send_import
from chalicelib.usecases.start_import import start_import
from tests.builders import NOW, WEBSITE_ID, a_collection
from tests.fakes import FakeIdempotencyKeys, FakeWebsites
from tests.intake_world import IntakeWorld, a_file, a_row

CONTENT = a_file(a_row(1, email="success+1@simulator.amazonses.com"), a_row(2, email="bounce@simulator.amazonses.com"))
PERSON, SANDBOX = Sender("person"), Sender("website.sandbox", sandbox=True)


def desk_of(world: IntakeWorld) -> ImportDesk:
    return ImportDesk(world.transmissions, world.files, world.queue, FakeWebsites(a_collection()))


def imported(world: IntakeWorld, sender: Sender, mode: TransmissionMode = TransmissionMode.SEND) -> Transmission:
    """A file ordered, uploaded, started and worked through."""
    transmission_id = identify_call(FakeIdempotencyKeys(), TransmissionKind.FILE, None, b"", now=NOW).transmission_id
    order = order_import(
        desk_of(world), AskedImport(WEBSITE_ID, "orders.csv", len(CONTENT), mode), transmission_id
    ).order
    world.files.write(upload_place(WEBSITE_ID, order.transmission_id), CONTENT)
    start_import(desk_of(world), order, sender=sender, now=NOW)
    world.settle()
    return world.transmission(order.transmission_id)


def references(world: IntakeWorld) -> set[str]:
    return {row.experience_reference for row in world.requests.store.rows.values()}


def test_a_file_that_was_tried_out_is_received_when_it_comes_for_real() -> None:
    world = IntakeWorld()
    tried, real = imported(world, SANDBOX), imported(world, PERSON)
    assert [tried.books, real.books] == [Books(2, 2, requests=2)] * 2
    assert references(world) == {"1", "2", "sandbox:1", "sandbox:2"}
    assert imported(world, SANDBOX).state is TransmissionState.REPEATED
    assert imported(world, PERSON).repeats == real.transmission_id


def test_what_a_sandbox_sends_of_a_check_is_sent_for_real_all_the_same() -> None:
    world = IntakeWorld()
    checked = imported(world, PERSON, TransmissionMode.VALIDATE)
    tried, real = (
        send_import(desk_of(world), WEBSITE_ID, checked.transmission_id, sender=sender, now=NOW)
        for sender in (SANDBOX, PERSON)
    )
    world.settle()
    assert tried.transmission_id != real.transmission_id
    assert references(world) == {"1", "2", "sandbox:1", "sandbox:2"}
