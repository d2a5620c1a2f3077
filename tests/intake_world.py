"""Files and calls on their way through intake on fakes: what is dropped, the two queues, who works on them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from chalicelib.adapters.scratch import scratch_folder
from chalicelib.domain.transmission import Line, Transmission
from chalicelib.domain.transmission_lines import lines_from
from chalicelib.intake.file_reading import FileReading
from chalicelib.usecases.advance_transmission import advance_transmission
from chalicelib.usecases.foresee_proofs import Outlook
from chalicelib.usecases.intake_desk import IntakeDesk
from chalicelib.usecases.receive_chunk import receive_chunk
from chalicelib.usecases.take_in_proof_file import DropDesk, take_in_proof_file
from tests.builders import IDENTITIES, NOW, WEBSITE_ID
from tests.fakes import FakeContacts, FakeIntakeFiles, FakeIntakeQueue, FakeProofFiles, FakeTransmissions
from tests.unit.usecases.desk import FakeDesk

HEADER = "channel;purchase_date;purchase_reference;first_name;last_name;email;language"
ORDERS = f"{WEBSITE_ID}/orders"

Message = Callable[[], Any]


def a_row(reference: object, *, email: str | None = None, day: str = "2026-11-20") -> str:
    """A row of a file; without another address, the customer's follows from the reference."""
    return f"online;{day};{reference};Marie;Durand;{email or f'c{reference}@example.com'};fr"


def a_file(*rows: str, header: str = HEADER) -> bytes:
    """A CSV file."""
    return "\n".join([header, *rows, ""]).encode()


class IntakeWorld:
    """`intake` and the fakes it stands on; `wrap` may put something between it and each of them."""

    def __init__(self, wrap: Callable[[str, Any], Any] = lambda _name, port: port) -> None:
        self.now: datetime = NOW
        self.requests = FakeDesk()
        self.drop, self.files, self.queue = FakeProofFiles(), FakeIntakeFiles(), FakeIntakeQueue()
        self.transmissions = FakeTransmissions()
        desk = self.requests.desk
        self.intake = IntakeDesk(
            wrap("drop", self.drop),
            wrap("transmissions", self.transmissions),
            wrap("files", self.files),
            wrap("queue", self.queue),
            FileReading(),
            type(desk)(
                **{**vars(desk), "store": wrap("store", desk.store), "references": wrap("references", desk.references)}
            ),
            Outlook(self.requests.desk.references, FakeContacts(), IDENTITIES),
            scratch_folder,
        )

    @property
    def drop_desk(self) -> DropDesk:
        """What taking in needs of it."""
        return DropDesk(self.intake.drop, self.intake.transmissions, self.intake.queue, self.intake.desk.websites)

    def put(self, content: bytes, name: str = "orders.csv") -> str:
        """A merchant drops a file; its key."""
        key = f"{ORDERS}/{name}"
        self.drop.drop(key, content)
        return key

    def notify(self, key: str) -> Transmission | None:
        """The bucket tells of a key."""
        taken = take_in_proof_file(self.drop_desk, key, now=self.now)
        return self.advance(taken[0].transmission_id) if taken else None

    def advance(self, transmission_id: str) -> Transmission:
        """A message of the queue of transmissions."""
        return advance_transmission(self.intake, WEBSITE_ID, transmission_id, now=self.now)

    def work(self, transmission_id: str, number: int) -> Transmission:
        """A message of the queue of chunks."""
        return receive_chunk(self.intake, WEBSITE_ID, transmission_id, number, now=self.now)

    def messages(self) -> list[Message]:
        """What waits in both queues, taken from them."""
        taken: list[Message] = [lambda one=one: self.advance(one) for _, one in self.queue.transmissions]  # type: ignore[misc]  # a default argument binds it
        taken += [lambda one=one, number=number: self.work(one, number) for _, one, number in self.queue.chunks]  # type: ignore[misc]  # likewise
        self.queue.transmissions.clear()
        self.queue.chunks.clear()
        return taken

    def settle(self) -> None:
        """Work through everything that waits."""
        while messages := self.messages():
            for handle in messages:
                handle()

    def receive(self, content: bytes, name: str = "orders.csv") -> Transmission:
        """Drop a file, and see it through."""
        self.now += timedelta(seconds=1)
        self.drop.dropped_at = self.now
        whole = self.notify(self.put(content, name))
        assert whole is not None
        self.settle()
        return self.transmission(whole.transmission_id)

    def transmission(self, transmission_id: str) -> Transmission:
        """As it stands."""
        found = self.transmissions.get(WEBSITE_ID, transmission_id)
        assert found is not None
        return found

    def lines(self, transmission_id: str) -> list[Line]:
        """All of them, as the API reads them."""
        chunks = self.transmissions.chunks(WEBSITE_ID, transmission_id)
        found = [lines_from(self.files.read(one.outcomes_place).decode()) for one in chunks if one.outcomes_place]
        return sorted((line for lines in found for line in lines), key=lambda line: line.number)

    def archived(self, name: str) -> bytes:
        """What stands in the drop."""
        return self.drop.objects[f"{ORDERS}/{name}"]
