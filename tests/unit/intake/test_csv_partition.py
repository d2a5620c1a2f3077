"""A file that is cut and read chunk by chunk gives what it gives in one piece."""

from collections import Counter
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.intake import csv_partition, csv_stream
from chalicelib.intake.csv_lines import RawRow
from chalicelib.intake.csv_partition import MOST_CHUNKS, chunks_for, frame_of, read_chunk, read_frames
from chalicelib.intake.csv_proofs import RejectedRow
from chalicelib.intake.rejects import FileRefusedError, Reject, RejectCode
from tests.unit.intake.doors import ARRIVAL, HEADER, row
from tests.unit.intake.streams import cut, parse_in_chunks, parse_whole

REFERENCES = st.sampled_from(["A-1", " A-1", "A-2", '"A-3"', "", "é", "e\u0301", "A  4", "A\u00a04", 'A"5', "A\\'6"])
LINES = st.builds(
    lambda reference, email, product: row(purchase_reference=reference, email=email, product_ref=product, name=product),
    REFERENCES,
    st.sampled_from(["a@example.com", "b@example.com", "x"]),
    st.sampled_from(["", "1", "2"]),
) | st.sampled_from(["", ";;", '"', 'online;"a', 'b";x', "short;row"])


def told(refused: list[RejectedRow]) -> list[tuple[Reject, bytes]]:
    """Refused rows in the order of the file."""
    return sorted(((one.reject, one.raw.raw) for one in refused), key=lambda one: one[0].line or 0)


@given(lines=st.lists(LINES, max_size=12), chunks=st.integers(1, 7), encoding=st.sampled_from(["utf-8", "cp1252"]))
def test_a_file_in_chunks_gives_what_it_gives_in_one_piece(lines: list[str], chunks: int, encoding: str) -> None:
    content = "\n".join((HEADER, *lines)).encode(encoding, errors="replace")
    whole, refused = parse_whole(content, ARRIVAL)
    parts, refused_in_parts = parse_in_chunks(content, ARRIVAL, chunks=chunks)
    assert sorted((proof for part in parts for proof in part.proofs), key=lambda proof: proof.lines) == sorted(
        whole.proofs, key=lambda proof: proof.lines
    )
    assert told(refused_in_parts) == told(refused)
    assert sum(part.rows for part in parts) == whole.rows
    assert {line: raw for part in parts for line, raw in part.raw.items()} == whole.raw


def test_a_reference_of_too_many_rows_spreads_over_the_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_partition, "CROWDED_BYTES", 2_000)
    monkeypatch.setattr(csv_stream, "MOST_ROWS_OF_A_REFERENCE", 10)
    lines = [row(purchase_reference="A" if n % 50 else f"B-{n}", email="x" if n % 7 else "a@b.fr") for n in range(600)]
    content = "\n".join((HEADER, *lines)).encode()
    whole, refused = parse_whole(content, ARRIVAL)
    parts, refused_in_parts = parse_in_chunks(content, ARRIVAL, chunks=4)
    assert told(refused_in_parts) == told(refused)
    assert sum((part.proofs for part in parts), ()) == whole.proofs
    assert Counter(one.reject.code for one in refused)[RejectCode.TOO_MANY_ROWS] == 588 - 10
    assert max(cut(content, chunks=4)[0].rows_of_chunks) < 200


@given(
    pattern=st.lists(st.sampled_from("AABC"), max_size=40),
    most=st.integers(1, 4),
    crowded=st.integers(0, 600),
    counted=st.integers(1, 3),
    size=st.integers(60, 400),
)
def test_what_is_surplus_is_so_in_one_piece_as_well(
    pattern: list[str], most: int, crowded: int, counted: int, size: int
) -> None:
    rows = (row(purchase_reference=name, email="x" if n % 3 == 0 else "a@b.fr") for n, name in enumerate(pattern))
    content = "\n".join((HEADER, *rows)).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_partition, "CROWDED_BYTES", crowded)
        patch.setattr(csv_partition, "MOST_COUNTED", counted)
        patch.setattr(csv_stream, "MOST_ROWS_OF_A_REFERENCE", most)
        patch.setattr(csv_stream, "MOST_BYTES_OF_A_REFERENCE", size)
        _, refused = parse_whole(content, ARRIVAL)
        _, refused_in_parts = parse_in_chunks(content, ARRIVAL, chunks=3)
    assert told(refused_in_parts) == told(refused)


def test_cutting_again_gives_the_very_same_chunks() -> None:
    content = "\n".join((HEADER, *(row(purchase_reference=f"A-{n % 30}") for n in range(100)))).encode()
    first, chunks = cut(content)
    again, others = cut(content)
    assert (first, chunks.contents) == (again, others.contents)
    assert (first.rows, sum(first.rows_of_chunks)) == (100, 100)
    assert sorted(chunks.contents) == [number for number, rows in enumerate(first.rows_of_chunks) if rows]
    assert cut(content, salt="f1")[0] != first


def test_a_chunk_keeps_the_head_and_its_rows_in_their_order() -> None:
    content = f"\n{HEADER}\r\n{row()}\r\n{row(purchase_reference='B')}\r\n{row()}".encode()
    _, chunks = cut(content, chunks=1)
    head, rows = read_chunk(BytesIO(chunks.contents[0]))
    assert (head.row.line, head.row.raw) == (2, f"{HEADER}\r\n".encode())
    assert [(one.line, one.raw[-2:]) for one in rows] == [(3, b"\r\n"), (4, b"\r\n"), (5, b";;")]


def test_rows_without_a_reference_spread_over_the_chunks() -> None:
    found, _ = cut("\n".join((HEADER, *[row(purchase_reference="")] * 100)).encode())
    assert max(found.rows_of_chunks) < 50


def test_chunks_are_the_same_however_often_they_are_written_to(monkeypatch: pytest.MonkeyPatch) -> None:
    content = "\n".join((HEADER, *(row(purchase_reference=f"A-{n % 30}") for n in range(100)))).encode()
    whole = cut(content)[1].contents
    monkeypatch.setattr(csv_partition, "BUFFER_BYTES", 300)
    assert cut(content)[1].contents == whole


def test_a_file_that_cannot_be_read_at_its_end_is_refused_as_a_whole() -> None:
    with pytest.raises(FileRefusedError) as refused:
        cut(f"{HEADER}\n{row()}\n".encode() * 100 + b"\0")
    assert refused.value.reject.code is RejectCode.UNREADABLE_FILE


def test_a_file_of_more_rows_than_may_be_is_refused_as_a_whole() -> None:
    content = "\n".join((HEADER, row(), row(), "", row())).encode()
    assert cut(content, most_rows=3)[0].rows == 3
    with pytest.raises(FileRefusedError) as refused:
        cut(content, most_rows=2)
    assert (refused.value.reject.code, refused.value.reject.detail) == (RejectCode.FILE_TOO_LONG, "2")


def test_the_number_of_chunks_follows_from_the_size() -> None:
    assert [chunks_for(size) for size in (0, 1, 160_000, 160_001, 1 << 30, 5 << 30)] == [1, 1, 1, 2, 6711, MOST_CHUNKS]


def test_a_chunk_that_lost_its_end_is_noticed() -> None:
    frame = frame_of(RawRow(2, b"a;b\n"))
    assert list(read_frames(BytesIO(frame * 2))) == [RawRow(2, b"a;b\n")] * 2
    for cut_at in (1, len(frame) - 1):
        with pytest.raises(EOFError):
            list(read_frames(BytesIO(frame + frame[:cut_at])))
