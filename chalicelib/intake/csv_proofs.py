"""Rows of a file become proofs, withdrawals or rejects; every data row stands in exactly one of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from chalicelib.domain.identity import canonical_reference
from chalicelib.domain.proof import Proof
from chalicelib.domain.withdrawal import Withdrawal, WithdrawalCause
from chalicelib.intake.csv_actions import cause_of, withdraws
from chalicelib.intake.csv_columns import Header
from chalicelib.intake.csv_dialect import Row, row_of
from chalicelib.intake.csv_lines import LONGEST_LINE_MB, RawRow
from chalicelib.intake.csv_stream import MOST_ROWS_OF_A_REFERENCE, CsvHead, exceeds
from chalicelib.intake.merging import Contradiction, ReadLine, merge
from chalicelib.intake.proof_schema import Arrival, ProofFields, Refused, read_fields, reference_of
from chalicelib.intake.rejects import Reject, RejectCode
from chalicelib.intake.withdrawn_reference import read_withdrawn_reference


@dataclass(frozen=True)
class RejectedRow:
    """A refused row, and the row as it came."""

    reject: Reject
    raw: RawRow


Refuse = Callable[[RejectedRow], object]
"""Takes a refused row as soon as it is known; their number has no bound, so nobody keeps them here."""


@dataclass(frozen=True)
class ParsedRows:
    """What rows hold. `rows` = all the `lines` of the proofs and the withdrawals + the rows that were refused.

    Attributes:
        proofs, withdrawals: in the order of their first rows.
        rows: number of data rows.
        raw: the rows behind proofs and withdrawals as they came, by line, for those that are refused later.
    """

    proofs: tuple[Proof, ...]
    withdrawals: tuple[Withdrawal, ...]
    rows: int
    raw: Mapping[int, RawRow]


def parse_rows(rows: Iterable[RawRow], head: CsvHead, arrival: Arrival, refuse: Refuse) -> ParsedRows:
    """Read rows, every one of each reference that stands among them.

    Rows of one reference make one proof with all their products, in order; identical rows collapse. If they contradict
    each other none of them is kept (`merging.py`). Rows that withdraw it make one withdrawal beside the proof, which is
    done after it wherever they stand (decision 41). A refused row does not hold back the other rows, not even those of
    the same reference. Raises what reading `rows` raises.
    """
    purchases: dict[str, _Purchase] = {}
    count = 0
    for raw in rows:
        count += 1
        _take(raw, head, arrival, purchases, refuse)
    proofs: list[Proof] = []
    withdrawals: list[Withdrawal] = []
    kept: dict[int, RawRow] = {}
    for purchase in purchases.values():
        found = _contradiction(purchase.adding, arrival, proofs)
        for refused in _conflicts(purchase.adding, found, head.header) if found else ():
            refuse(refused)
        if purchase.withdrawing:
            withdrawals.append(_withdrawal(purchase.withdrawing, arrival))
        kept.update((one.raw.line, one.raw) for one in (purchase.withdrawing if found else purchase.rows))
    return ParsedRows(tuple(proofs), tuple(withdrawals), count, kept)


@dataclass(frozen=True)
class _ReadRow:
    """A row that is right: the fields of one that adds a proof, else why it withdraws one."""

    raw: RawRow
    reference: str
    fields: ProofFields | None
    cause: WithdrawalCause = WithdrawalCause.OTHER


@dataclass
class _Purchase:
    """The rows of one reference so far: those that are right, and how many there were, of how many bytes."""

    rows: list[_ReadRow] = field(default_factory=list)
    count: int = 0
    size: int = 0

    @property
    def adding(self) -> list[_ReadRow]:
        return [row for row in self.rows if row.fields is not None]

    @property
    def withdrawing(self) -> list[_ReadRow]:
        return [row for row in self.rows if row.fields is None]

    def takes(self, raw: RawRow) -> bool:
        """Whether one more row, right or wrong, may be read; it is counted."""
        self.count += 1
        self.size += len(raw.raw)
        return not exceeds(self.count, self.size)


def _take(raw: RawRow, head: CsvHead, arrival: Arrival, purchases: dict[str, _Purchase], refuse: Refuse) -> None:
    """Read one row into the purchase it belongs to, or refuse it."""
    row = row_of(raw, head.header.delimiter, head.header.width)
    reference = canonical_reference(head.header.value(row, "purchase_reference"))
    purchase = purchases.setdefault(reference, _Purchase()) if reference else _Purchase()
    if raw.is_surplus or not purchase.takes(raw):
        limit = str(MOST_ROWS_OF_A_REFERENCE)
        refuse(RejectedRow(Reject(RejectCode.TOO_MANY_ROWS, reference, raw.line, detail=limit), raw))
        return
    read = _read_row(raw, row, head.header, arrival)
    if isinstance(read, Reject):
        refuse(RejectedRow(read, raw))
    else:
        purchase.rows.append(read)


def _read_row(raw: RawRow, row: Row, header: Header, arrival: Arrival) -> _ReadRow | Reject:
    unreadable = _unreadable(raw, row, header)
    if unreadable is not None:
        return unreadable
    withdrawing = withdraws(row, header)
    if isinstance(withdrawing, Reject):
        return withdrawing
    if withdrawing:
        reference = read_withdrawn_reference(header.value(row, "purchase_reference"), arrival)
        if isinstance(reference, Reject):
            return replace(reference, line=row.line, field=header.name_of(("purchase_reference",)))
        return _ReadRow(raw, reference, None, cause_of(row, header))
    fields = read_fields(header.raw_fields(row), arrival)
    if isinstance(fields, Refused):
        return replace(fields.reject, line=row.line, field=header.name_of(fields.path))
    return _ReadRow(raw, fields.purchase_reference, fields)


def _unreadable(raw: RawRow, row: Row, header: Header) -> Reject | None:
    if raw.is_cut:
        return Reject(RejectCode.ROW_TOO_LONG, line=raw.line, detail=str(LONGEST_LINE_MB))
    if len(row.fields) != header.width:
        detail = f"{len(row.fields)} / {header.width}"
        return Reject(RejectCode.UNREADABLE_ROW, line=row.line, value=header.delimiter.join(row.fields), detail=detail)
    if row.is_damaged:
        damaged = next(one for one in row.fields if Row(row.line, (one,)).is_damaged)
        reference = reference_of({"purchase_reference": header.value(row, "purchase_reference")})
        return Reject(RejectCode.DAMAGED_TEXT, reference, row.line, value=damaged)
    return None


def _contradiction(rows: Sequence[_ReadRow], arrival: Arrival, proofs: list[Proof]) -> Contradiction | None:
    """What stands between rows that add a proof; else the one they make, if any, is put among the proofs."""
    lines = [ReadLine(one.raw.line, one.fields) for one in rows if one.fields is not None]
    made = merge(lines, arrival) if lines else None
    if isinstance(made, Proof):
        proofs.append(made)
        return None
    return made


def _withdrawal(rows: Sequence[_ReadRow], arrival: Arrival) -> Withdrawal:
    """Rows of one reference collapse; the first cause that says something is kept."""
    causes = (row.cause for row in rows if row.cause is not WithdrawalCause.OTHER)
    lines = tuple(row.raw.line for row in rows)
    return Withdrawal(rows[0].reference, arrival.source_id, next(causes, WithdrawalCause.OTHER), lines)


def _conflicts(rows: Sequence[_ReadRow], found: Contradiction, header: Header) -> Iterator[RejectedRow]:
    for one in rows:
        row = row_of(one.raw, header.delimiter, header.width)
        reject = Reject(
            RejectCode.CONFLICTING_ROWS,
            one.reference,
            row.line,
            header.name_of((found.field,)),
            header.value(row, found.field),
            str(found.others[row.line]),
        )
        yield RejectedRow(reject, one.raw)
