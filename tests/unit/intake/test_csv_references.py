"""What becomes of the rows of one reference: causes of withdrawals, contradictions, and too many of them."""

import pytest

from chalicelib.domain.withdrawal import Withdrawal, WithdrawalCause
from chalicelib.intake import csv_stream
from chalicelib.intake.csv_stream import MOST_ROWS_OF_A_REFERENCE
from chalicelib.intake.rejects import RejectCode
from tests.unit.intake.doors import HEADER, ParsedFile, every_row_is_accounted_for, read_csv, refusals, row


def withdrawal(reference: str, *lines: int, cause: WithdrawalCause = WithdrawalCause.OTHER) -> Withdrawal:
    return Withdrawal(reference, "version-1", cause, lines)


def read(*rows: tuple[str, str]) -> ParsedFile:
    """Rows of an action and the changes, as `row` takes them."""
    return read_csv("\n".join((f"action;{HEADER}", *(f"{action};{written}" for action, written in rows))))


@pytest.mark.parametrize("column", ["cause", "withdrawal_cause", "Withdrawal Cause"])
def test_rows_of_one_reference_collapse_and_a_cause_that_says_something_is_kept(column: str) -> None:
    parsed = read_csv(
        f"purchase_reference;action;{column}\nA-1;withdraw;\nA-1;withdraw;cancelled\nA-1;withdraw;refunded\n"
    )
    assert parsed.withdrawals == (withdrawal("A-1", 2, 3, 4, cause=WithdrawalCause.CANCELLED),)


@pytest.mark.parametrize("word", ["", "add", "Ajouter"])
def test_rows_that_add_and_rows_that_withdraw_in_one_file(word: str) -> None:
    parsed = read((word, row()), ("withdraw", row(purchase_reference="B", email="", first_name="", purchase_date="")))
    assert [proof.lines for proof in parsed.proofs] == [(2,)]
    assert parsed.withdrawals == (withdrawal("B", 3),)
    every_row_is_accounted_for(parsed)


def test_what_is_wrong_with_a_row_that_withdraws() -> None:
    parsed = read(
        ("delete", row()), ("withdraw", row(purchase_reference=" ")), ("withdraw", row(purchase_reference="x" * 201))
    )
    assert refusals(parsed) == [
        (2, RejectCode.UNKNOWN_ACTION, "action"),
        (3, RejectCode.MISSING_VALUE, "purchase_reference"),
        (4, RejectCode.TOO_LONG, "purchase_reference"),
    ]
    assert "withdraw" in parsed.rejects[0].remedy("en")
    every_row_is_accounted_for(parsed)


def test_a_row_that_adds_needs_what_it_always_needed() -> None:
    parsed = read_csv("purchase_reference;action\nA-1;add\n")
    assert refusals(parsed) == [(2, RejectCode.MISSING_VALUE, "purchase_date")]
    [whole] = read_csv("action;email\nwithdraw;a@example.com\n").rejects
    assert (whole.code, whole.field) == (RejectCode.MISSING_COLUMN, "purchase_reference")


def test_each_contradicting_row_names_a_row_it_contradicts() -> None:
    emails = ("a@example.com", "b@example.com", "a@example.com", "c@example.com", "b@example.com")
    parsed = read(*(("", row(email=email)) for email in emails))
    assert [one.detail for one in parsed.rejects] == ["3", "2", "3", "2", "2"]


def test_a_reference_takes_so_many_rows_and_each_further_one_is_refused() -> None:
    parsed = read_csv("\n".join((HEADER, *[row()] * (MOST_ROWS_OF_A_REFERENCE + 2), row(purchase_reference="B"))))
    assert [len(proof.lines) for proof in parsed.proofs] == [MOST_ROWS_OF_A_REFERENCE, 1]
    assert refusals(parsed) == [(line, RejectCode.TOO_MANY_ROWS, None) for line in (1_002, 1_003)]
    assert "1000" in parsed.rejects[0].sentence("fr")
    every_row_is_accounted_for(parsed)


def test_a_reference_takes_so_many_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_stream, "MOST_BYTES_OF_A_REFERENCE", 2 * len(row()) + 2)
    parsed = read(("", row()), ("", row()), ("", row()))
    assert [code for _, code, _ in refusals(parsed)] == [RejectCode.TOO_MANY_ROWS] * 2
