"""CSV as merchants write it: bytes become lines, lines become rows of fields; no field has a meaning here yet."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

DELIMITERS = (";", ",", "\t")
"""In order of preference (domain.md 1.4)."""

DAMAGE = "\ufffd"
"""Stands for a character that could not be read, or that was lost before the file reached us."""

MAX_LINES_OF_A_ROW = 10

_LINE_END = re.compile(r"\r\n|\n|\r")
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


def text_of(content: bytes) -> str | None:
    """The text of a file, or None when it is no text at all.

    A byte order mark decides; else UTF-8; else line by line: UTF-8 where it is valid, and where it is not Windows-1252,
    which contains the letters of ISO-8859-1, the PrestaShop module's. A line that mixes both comes out damaged.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = content.decode("utf-16", errors="replace")
    else:
        body = content.removeprefix(codecs.BOM_UTF8)
        try:
            text = body.decode()
        except UnicodeDecodeError:
            text = "".join(_line_text(line) for line in body.splitlines(keepends=True))
    return None if "\0" in text else text


def _line_text(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        if _UTF8_ACCENT.search(line):
            return line.decode(errors="replace")
        # Five bytes mean nothing in Windows-1252; as in ISO-8859-1 they are control characters, which the rules remove.
        return "".join(_WINDOWS_1252[byte] for byte in line)


_WINDOWS_1252 = [bytes([b]).decode("cp1252", errors="replace").replace(DAMAGE, chr(b)) for b in range(256)]


def lines_of(text: str) -> list[str]:
    """Lines ended by CRLF, LF or CR, without their ends."""
    return _LINE_END.split(text)


def split_line(line: str, delimiter: str) -> tuple[str, ...]:
    """The fields of a line.

    A field is quoted only if its quotes are well-formed up to the next delimiter (RFC 4180; a quote inside may also be
    escaped by a backslash, as PHP does). Otherwise quotes are data, as in the PrestaShop module's unquoted values. In
    both cases the backslash escapes of quote, apostrophe and backslash are undone.
    """
    return tuple(_unescaped(found).strip() for found in _field_pattern(delimiter).finditer(line))


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


def rows_of(lines: list[str], delimiter: str, *, first: int, width: int) -> Iterator[Row]:
    """The rows from line index `first` on, blank ones left out; `width` is the number of columns of the header.

    A row may spread over several lines inside quotes. It is joined only when its first line alone does not have `width`
    fields (or ends inside a quote) and no line it would swallow is a row by itself: a stray quote never hides rows.
    """
    index = first
    while index < len(lines):
        fields = split_line(lines[index], delimiter)
        count = 1
        if lines[index].strip() and _may_continue(lines[index], fields, width):
            fields, count = _joined(lines, index, delimiter, width) or (fields, 1)
        row = Row(index + 1, _without_blank_tail(fields, width))
        if not row.is_blank:
            yield row
        index += count


def _may_continue(line: str, fields: tuple[str, ...], width: int) -> bool:
    return '"' in line and (len(fields) < width or fields[-1].startswith('"'))


def _joined(lines: list[str], index: int, delimiter: str, width: int) -> tuple[tuple[str, ...], int] | None:
    for count in range(2, MAX_LINES_OF_A_ROW + 1):
        if index + count > len(lines) or len(split_line(lines[index + count - 1], delimiter)) == width:
            return None
        found = list(_field_pattern(delimiter).finditer("\n".join(lines[index : index + count])))
        if len(found) == width and not any("\n" in (field["bare"] or "") for field in found):
            return tuple(_unescaped(field).strip() for field in found), count
    return None


def _without_blank_tail(fields: tuple[str, ...], width: int) -> tuple[str, ...]:
    """Drop blank fields beyond the header's, which spreadsheets leave behind; missing ones may be a cut line's."""
    return fields[:width] if len(fields) > width and not any(fields[width:]) else fields
