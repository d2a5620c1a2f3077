"""What a row of a file wants: to add a proof, or to withdraw one."""

from chalicelib.domain.withdrawal import WithdrawalCause
from chalicelib.intake.csv_columns import Header
from chalicelib.intake.csv_dialect import Row
from chalicelib.intake.rejects import Reject, RejectCode

_WITHDRAWS = {"": False, "add": False, "ajouter": False, "withdraw": True, "retirer": True}
"""Word of the column `action` -> whether the row withdraws a proof."""


def withdraws(row: Row, header: Header) -> bool | Reject:
    """Whether a row withdraws a proof; a reject for a word nobody knows."""
    word = header.value(row, "action")
    found = _WITHDRAWS.get(word.lower())
    if found is not None:
        return found
    reference = header.value(row, "purchase_reference") or None
    return Reject(RejectCode.UNKNOWN_ACTION, reference, row.line, header.names["action"], word)


def cause_of(row: Row, header: Header) -> WithdrawalCause:
    """Why it withdraws; a word we do not know is another cause."""
    try:
        return WithdrawalCause(header.value(row, "withdrawal_cause").lower())
    except ValueError:
        return WithdrawalCause.OTHER
