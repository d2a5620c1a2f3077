"""CSV as merchants write it: lines become rows, rows become fields; no field has a meaning here yet."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import NamedTuple

from chalicelib.intake.csv_lines import RawRow

DELIMITERS = (";", ",", "\t")
"""In order of preference (domain.md 1.4)."""

DAMAGE = "\ufffd"
"""Stands for a character that could not be read, or that was lost before the file reached us."""

MAX_LINES_OF_A_ROW = 10

_ESCAPE = re.compile(r"\\([\"'\\])")
_QUOTED_ESCAPE = re.compile(r"\\(\"\"|[\"'\\])|\"\"")
_UTF8_ACCENT = re.compile(rb"\xc3[\x80-\xbf]")


@dataclass(frozen=True)
class Row:
    """One row: the number of its first line (the file's first line is 1) and its fields, unescaped and trimmed."""

    line: int
    fields: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written in it."""
        return not any(self.fields)

    @property
    def is_damaged(self) -> bool:
        """Whether a character of it is lost."""
        return any(DAMAGE in field for field in self.fields)


def text_of(raw: bytes) -> str:
    """The text of a row, its lines parted by line feeds.

    Each line is UTF-8 where it is valid, and where it is not Windows-1252, which contains the letters of ISO-8859-1,
    the PrestaShop module's. A line that mixes both comes out damaged.
    """
    lines = raw.splitlines()
    return _line_text(lines[0]) if len(lines) == 1 else "\n".join(map(_line_text, lines))


def _line_text(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        if _UTF8_ACCENT.search(line):
            return line.decode(errors="replace")
        return line.decode("latin-1").translate(_WINDOWS_1252)


_WINDOWS_1252 = {b: bytes([b]).decode("cp1252", errors="replace").replace(DAMAGE, chr(b)) for b in range(128, 160)}
"""Where it differs from ISO-8859-1. Five bytes mean nothing in it; they stay control characters, which rules remove."""


def split_line(line: str, delimiter: str) -> tuple[str, ...]:
    """The fields of a line, or of the joined lines of a row.

    A field is quoted only if its quotes are well-formed up to the next delimiter (RFC 4180; a quote inside may also be
    escaped by a backslash, as PHP does). Otherwise quotes are data, as in the PrestaShop module's unquoted values. In
    both cases the backslash escapes of quote, apostrophe and backslash are undone.
    """
    if "\\" not in line:
        plain = _plain_fields(line, delimiter)
        if plain is not None:
            return tuple(map(str.strip, plain))
    return tuple(_unescaped(found).strip() for found in _field_pattern(delimiter).finditer(line))


def _plain_fields(line: str, delimiter: str) -> list[str] | None:
    """The fields of most lines, many times faster: nothing is quoted, or everything and nothing needs an escape."""
    if '"' not in line:
        return line.split(delimiter)
    if len(line) > 1 and line[0] == line[-1] == '"':
        fields = line[1:-1].split(f'"{delimiter}"')
        return fields if line.count('"') == 2 * len(fields) else None
    return None


def _unescaped(found: re.Match[str]) -> str:
    quoted = found["quoted"]
    if quoted is None:
        return _ESCAPE.sub(r"\1", found["bare"])
    return _QUOTED_ESCAPE.sub(lambda escape: (escape[1] or '"')[0], quoted)


@cache
def _field_pattern(delimiter: str) -> re.Pattern[str]:
    end = rf"(?={delimiter}|\Z)"
    # In order: plain text; \" just before the closing quote; a lone backslash; a doubled quote; \" elsewhere.
    quoted = rf'(?:[^"\\]++|\\"(?="{end})|\\|""|\\"(?!{delimiter}|\Z))*'
    return re.compile(rf'(?:\A|{delimiter})(?:\ *"(?P<quoted>{quoted})"\ *{end}|(?P<bare>[^{delimiter}]*+))')


def row_of(raw: RawRow, delimiter: str, width: int) -> Row:
    """The fields of a row under a header of `width` columns.

    Blank ones beyond them, which spreadsheets leave behind, are dropped; missing ones may be a cut line's.
    """
    fields = split_line(text_of(raw.raw), delimiter)
    return Row(raw.line, fields[:width] if len(fields) > width and not any(fields[width:]) else fields)


def rows_of(lines: Iterator[RawRow], delimiter: str, *, width: int) -> Iterator[RawRow]:
    """The rows below a header of `width` columns, blank ones left out.

    A row may spread over several lines inside quotes. It is joined only when its first line alone does not have `width`
    fields (or ends inside a quote) and no line it would swallow is a row by itself: a stray quote never hides rows.
    """
    ahead: deque[_Ahead] = deque()
    blanks = f"{delimiter} \t\r\n".encode()
    while (line := ahead.popleft().row if ahead else next(lines, None)) is not None:
        row = line
        if b'"' in line.raw and not line.is_cut and _may_continue(line.raw, delimiter, width):
            row = _joined(line, lines, ahead, (delimiter, width))
        # What a row begins with tells nearly always that it is not blank.
        first = row.raw.strip(blanks)[:1]
        if b"#" <= first <= b"~" or any(split_line(text_of(row.raw), delimiter)):
            yield row


class _Ahead(NamedTuple):
    """A line that was looked at before its turn, and whether it has as many fields as the header."""

    row: RawRow
    text: str
    is_row: bool


def _may_continue(raw: bytes, delimiter: str, width: int) -> bool:
    fields = split_line(text_of(raw), delimiter)
    return len(fields) < width or fields[-1].startswith('"')


def _joined(first: RawRow, lines: Iterator[RawRow], ahead: deque[_Ahead], shape: tuple[str, int]) -> RawRow:
    """The row that begins with this line; lines looked at and not taken wait in `ahead`."""
    text, (delimiter, width) = text_of(first.raw), shape
    for count in range(1, MAX_LINES_OF_A_ROW):
        if len(ahead) < count:
            ahead.extend(_looked_at(row, delimiter, width) for row in islice(lines, 1))
        if len(ahead) < count or ahead[count - 1].row.is_cut or ahead[count - 1].is_row:
            return first
        line = ahead[count - 1].text
        text = f"{text}\n{line}"
        # The line feed before this line is inside quotes only if they are closed in it.
        if '"' in line and _is_whole(text, delimiter, width):
            taken = [ahead.popleft().row.raw for _ in range(count)]
            return RawRow(first.line, b"".join((first.raw, *taken)))
    return first


def _looked_at(row: RawRow, delimiter: str, width: int) -> _Ahead:
    text = text_of(row.raw)
    return _Ahead(row, text, _is_whole(text, delimiter, width))


def _is_whole(text: str, delimiter: str, width: int) -> bool:
    """Whether a line, or several joined, have as many fields as the header, every line feed of them inside quotes."""
    fields = 0
    for found in _field_pattern(delimiter).finditer(text):
        fields += 1
        if fields > width or "\n" in (found["bare"] or ""):
            return False
    return fields == width
