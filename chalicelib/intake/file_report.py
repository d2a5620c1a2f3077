"""The log beside a handled file: its books in rows, then every refused row with column, value, reason and remedy."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from heapq import nsmallest
from zoneinfo import ZoneInfo

from chalicelib.domain.transmission import Books, Line, LineResult
from chalicelib.intake.line_rejects import reject_of_line
from chalicelib.intake.rejects import Reject

MOST_TOLD = 10_000
"""Refused rows that are told one by one; nobody reads more, and all of them stand in the file of rejected rows."""

_WORDS = {
    "en": {
        "title": "Suivi: what became of your file",
        "file": "File",
        "received_at": "Received",
        "rows": "Rows",
        "books": "{received} received = {accepted} accepted{withdrawn} + {duplicate} already known"
        " + {conflict} in conflict + {rejected} rejected",
        "withdrawn": " (of which {count} withdrawals)",
        "fine": "Every row was accepted. Nothing to correct.",
        "todo": "To correct: the rows below stand in {file}, as you sent them. Change them there and send that file.",
        "more": "And {count} more rows, all in {file}.",
        "repeats": "This file was received before, as {name} on {at}, byte for byte. Nothing was received again.",
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
        "books": "{received} reçues = {accepted} acceptées{withdrawn} + {duplicate} déjà connues"
        " + {conflict} en conflit + {rejected} refusées",
        "withdrawn": " (dont {count} retraits)",
        "fine": "Toutes les lignes ont été acceptées. Rien à corriger.",
        "todo": "À corriger : les lignes ci-dessous sont dans {file}, telles que reçues. Modifiez-les-y et envoyez-le.",
        "more": "Et {count} autres lignes, toutes dans {file}.",
        "repeats": "Ce fichier a déjà été reçu, sous le nom {name} le {at}, octet pour octet. Rien n'a été repris.",
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
class ReportHeading:
    """Whose log it is: the file, when it was received, the website's zone and language, the file of rejected rows."""

    file_name: str
    received_at: datetime
    zone: ZoneInfo
    language: str
    rejected_name: str

    @property
    def words(self) -> Mapping[str, str]:
        """In French for `fr`, else in English."""
        return _WORDS["fr" if self.language == "fr" else "en"]


def write_file_report(heading: ReportHeading, books: Books, lines: Iterable[Line]) -> Iterator[str]:
    """The text of the log, in portions; lines end with CRLF for every editor.

    `lines` come in any order and number, those that are fine among them; what is told stands in the file's order.
    """
    words = heading.words
    withdrawn = words["withdrawn"].format(count=books.withdrawn) if books.withdrawn else ""
    counts = {result.value: getattr(books, result.value) for result in LineResult}
    told = words["books"].format(received=books.received, withdrawn=withdrawn, **counts)
    yield from _ended(*_top(heading), f"{words['rows']}: {told}", "")
    refused = books.conflict + books.rejected
    yield from _ended((words["todo"] if refused else words["fine"]).format(file=_one_line(heading.rejected_name)))
    if not refused:
        return
    for line in nsmallest(MOST_TOLD, (one for one in lines if one.code), key=lambda one: one.number):
        yield from _ended("", *_paragraph(reject_of_line(line), heading))
    if refused > MOST_TOLD:
        more = words["more"].format(count=refused - MOST_TOLD, file=_one_line(heading.rejected_name))
        yield from _ended("", more)


def write_refusal_report(heading: ReportHeading, reject: Reject) -> Iterator[str]:
    """The log of a file that was refused as a whole."""
    yield from _ended(*_top(heading), "", *_paragraph(reject, heading))


def write_repetition_report(heading: ReportHeading, name: str, received_at: datetime) -> Iterator[str]:
    """The log of a file whose very content was received before, under this name and at this instant."""
    at = f"{received_at.astimezone(heading.zone):%Y-%m-%d %H:%M:%S}"
    yield from _ended(*_top(heading), "", heading.words["repeats"].format(name=_one_line(name), at=at))


def _top(heading: ReportHeading) -> list[str]:
    words, received_at = heading.words, heading.received_at.astimezone(heading.zone)
    return [
        words["title"],
        "",
        f"{words['file']}: {_one_line(heading.file_name)}",
        f"{words['received_at']}: {received_at:%Y-%m-%d %H:%M:%S} ({heading.zone.key})",
    ]


def _ended(*lines: str) -> Iterator[str]:
    return (f"{line}\r\n" for line in lines)


def _paragraph(reject: Reject | None, heading: ReportHeading) -> list[str]:
    if reject is None:
        return []
    words, language = heading.words, heading.language
    place = [words["line"].format(line=reject.line) if reject.line else words["whole_file"]]
    if reject.experience_reference:
        place.append(f"{words['reference']} {_one_line(reject.experience_reference)}")
    if reject.field:
        place.append(f"{words['column']} {_one_line(reject.field)}")
    if reject.field and reject.line:
        place.append(f"{words['value']} {_one_line(reject.value or '') or words['empty']}")
    return [
        ", ".join(place),
        f"  {words['reason']}: {_one_line(reject.sentence(language))}",
        f"  {words['remedy']}: {_one_line(reject.remedy(language))}",
    ]


def _one_line(text: str) -> str:
    """A merchant's value must not break out of its line of the log."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
