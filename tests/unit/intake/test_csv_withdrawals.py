"""Rows that withdraw a proof, alone or beside the rows of the same purchase."""

import pytest

from chalicelib.domain.withdrawal import WithdrawalCause
from chalicelib.intake.rejects import RejectCode
from tests.unit.intake.doors import HEADER, every_row_is_accounted_for, read_csv, refusals, row

WITH_ACTION = f"{HEADER};action;cause"


def adds(reference: str, **more: str) -> str:
    return f"{row(purchase_reference=reference, **more)};;"


def withdraws(reference: str, cause: str = "", action: str = "withdraw") -> str:
    """A row that gives nothing else."""
    return f"{row(**{**dict.fromkeys(HEADER.split(';'), ''), 'purchase_reference': reference})};{action};{cause}"


def test_a_file_that_only_withdraws_needs_no_other_column() -> None:
    parsed = read_csv(
        "purchase_reference;action;withdrawal_cause\n#1;withdraw;refunded\n#2;retirer;\n#3;WITHDRAW;stolen\n"
    )
    assert [(one.experience_reference, one.cause, one.lines) for one in parsed.withdrawals] == [
        ("#1", WithdrawalCause.REFUNDED, (2,)),
        ("#2", WithdrawalCause.OTHER, (3,)),
        ("#3", WithdrawalCause.OTHER, (4,)),
    ]
    assert (parsed.rows, parsed.rejects) == (3, ())


@pytest.mark.parametrize("withdrawn_first", [True, False])
def test_a_purchase_and_its_withdrawal_may_stand_in_one_file(withdrawn_first: bool) -> None:
    rows = [adds("A-1"), adds("A-1"), withdraws("A-1", "returned")]
    parsed = read_csv("\n".join((WITH_ACTION, *(reversed(rows) if withdrawn_first else rows))))
    assert [(one.experience_reference, len(one.lines)) for one in parsed.proofs] == [("A-1", 2)]
    assert [(one.cause, len(one.lines)) for one in parsed.withdrawals] == [(WithdrawalCause.RETURNED, 1)]
    every_row_is_accounted_for(parsed)


def test_rows_that_contradict_each_other_do_not_hold_back_the_withdrawal() -> None:
    rows = [adds("A-1", email="a@example.com"), withdraws("A-1"), adds("A-1", email="b@example.com")]
    parsed = read_csv("\n".join((WITH_ACTION, *rows)))
    assert (parsed.proofs, [one.lines for one in parsed.withdrawals]) == ((), [(3,)])
    assert refusals(parsed) == [(line, RejectCode.CONFLICTING_ROWS, "email") for line in (2, 4)]
    every_row_is_accounted_for(parsed)


def test_an_action_nobody_knows_is_told() -> None:
    parsed = read_csv(f"{WITH_ACTION}\n{withdraws('A-1', action='delete')}\n{withdraws('')}\n")
    assert refusals(parsed) == [
        (2, RejectCode.UNKNOWN_ACTION, "action"),
        (3, RejectCode.MISSING_VALUE, "purchase_reference"),
    ]
