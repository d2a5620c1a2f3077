"""CSV as merchants write it (domain.md 1.4)."""

import codecs
from io import BytesIO

import pytest

from chalicelib.intake import csv_dialect
from chalicelib.intake.csv_dialect import row_of, rows_of, split_line
from chalicelib.intake.csv_lines import lines_of, marked
from chalicelib.intake.rejects import FileRefusedError


def text_of(content: bytes) -> str | None:
    """The text of a file, its lines parted by line feeds; None when it is no text."""
    try:
        return csv_dialect.text_of(b"".join(line.raw for line in lines_of(marked(BytesIO(content))[1])))
    except FileRefusedError:
        return None


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("a;b;c", ("a", "b", "c")),
        ("", ("",)),
        (";", ("", "")),
        (";a;", ("", "a", "")),
        (" a ; b", ("a", "b")),
        (r"O\'Brien;x", ("O'Brien", "x")),
        (r"Écran 24\" mat;87", ('Écran 24" mat', "87")),
        (r"C:\\x;AC\DC", (r"C:\x", r"AC\DC")),
        ('24" mat;x', ('24" mat', "x")),
        ('Le "Petit";x', ('Le "Petit"', "x")),
        ('"Le Petit" de X;y', ('"Le Petit" de X', "y")),
        ('"Lampe;x', ('"Lampe', "x")),
        ('"a;b";c', ("a;b", "c")),
        ('"";x', ("", "x")),
        ('"Écran 24"" mat";x', ('Écran 24" mat', "x")),
        ('"Écran 24""";x', ('Écran 24"', "x")),
        (r'"Écran 24\" mat";x', ('Écran 24" mat', "x")),
        (r'"Écran 24\"";x', ('Écran 24"', "x")),
        (r'"dir\";x', ("dir\\", "x")),
        (r'"O\'Brien";x', ("O'Brien", "x")),
        ('x;"a;b"', ("x", "a;b")),
        ('x; "a;b" ;y', ("x", "a;b", "y")),
    ],
)
def test_fields_of_a_line(line: str, fields: tuple[str, ...]) -> None:
    assert split_line(line, ";") == fields


def test_tabs_and_commas() -> None:
    assert split_line('a\t"b\tc"\t', "\t") == ("a", "b\tc", "")
    assert split_line('a,"b,c",d;e', ",") == ("a", "b,c", "d;e")


def rows(*lines: str, width: int) -> list[tuple[int, tuple[str, ...]]]:
    numbered = lines_of(["\n".join(["header", *lines]).encode()])
    next(numbered)
    read = [row_of(raw, ";", width) for raw in rows_of(numbered, ";", width=width)]
    return [(row.line, row.fields) for row in read]


def test_blank_lines_are_skipped_and_lines_keep_their_numbers() -> None:
    assert rows("a;b", '"";" "', "c", width=2) == [(2, ("a", "b")), (4, ("c",))]
    assert rows("a;b", "", ";", "  ", "c;d", width=2) == [(2, ("a", "b")), (6, ("c", "d"))]


def test_a_quoted_field_may_spread_over_lines() -> None:
    assert rows('a;"Lampe', 'rouge";c', "d;e;f", width=3) == [(2, ("a", "Lampe\nrouge", "c")), (4, ("d", "e", "f"))]
    assert rows('a;b;"Lampe', 'rouge"', "d;e;f", width=3) == [(2, ("a", "b", "Lampe\nrouge")), (4, ("d", "e", "f"))]


@pytest.mark.parametrize("stray", ['a;"Lampe;c', 'a;b;"Lampe', '"a;b;c'])
def test_a_stray_quote_never_hides_the_rows_below(stray: str) -> None:
    found = rows(stray, 'd;e;24"', 'g;24";i"', width=3)
    assert [line for line, _ in found] == [2, 3, 4]


def test_a_short_row_is_not_joined_with_its_neighbour() -> None:
    assert rows('a;b"', "c", width=3) == [(2, ("a", 'b"')), (3, ("c",))]
    assert rows('a;"b', "c;d", width=3) == [(2, ("a", '"b')), (3, ("c", "d"))]


def test_blank_fields_beyond_the_header_are_dropped_and_missing_ones_are_not_invented() -> None:
    assert rows("a;b;;", "c;d;;e", "f", width=2) == [(2, ("a", "b")), (3, ("c", "d", "", "e")), (4, ("f",))]


def test_line_ends() -> None:
    found = [line.raw for line in lines_of(["a\r\nb\nc\rd\x0be\u2028f".encode()])]
    assert found == [b"a\r\n", b"b\n", b"c\r", "d\x0be\u2028f".encode()]


@pytest.mark.parametrize(
    "content",
    [
        "Zoé;Écran".encode(),
        codecs.BOM_UTF8 + "Zoé;Écran".encode(),
        "Zoé;Écran".encode("iso-8859-1"),
        codecs.BOM_UTF16_LE + "Zoé;Écran".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "Zoé;Écran".encode("utf-16-be"),
    ],
)
def test_encodings(content: bytes) -> None:
    assert text_of(content) == "Zoé;Écran"


def test_windows_1252_and_the_bytes_it_does_not_define() -> None:
    assert text_of("12 € œuvre ’".encode("cp1252")) == "12 € œuvre ’"
    assert text_of(b"\xe9\x81") == "é\x81"


def test_each_line_is_read_in_its_own_encoding() -> None:
    assert text_of("Zoé\n".encode() + "Zoé\r\n".encode("cp1252") + "Ève".encode()) == "Zoé\nZoé\nÈve"


def test_a_line_in_two_encodings_is_damaged_rather_than_guessed() -> None:
    text = text_of("Zoé;".encode() + "Écran".encode("cp1252"))
    assert text is not None
    assert "\ufffd" in text


@pytest.mark.parametrize("content", [b"PK\x03\x04\x14\x00\x06\x00", b"a;b\x00c", "a;b".encode("utf-16-le")])
def test_what_is_no_text(content: bytes) -> None:
    assert text_of(content) is None
