"""The log beside a file: its books, then what to correct, in two languages and of bounded length."""

from dataclasses import replace

import pytest

from chalicelib.domain.transmission import Books, Line, LineResult
from chalicelib.intake import file_report
from chalicelib.intake.file_report import ReportHeading, write_file_report, write_refusal_report
from chalicelib.intake.line_rejects import line_of_reject
from chalicelib.intake.rejects import Reject, RejectCode
from tests.unit.intake.doors import NOW, PARIS

HEADING = ReportHeading("orders.csv", NOW, PARIS, "en", "orders-rejected.csv")


def refused(number: int, value: str = "x") -> Line:
    return line_of_reject(Reject(RejectCode.INVALID_EMAIL, f"A-{number}", number, "email", value))


def test_a_file_without_a_mistake() -> None:
    books = Books(received=3, accepted=2, duplicate=1)
    assert "".join(write_file_report(HEADING, books, [Line(2, LineResult.ACCEPTED, "A-1")])).split("\r\n") == [
        "Suivi: what became of your file",
        "",
        "File: orders.csv",
        "Received: 2024-03-20 13:00:00 (Europe/Paris)",
        "Rows: 3 received = 2 accepted + 1 already known + 0 in conflict + 0 rejected",
        "",
        "Every row was accepted. Nothing to correct.",
        "",
    ]


@pytest.mark.parametrize(
    ("language", "books", "todo", "paragraph"),
    [
        (
            "en",
            "Rows: 9 received = 7 accepted (of which 2 withdrawals) + 0 already known + 0 in conflict + 2 rejected",
            (
                "To correct: the rows below stand in orders-rejected.csv, as you sent them. Change them there and send"
                " that file."
            ),
            "Line 4, reference A-4, column email, value x  y",
        ),
        (
            "fr",
            "Lignes: 9 reçues = 7 acceptées (dont 2 retraits) + 0 déjà connues + 0 en conflit + 2 refusées",
            (
                "À corriger : les lignes ci-dessous sont dans orders-rejected.csv, telles que reçues. Modifiez-les-y et"
                " envoyez-le."
            ),
            "Ligne 4, référence A-4, colonne email, valeur x  y",
        ),
    ],
)
def test_what_is_to_correct_is_told_in_the_order_of_the_file(
    language: str, books: str, todo: str, paragraph: str
) -> None:
    sums = Books(received=9, accepted=7, rejected=2, withdrawn=2)
    lines = [refused(7), Line(2, LineResult.ACCEPTED), refused(4, "x\r\ny")]
    told = "".join(write_file_report(replace(HEADING, language=language), sums, lines)).split("\r\n")
    assert (told[4], told[6], told[8]) == (books, todo, paragraph)
    assert "A-7" in told[12]


def test_at_most_so_many_are_told_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_report, "MOST_TOLD", 3)
    numbers = [9, 3, 8, 2, 5]
    told = "".join(write_file_report(HEADING, Books(5, 0, 0, 0, 5), map(refused, numbers)))
    assert [line.split(",")[0] for line in told.split("\r\n") if line.startswith("Line ")] == [
        "Line 2",
        "Line 3",
        "Line 5",
    ]
    assert told.endswith("\r\n\r\nAnd 2 more rows, all in orders-rejected.csv.\r\n")


def test_a_file_refused_as_a_whole() -> None:
    told = "".join(write_refusal_report(HEADING, Reject(RejectCode.MISSING_COLUMN, field="email", value="a;b")))
    assert told.split("\r\n")[5:] == [
        "Whole file, column email",
        "  Reason: Required columns missing from the header: email",
        "  Remedy: Take the template's header again, then drop the file again.",
        "",
    ]
