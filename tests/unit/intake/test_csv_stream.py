"""Files as streams: any portions, any encoding, lines of any length."""

import codecs
from io import BytesIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.domain.identity import canonical_reference
from chalicelib.intake import csv_lines
from chalicelib.intake.csv_dialect import row_of, rows_of
from chalicelib.intake.csv_lines import KEPT_OF_A_LONG_LINE, LONGEST_LINE, lines_of, marked
from chalicelib.intake.csv_stream import open_csv
from chalicelib.intake.rejects import FileRefusedError, RejectCode
from tests.unit.intake.doors import ARRIVAL, HEADER, row
from tests.unit.intake.streams import Portions, parse_whole
from tests.unit.intake.whole_file import rows_of_text, text_of_file

MARKS = st.sampled_from([b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
PIECES = st.sampled_from(
    [b'"', b";", b"\n", b"\r\n", b"\r", b"\\", b"a", b'a;"b', b'c"\n', b"\xc3\xa9", b"\xe9", b" ", b"\0"]
)
CONTENTS = st.builds(lambda mark, parts: mark + b"".join(parts), MARKS, st.lists(PIECES, max_size=40) | st.builds(list))


def streamed(content: bytes, portion: int, width: int) -> list[tuple[int, tuple[str, ...]]] | None:
    lines = lines_of(marked(Portions(content, portion))[1])
    try:
        next(lines, None)
        rows = [row_of(raw, ";", width) for raw in rows_of(lines, ";", width=width)]
    except FileRefusedError:
        return None
    return [(one.line, one.fields) for one in rows]


@given(CONTENTS | st.binary(max_size=60), st.integers(1, 5), st.integers(1, 4))
@example(b'x\na;"Lampe\nrouge";c\nd;e;f', 1, 3)
@example(b'x\na;"b\n\n\n\n\n\n\n\n\n\nc"\n', 1, 2)
@example(codecs.BOM_UTF16_LE + b"a\xd8\n\x00\n", 1, 2)
def test_a_stream_gives_the_rows_of_the_whole_file(content: bytes, portion: int, width: int) -> None:
    text = text_of_file(content)
    assert streamed(content, portion, width) == (None if text is None else rows_of_text(text, ";", width=width))


@given(st.lists(PIECES, max_size=30), st.integers(1, 7))
def test_portions_make_no_difference(pieces: list[bytes], portion: int) -> None:
    content = HEADER.encode() + b"\n" + b"".join(pieces)
    try:
        whole = parse_whole(content, ARRIVAL)
    except FileRefusedError as refused:
        with pytest.raises(FileRefusedError) as also:
            parse_whole(content, ARRIVAL, portion=portion)
        assert also.value.reject == refused.reject  # noqa: PT017 - two refusals are compared
    else:
        assert parse_whole(content, ARRIVAL, portion=portion) == whole


@given(st.sampled_from(["A-1", " A  1 ", "é", "e\u0301", '"A;1"', '"A""1"', "A\\'1", "", "\u00a0", "A\x1c1", '"A\n1"']))
def test_the_reference_of_a_row_is_the_one_the_rules_read(written: str) -> None:
    head, rows = open_csv(BytesIO(f"{HEADER}\n{row(purchase_reference=written)}".encode()))
    [raw] = rows
    fields = row_of(raw, ";", head.header.width)
    assert head.reference(raw) == canonical_reference(head.header.value(fields, "purchase_reference"))


@pytest.mark.parametrize("extra", [0, 1, 3 * LONGEST_LINE])
@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_a_line_that_is_too_long_is_refused_by_itself(extra: int, end: str) -> None:
    fixed = len(row(last_name="").encode())
    long = row(last_name="x" * (LONGEST_LINE - fixed - len(end) + extra))
    parsed, refused = parse_whole(end.join((HEADER, row(purchase_reference="B"), long, row(), "")).encode(), ARRIVAL)
    if extra:
        assert [(one.reject.line, one.reject.code, one.reject.detail) for one in refused] == [
            (3, RejectCode.ROW_TOO_LONG, "1")
        ]
        assert len(refused[0].raw.raw) == KEPT_OF_A_LONG_LINE
    else:
        assert [one.reject.code for one in refused] == [RejectCode.TOO_LONG]
    assert [proof.lines for proof in parsed.proofs] == [(2,), (4,)]
    assert parsed.rows == 3


@given(st.lists(st.sampled_from([b"xxxxxx", b"\r", b"\n", b"\r\n"]), max_size=8), st.integers(1, 6))
def test_long_lines_are_counted_alike_in_any_portions(pieces: list[bytes], portion: int) -> None:
    content = b"".join(pieces)
    blocks = [content[start : start + portion] for start in range(0, len(content), portion)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_lines, "LONGEST_LINE", 4)
        patch.setattr(csv_lines, "KEPT_OF_A_LONG_LINE", 2)
        assert list(lines_of(blocks)) == list(lines_of([content]))


def test_a_long_line_is_never_joined_to_the_row_before() -> None:
    stray = 'online;;2024-03-04;A-1;"Marie'
    content = "\n".join((HEADER, stray, 'x";Durand;a@b.fr;fr;;;' + "y" * LONGEST_LINE, row())).encode()
    parsed, refused = parse_whole(content, ARRIVAL)
    assert [(one.reject.line, one.reject.code) for one in refused] == [
        (2, RejectCode.UNREADABLE_ROW),
        (3, RejectCode.ROW_TOO_LONG),
    ]
    assert [proof.lines for proof in parsed.proofs] == [(4,)]


def test_a_header_that_is_too_long_refuses_the_file() -> None:
    with pytest.raises(FileRefusedError) as refused:
        open_csv(BytesIO(b"x" * (LONGEST_LINE + 1)))
    assert refused.value.reject.code is RejectCode.UNREADABLE_FILE


def test_a_file_of_one_endless_line_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_lines, "LONGEST_LINE", 100)
    monkeypatch.setattr(csv_lines, "KEPT_OF_A_LONG_LINE", 10)
    [line] = lines_of(b"x" * 50 for _ in range(100))
    assert (len(line.raw), line.is_cut) == (10, True)
