"""The log beside a handled file: its books in rows, then every refused row with column, value, reason and remedy."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from chalicelib.domain.proof_outcome import ProofOutcome, ProofResult
from chalicelib.intake.outcome_rejects import reject_of_outcome
from chalicelib.intake.rejects import Reject

_WORDS = {
    "en": {
        "title": "Suivi: what became of your file",
        "file": "File",
        "received_at": "Received",
        "rows": "Rows",
        "books": "{rows} received = {accepted} accepted + {duplicate} already known"
        " + {conflict} in conflict + {rejected} rejected",
        "fine": "Every row was accepted. Nothing to correct.",
        "todo": "To correct: change these rows, keep only them in a new file, and drop it in orders/ again.",
        "whole_file": "Whole file",
        "line": "Line {line}",
        "reference": "reference",
        "column": "column",
        "value": "value",
        "reason": "Reason",
        "remedy": "Remedy",
        "empty": "(blank)",
    },
    "fr": {
        "title": "Suivi : ce que votre fichier est devenu",
        "file": "Fichier",
        "received_at": "Reçu le",
        "rows": "Lignes",
        "books": "{rows} reçues = {accepted} acceptées + {duplicate} déjà connues"
        " + {conflict} en conflit + {rejected} refusées",
        "fine": "Toutes les lignes ont été acceptées. Rien à corriger.",
        "todo": "À corriger : modifiez ces lignes, gardez-les seules dans un nouveau fichier, déposez-le dans orders/.",
        "whole_file": "Fichier entier",
        "line": "Ligne {line}",
        "reference": "référence",
        "column": "colonne",
        "value": "valeur",
        "reason": "Motif",
        "remedy": "Remède",
        "empty": "(vide)",
    },
}


@dataclass(frozen=True)
class FileBooks:
    """The books of one file, counted in rows: received = accepted + duplicate + conflict + rejected."""

    rows: int
    accepted: int
    duplicate: int
    conflict: int

    @property
    def rejected(self) -> int:
        """Every row that stands for none of the other results."""
        return self.rows - self.accepted - self.duplicate - self.conflict


def file_books(rows: int, outcomes: Iterable[ProofOutcome]) -> FileBooks:
    """Count the rows behind each outcome; a proof merged from three rows counts three."""
    counts: Counter[ProofResult] = Counter()
    for outcome in outcomes:
        counts[outcome.result] += max(1, len(outcome.proof.lines))
    return FileBooks(rows, counts[ProofResult.ACCEPTED], counts[ProofResult.DUPLICATE], counts[ProofResult.CONFLICT])


@dataclass(frozen=True)
class ReportHeading:
    """Whose log it is: the file, when it was received, and the website's zone and language."""

    file_name: str
    received_at: datetime
    zone: ZoneInfo
    language: str


def write_file_report(
    heading: ReportHeading, *, rows: int, rejects: Sequence[Reject], outcomes: Sequence[ProofOutcome]
) -> str:
    """The text of the log, in French for `fr`, else in English; lines end with CRLF for every editor."""
    words = _WORDS["fr" if heading.language == "fr" else "en"]
    books = file_books(rows, outcomes)
    counts = {"rows": books.rows, "accepted": books.accepted, "duplicate": books.duplicate}
    received_at = heading.received_at.astimezone(heading.zone)
    lines = [
        words["title"],
        "",
        f"{words['file']}: {_one_line(heading.file_name)}",
        f"{words['received_at']}: {received_at:%Y-%m-%d %H:%M:%S} ({heading.zone.key})",
        f"{words['rows']}: {words['books'].format(**counts, conflict=books.conflict, rejected=books.rejected)}",
        "",
    ]
    refused = [*rejects, *filter(None, map(reject_of_outcome, outcomes))]
    refused.sort(key=lambda reject: reject.line or 0)
    lines += [words["todo"] if refused else words["fine"]]
    for reject in refused:
        lines += ["", *_paragraph(reject, words, heading.language)]
    return "\r\n".join([*lines, ""])


def _paragraph(reject: Reject, words: dict[str, str], language: str) -> list[str]:
    heading = [words["line"].format(line=reject.line) if reject.line else words["whole_file"]]
    if reject.experience_reference:
        heading.append(f"{words['reference']} {_one_line(reject.experience_reference)}")
    if reject.field:
        heading.append(f"{words['column']} {_one_line(reject.field)}")
    if reject.field and reject.line:
        heading.append(f"{words['value']} {_one_line(reject.value or '') or words['empty']}")
    return [
        ", ".join(heading),
        f"  {words['reason']}: {_one_line(reject.sentence(language))}",
        f"  {words['remedy']}: {_one_line(reject.remedy(language))}",
    ]


def _one_line(text: str) -> str:
    """A merchant's value must not break out of its line of the log."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
