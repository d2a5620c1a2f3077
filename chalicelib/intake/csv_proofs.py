"""CSV files of proofs: bytes in, proofs and rejects out, every data row in exactly one of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from chalicelib.domain.identity import normalised_email
from chalicelib.domain.proof import Proof
from chalicelib.intake.csv_columns import Header, header_of
from chalicelib.intake.csv_dialect import Row, lines_of, rows_of, text_of
from chalicelib.intake.proof_schema import Arrival, ProofFields, Refused, local_day, proof_of, read_fields, reference_of
from chalicelib.intake.rejects import Reject, RejectCode


@dataclass(frozen=True)
class ParsedFile:
    """What a file holds. `rows` = all the `lines` of the proofs + the rejects, unless the whole file is refused.

    Attributes:
        proofs: in the order of their first rows.
        rejects: one per refused row, in the order of the file; a single one without line when the file is refused.
        rows: number of data rows; 0 when the file is refused, as its rows were not read.
    """

    proofs: tuple[Proof, ...]
    rejects: tuple[Reject, ...]
    rows: int

    @property
    def is_refused(self) -> bool:
        """Whether the file as a whole could not be read."""
        return any(reject.line is None for reject in self.rejects)


@dataclass(frozen=True)
class _ReadRow:
    """A row whose fields are right, with the text it came from."""

    row: Row
    fields: ProofFields


def parse_csv(content: bytes, arrival: Arrival) -> ParsedFile:
    """Read a file of proofs (domain.md 1.2 to 1.5); never raises, whatever the bytes.

    Rows of one reference make one proof with all their products, in order; identical rows collapse. If they contradict
    each other (another address, day, channel, shop, language or delay) none of them is kept, as nobody can tell which
    is right. A refused row does not hold back the other rows, not even those of the same reference.
    """
    text = text_of(content)
    if text is None:
        return _refused_file(Reject(RejectCode.UNREADABLE_FILE))
    lines = lines_of(text)
    top = next((index for index, line in enumerate(lines) if line.strip()), None)
    if top is None:
        return _refused_file(Reject(RejectCode.EMPTY_FILE))
    header = header_of(lines[top])
    if header.missing:
        return _refused_file(Reject(RejectCode.MISSING_COLUMN, field=", ".join(header.missing), value=lines[top]))
    return _parse_rows(rows_of(lines, header.delimiter, first=top + 1, width=header.width), header, arrival)


def _parse_rows(rows: Iterable[Row], header: Header, arrival: Arrival) -> ParsedFile:
    read = [_read_row(row, header, arrival) for row in rows]
    proofs, conflicts = _merge([one for one in read if isinstance(one, _ReadRow)], header, arrival)
    rejects = [*(one for one in read if isinstance(one, Reject)), *conflicts]
    return ParsedFile(tuple(proofs), tuple(sorted(rejects, key=lambda reject: reject.line or 0)), len(read))


def _refused_file(reject: Reject) -> ParsedFile:
    return ParsedFile((), (reject,), 0)


def _read_row(row: Row, header: Header, arrival: Arrival) -> _ReadRow | Reject:
    if len(row.fields) != header.width:
        detail = f"{len(row.fields)} / {header.width}"
        return Reject(RejectCode.UNREADABLE_ROW, line=row.line, value=header.delimiter.join(row.fields), detail=detail)
    raw = header.raw_fields(row)
    if row.is_damaged:
        damaged = next(field for field in row.fields if Row(row.line, (field,)).is_damaged)
        return Reject(RejectCode.DAMAGED_TEXT, reference_of(raw), row.line, value=damaged)
    fields = read_fields(raw, arrival)
    if isinstance(fields, Refused):
        return replace(fields.reject, line=row.line, field=header.name_of(fields.path))
    return _ReadRow(row, fields)


def _merge(rows: Iterable[_ReadRow], header: Header, arrival: Arrival) -> tuple[list[Proof], list[Reject]]:
    by_reference: dict[str, list[_ReadRow]] = {}
    for one in rows:
        by_reference.setdefault(one.fields.purchase_reference, []).append(one)
    proofs: list[Proof] = []
    rejects: list[Reject] = []
    for group in by_reference.values():
        contradiction = _contradiction(group, arrival.zone)
        if contradiction is None:
            proofs.append(_merged(group, arrival))
        else:
            rejects.extend(_conflicts(group, contradiction, header))
    return proofs, rejects


def _merged(group: Sequence[_ReadRow], arrival: Arrival) -> Proof:
    rows = [one.fields for one in group]
    products = [product for fields in rows for product in fields.products]
    return proof_of(_completed(rows), products, arrival, lines=tuple(one.row.line for one in group))


_COMPLETED = ("shop_id", "language", "delay", "delay_product", "price", "country", "phone")
"""What a later row may fill in when the first rows of a reference leave it blank."""


def _completed(rows: Sequence[ProofFields]) -> ProofFields:
    """The first row, its blanks filled from the later ones; one wish for privacy is enough."""
    found: dict[str, object] = {
        name: next((value for row in rows if (value := getattr(row, name)) is not None), None) for name in _COMPLETED
    }
    found["hide_personal_data"] = any(row.hide_personal_data for row in rows)
    return rows[0].model_copy(update=found)


@dataclass(frozen=True)
class _Contradiction:
    """The first two rows of one reference that cannot both be right, and the raw field that tells them apart."""

    first: Row
    second: Row
    field: str


def _contradiction(group: Sequence[_ReadRow], zone: ZoneInfo) -> _Contradiction | None:
    if len(group) == 1:
        return None
    compared = [(one.row, _compared(one.fields, zone)) for one in group]
    for field in compared[0][1]:
        seen: dict[str, Row] = {}
        for row, values in compared:
            value = values[field]
            if value is not None:
                seen.setdefault(value, row)
        if len(seen) > 1:
            first, second, *_ = seen.values()
            return _Contradiction(first, second, field)
    return None


def _compared(fields: ProofFields, zone: ZoneInfo) -> dict[str, str | None]:
    """What must agree between the rows of one reference; a blank agrees with anything.

    Names and prices may differ: rows often carry a line's own price, and a name's spelling does not change who is
    asked.
    """
    return {
        "email": normalised_email(fields.email),
        "purchase_date": local_day(fields, zone),
        "channel": fields.channel.value,
        "shop_id": fields.shop_id,
        "language": fields.language,
        "delay": None if fields.delay is None else str(fields.delay),
        "delay_product": None if fields.delay_product is None else str(fields.delay_product),
    }


def _conflicts(group: Iterable[_ReadRow], found: _Contradiction, header: Header) -> Iterator[Reject]:
    for one in group:
        other = found.first if one.row.line >= found.second.line else found.second
        yield Reject(
            RejectCode.CONFLICTING_ROWS,
            one.fields.purchase_reference,
            one.row.line,
            header.name_of((found.field,)),
            str(header.raw_fields(one.row).get(found.field, "")),
            str(other.line),
        )
