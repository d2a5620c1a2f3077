"""A dropped file: its rows are committed or refused, and it moves with its log."""

from collections.abc import Sequence

import pytest

from chalicelib.domain.collection import Collection
from chalicelib.domain.errors import BusyError, WebsiteNotFoundError
from chalicelib.domain.proof import Proof
from chalicelib.domain.proof_outcome import ProofOutcome, ProofResult
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.usecases.ports import Added, ProofFile, ReferenceLock, StoredProof
from chalicelib.usecases.receive_proof_file import ProofIntake, ReadFile, receive_proof_file
from tests.builders import IDENTITIES, NOW, WEBSITE_ID, a_collection, a_customer, a_proof
from tests.fakes import FakeHolidays, FakeProofFiles, FakeReviewRequests, FakeWebsites

KEY = f"{WEBSITE_ID}/orders/orders.csv"
PROOFS = (a_proof(experience_reference="A"), a_proof(experience_reference="B"))


class Scene:
    """A dropped file and everything that handles it."""

    def __init__(self, *proofs: Proof, rejects: bool = False, store: FakeReviewRequests | None = None) -> None:
        self.files = FakeProofFiles()
        self.files.drop(KEY, b"the file")
        self.store = store or FakeReviewRequests()
        self.proofs, self.rejects = proofs, rejects
        self.intake = ProofIntake(self.files, self.store, FakeWebsites(a_collection()), IDENTITIES, FakeHolidays())

    def read(self, file: ProofFile, collection: Collection) -> ReadFile:
        def report(outcomes: Sequence[ProofOutcome]) -> str:
            return " ".join(outcome.result for outcome in outcomes)

        return ReadFile(self.proofs, self.rejects, report)

    def receive(self, key: str = KEY) -> list[ProofOutcome] | None:
        return receive_proof_file(self.intake, key=key, read=self.read, now=NOW)


def test_a_clean_file_goes_to_success_with_its_log() -> None:
    scene = Scene(*PROOFS)
    scene.receive()
    assert scene.files.objects == {
        f"{WEBSITE_ID}/orders/success/orders.csv": b"the file",
        f"{WEBSITE_ID}/orders/success/orders.csv.log": b"accepted accepted",
    }


def test_one_refused_row_sends_the_file_to_error_and_keeps_the_others() -> None:
    scene = Scene(*PROOFS, rejects=True)
    outcomes = scene.receive()
    assert outcomes is not None
    assert [outcome.result for outcome in outcomes] == [ProofResult.ACCEPTED] * 2
    assert f"{WEBSITE_ID}/orders/error/orders.csv.log" in scene.files.objects


def test_a_conflict_sends_the_file_to_error() -> None:
    scene = Scene(a_proof(), a_proof(customer=a_customer(email="someone.else@example.com")))
    scene.receive()
    assert scene.files.objects[f"{WEBSITE_ID}/orders/error/orders.csv.log"] == b"accepted conflict"


def test_a_repeated_notification_finds_nothing_to_do() -> None:
    scene = Scene(*PROOFS)
    scene.receive()
    assert scene.receive() is None


class DiesAtTheSecond(FakeReviewRequests):
    """A store that dies once, after the first proof."""

    added = 0

    def add(self, stored: StoredProof, requests: Sequence[ReviewRequest], locks: Sequence[ReferenceLock]) -> Added:
        self.added += 1
        if self.added == 2:
            raise BusyError("slow down")
        return super().add(stored, requests, locks)


def test_dying_in_the_middle_and_starting_again_tells_the_same() -> None:
    scene = Scene(*PROOFS, store=DiesAtTheSecond())
    with pytest.raises(BusyError):
        scene.receive()
    assert KEY in scene.files.objects
    scene.receive()
    assert scene.files.objects[f"{WEBSITE_ID}/orders/success/orders.csv.log"] == b"accepted accepted"


def test_a_folder_that_is_no_website_s_is_an_error_and_the_file_stays() -> None:
    scene = Scene(*PROOFS)
    foreign = "8b7e6d5c-4a39-4281-b706-f5e4d3c2b1a0/orders/orders.csv"
    scene.files.drop(foreign, b"the file")
    with pytest.raises(WebsiteNotFoundError):
        scene.receive(foreign)
    assert foreign in scene.files.objects
