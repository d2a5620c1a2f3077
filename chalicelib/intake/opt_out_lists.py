"""Opt-outs as merchants bring them: one address, a CSV file or a JSON list; every row an entry or a named reject."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

from pydantic_core import PydanticCustomError

from chalicelib.domain.errors import InvalidParameterError
from chalicelib.domain.opt_out import OptOutEntry
from chalicelib.intake import field_rules as rules
from chalicelib.intake.csv_dialect import DELIMITERS, row_of, rows_of, split_line, text_of
from chalicelib.intake.csv_lines import RawRow, lines_of, marked
from chalicelib.intake.experience_dates import experience_instant
from chalicelib.intake.rejects import FileRefusedError, Reject, RejectCode

MOST_ROWS = 3_000
"""As for proofs in the back office (domain.md 10); longer lists are split."""

EMAIL, OPTED_OUT_AT = "email", "opted_out_at"


@dataclass(frozen=True)
class Reading:
    """How dates of a list are read: without an offset in `zone`; none later than `now`."""

    zone: ZoneInfo
    now: datetime


@dataclass(frozen=True)
class OptOutList:
    """Every row of a list as an entry or a reject; a reject's line is that of the file, or its place from 1."""

    entries: tuple[OptOutEntry, ...]
    rejects: tuple[Reject, ...]

    @property
    def received(self) -> int:
        """How many rows there are."""
        return len(self.entries) + len(self.rejects)


@dataclass(frozen=True)
class _RawRow:
    line: int
    fields: Mapping[str, object]


def read_address(value: object) -> str:
    """An address given by itself. Raises InvalidParameterError (`email`) saying what to correct."""
    try:
        return rules.read_email("" if value is None else value)
    except PydanticCustomError as cause:
        reject = _reject(cause, None, EMAIL, value)
        raise InvalidParameterError(f"{reject.sentence('en')} {reject.remedy('en')}", field=EMAIL) from cause


def read_opt_out_csv(content: bytes, reading: Reading) -> OptOutList:
    """A file with the column `email` and maybe `opted_out_at`, under any delimiter we know; other columns are ignored.

    Raises InvalidParameterError when it cannot be read as a whole, so that nothing of it counts.
    """
    unreadable = "Send a CSV file in UTF-8 whose first line names its columns."
    try:
        _, blocks = marked(BytesIO(content))
        # All of it: a file that is no text at its end is none at its beginning.
        lines = iter(list(lines_of(blocks)))
    except FileRefusedError as cause:
        raise InvalidParameterError(unreadable, field="body") from cause
    header = next((text for line in lines if (text := text_of(line.raw)).strip()), None)
    if header is None:
        raise InvalidParameterError(unreadable, field="body")
    delimiter, columns = max((_header(header, delimiter) for delimiter in DELIMITERS), key=lambda one: len(one[1]))
    if EMAIL not in columns:
        sentence = "The column is missing: the first line must name `email`, and `opted_out_at` if dates are known."
        raise InvalidParameterError(sentence, field=EMAIL)
    return _read(_csv_rows(lines, delimiter, len(split_line(header, delimiter)), columns), reading)


def read_opt_out_json(body: object, reading: Reading) -> OptOutList:
    """A list of `{"email": ..., "opted_out_at": ...}`. Raises InvalidParameterError when it is no list."""
    if not isinstance(body, list):
        raise InvalidParameterError("Send a JSON list of objects with `email`.", field="body")
    empty: dict[str, object] = {}
    return _read(
        (_RawRow(place, row if isinstance(row, dict) else empty) for place, row in enumerate(body, start=1)), reading
    )


def _header(line: str, delimiter: str) -> tuple[str, dict[str, int]]:
    """The columns we know, and where they stand."""
    names = [name.strip().lower() for name in split_line(line, delimiter)]
    return delimiter, {name: names.index(name) for name in (EMAIL, OPTED_OUT_AT) if name in names}


def _csv_rows(lines: Iterator[RawRow], delimiter: str, width: int, columns: Mapping[str, int]) -> Iterator[_RawRow]:
    for raw in rows_of(lines, delimiter, width=width):
        row = row_of(raw, delimiter, width)
        yield _RawRow(row.line, {name: row.fields[place] for name, place in columns.items() if place < len(row.fields)})


def _read(rows: Iterable[_RawRow], reading: Reading) -> OptOutList:
    found = list(rows)
    if not 0 < len(found) <= MOST_ROWS:
        sentence = f"Send 1 to {MOST_ROWS} rows at a time; there are {len(found)}. Split a longer list."
        raise InvalidParameterError(sentence, field="rows")
    read = [_entry(row, reading) for row in found]
    entries = tuple(one for one in read if isinstance(one, OptOutEntry))
    return OptOutList(entries, tuple(one for one in read if isinstance(one, Reject)))


def _entry(row: _RawRow, reading: Reading) -> OptOutEntry | Reject:
    """The row's entry, or its first mistake."""
    field = EMAIL
    try:
        if rules.is_blank(row.fields.get(EMAIL)):
            raise rules.refusal(RejectCode.MISSING_VALUE)
        email = rules.read_email(row.fields[EMAIL])
        field = OPTED_OUT_AT
        return OptOutEntry(email, _instant(row.fields.get(OPTED_OUT_AT), reading))
    except PydanticCustomError as refused:
        return _reject(refused, row.line, field, row.fields.get(field))


def _instant(value: object, reading: Reading) -> datetime | None:
    """When the customer opted out; a clock that is ahead makes it now."""
    if rules.is_blank(value):
        return None
    return min(experience_instant(rules.as_text(value), zone=reading.zone, now=reading.now), reading.now)


def _reject(refused: PydanticCustomError, line: int | None, field: str, value: object) -> Reject:
    detail = (refused.context or {}).get("detail", "")
    shown = str(value) if isinstance(value, str | int | float) else None
    return Reject(RejectCode(refused.type), None, line, field, shown, detail)
