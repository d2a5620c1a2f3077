"""A dropped file as a whole: bytes in, proofs and refused rows out, and the words of its log."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib.domain.collection import Collection
from chalicelib.domain.proof import TransmissionMethod
from chalicelib.domain.proof_outcome import ProofOutcome
from chalicelib.domain.transmission import books_of
from chalicelib.domain.transmission_lines import lines_of_proof
from chalicelib.intake.csv_proofs import ParsedFile, parse_csv
from chalicelib.intake.file_report import ReportHeading, write_file_report, write_refusal_report
from chalicelib.intake.line_rejects import line_of_reject
from chalicelib.intake.proof_schema import Arrival
from chalicelib.intake.rejected_rows import rejected_name
from chalicelib.intake.rejects import Reject, RejectCode
from chalicelib.usecases.ports import ProofFile
from chalicelib.usecases.receive_proof_file import MAX_FILE_BYTES, ReadFile


def read_dropped_file(file: ProofFile, collection: Collection, *, now: datetime) -> ReadFile:
    """Understand a file dropped over SFTP; one too large to be read in one piece is refused whole, with that reason."""
    parsed = _parse(file, collection, now)

    def report(outcomes: Sequence[ProofOutcome]) -> str:
        heading = ReportHeading(file.name, now, collection.zone, collection.locale, rejected_name(file.name))
        if parsed.is_refused:
            return "".join(write_refusal_report(heading, parsed.rejects[0]))
        lines = [line for outcome in outcomes for line in lines_of_proof(outcome)]
        lines += map(line_of_reject, parsed.rejects)
        return "".join(write_file_report(heading, books_of(lines), lines))

    return ReadFile(parsed.proofs, has_rejects=bool(parsed.rejects), report=report)


def _parse(file: ProofFile, collection: Collection, now: datetime) -> ParsedFile:
    if file.content is None:
        limit = f"{MAX_FILE_BYTES // 1024 // 1024}"
        return ParsedFile(proofs=(), rejects=(Reject(RejectCode.FILE_TOO_LARGE, detail=limit),), rows=0)
    arrival = Arrival(collection.zone, now, TransmissionMethod.SFTP, file.source_id, file.name)
    return parse_csv(file.content, arrival)
