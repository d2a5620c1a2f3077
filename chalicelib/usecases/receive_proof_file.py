"""Receive a dropped file: every row is committed or refused with its reason, then the file moves with its log."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.collection import Collection
from chalicelib.domain.identity import Identities
from chalicelib.domain.proof import Proof
from chalicelib.domain.proof_outcome import ProofOutcome, ProofResult
from chalicelib.domain.rules import Rules
from chalicelib.domain.send_window import Holidays
from chalicelib.usecases.ports import ProofFile, ProofFiles, ReviewRequests
from chalicelib.usecases.receive_proofs import receive_proofs
from chalicelib.usecases.website_ports import Websites

MAX_FILE_BYTES = 20 * 1024 * 1024
SUCCESS_FOLDER = "success"
ERROR_FOLDER = "error"


@dataclass(frozen=True)
class ReadFile:
    """What intake understood of a file.

    Attributes:
        proofs: in the order of the file.
        has_rejects: whether any row, or the file as a whole, was refused.
        report: gives the text of the log, from what became of the proofs.
    """

    proofs: tuple[Proof, ...]
    has_rejects: bool
    report: Callable[[Sequence[ProofOutcome]], str]


@dataclass(frozen=True)
class ProofIntake:
    """The ports a dropped file needs."""

    files: ProofFiles
    store: ReviewRequests
    websites: Websites
    identities: Identities
    holidays: Holidays

    def rules(self, website_id: str) -> Rules:
        """What decides about this website's e-mails. Raises WebsiteNotFoundError."""
        return Rules(self.websites.collection(website_id), self.holidays)


Reader = Callable[[ProofFile, Collection], ReadFile]


def receive_proof_file(intake: ProofIntake, *, key: str, read: Reader, now: datetime) -> list[ProofOutcome] | None:
    """Handle one file and move it to `success` or, if any row was refused, to `error`; its log stands beside it.

    None when the file is gone, which is how a repeated notification looks. Dying at any point and starting again gives
    the same requests, because the file moves last. Raises WebsiteNotFoundError for a folder that is no website's.
    """
    file = intake.files.read(key, max_bytes=MAX_FILE_BYTES)
    if file is None:
        return None
    rules = intake.rules(file.website_id)
    contents = read(file, rules.collection)
    outcomes = receive_proofs(intake.store, intake.identities, rules, contents.proofs, now=now)
    in_error = contents.has_rejects or any(outcome.result in _IN_ERROR for outcome in outcomes)
    intake.files.finish(file, folder=ERROR_FOLDER if in_error else SUCCESS_FOLDER, log=contents.report(outcomes))
    return outcomes


_IN_ERROR = (ProofResult.CONFLICT, ProofResult.NOTHING_TO_ASK)
