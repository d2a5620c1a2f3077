"""How a file is read with all of it in memory: lines, then rows, each rule in its plainest form.

What the streams must equal.
"""

import codecs
import re

from chalicelib.intake.csv_dialect import MAX_LINES_OF_A_ROW, _field_pattern, _unescaped, split_line

_UTF8_ACCENT = re.compile(rb"\xc3[\x80-\xbf]")


def text_of_file(content: bytes) -> str | None:
    """The text of a file, or None when it is no text at all."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = content.decode("utf-16", errors="replace")
    else:
        body = content.removeprefix(codecs.BOM_UTF8)
        try:
            text = body.decode()
        except UnicodeDecodeError:
            text = "".join(map(_line_text, body.splitlines(keepends=True)))
    return None if "\0" in text else text


def _line_text(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        if _UTF8_ACCENT.search(line):
            return line.decode(errors="replace")
        letters = (bytes([byte]).decode("cp1252", errors="replace").replace("\ufffd", chr(byte)) for byte in line)
        return "".join(letters)


def rows_of_text(text: str, delimiter: str, *, width: int) -> list[tuple[int, tuple[str, ...]]]:
    """Number and fields of each row below the first line, blank ones left out."""
    lines = re.split(r"\r\n|\n|\r", text)
    rows, index = [], 1
    while index < len(lines):
        fields, count = split_line(lines[index], delimiter), 1
        if '"' in lines[index] and (len(fields) < width or fields[-1].startswith('"')):
            fields, count = _joined(lines, index, delimiter, width) or (fields, 1)
        if len(fields) > width and not any(fields[width:]):
            fields = fields[:width]
        if any(fields):
            rows.append((index + 1, fields))
        index += count
    return rows


def _joined(lines: list[str], index: int, delimiter: str, width: int) -> tuple[tuple[str, ...], int] | None:
    for count in range(2, MAX_LINES_OF_A_ROW + 1):
        if index + count > len(lines) or len(split_line(lines[index + count - 1], delimiter)) == width:
            return None
        found = list(_field_pattern(delimiter).finditer("\n".join(lines[index : index + count])))
        if len(found) == width and not any("\n" in (field["bare"] or "") for field in found):
            return tuple(_unescaped(field).strip() for field in found), count
    return None
