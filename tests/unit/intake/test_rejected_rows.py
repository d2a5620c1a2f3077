"""The file of rejected rows: bytes as they came; corrected and sent again it gives exactly what was missing."""

import codecs
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.proof import Proof
from chalicelib.intake import rejected_rows
from chalicelib.intake.csv_lines import LONGEST_LINE
from chalicelib.intake.csv_stream import open_csv
from chalicelib.intake.rejected_rows import rejected_name, write_rejected_rows
from tests.unit.intake.doors import ARRIVAL, HEADER, row
from tests.unit.intake.streams import parse_whole


def rejected(content: bytes) -> bytes:
    _, refused = parse_whole(content, ARRIVAL)
    head, _ = open_csv(BytesIO(content))
    return b"".join(write_rejected_rows(head, (one.raw for one in refused)))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("orders.csv", "orders-rejected.csv"),
        ("orders.csv.gz", "orders-rejected.csv"),
        ("orders.2024.zip", "orders.2024-rejected.csv"),
        ("orders.txt", "orders-rejected.csv"),
        ("orders", "orders-rejected.csv"),
    ],
)
def test_its_name(name: str, expected: str) -> None:
    assert rejected_name(name) == expected


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "cp1252"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
def test_bytes_stay_as_they_came(end: str, mark: bytes, encoding: str) -> None:
    header, good = f"Loyalty;{HEADER}", f"gold;{row()}"
    bad = f'"é\\"";{row(email="x", purchase_reference="é")}'
    last = f"€;{row(email='y', purchase_reference='B')}"
    content = mark + end.join(("", header, good, bad, good, last)).encode(encoding)
    assert rejected(content) == mark + end.join((header, bad, last, "")).encode(encoding)


def test_rows_over_several_lines_stay_whole_and_too_long_ones_are_left_out() -> None:
    spread = row(email="x", last_name='"Dur\nand"')
    long = row(last_name="x" * LONGEST_LINE)
    assert rejected("\n".join((HEADER, long, spread, row())).encode()) == f"{HEADER}\n{spread}\n".encode()


def test_rows_stand_in_the_order_of_the_file_as_far_as_memory_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    conflict, later = row(purchase_reference="C"), row(purchase_reference="C", email="other@example.com")
    bad = row(email="x")
    content = "\n".join((HEADER, conflict, bad, later, "")).encode()
    assert rejected(content) == content
    monkeypatch.setattr(rejected_rows, "SORTED_BYTES", 1)
    assert rejected(content) == "\n".join((HEADER, bad, conflict, later, "")).encode()


ERRORS = ({"email": "x"}, {"purchase_date": "2024-13-40"}, {"channel": "phone"}, {"first_name": " "}, {"delay": "soon"})


def plain(proof: Proof) -> Proof:
    """Without its place in the file."""
    return replace(proof, lines=(), source=replace(proof.source, line=None))


@given(
    errors=st.lists(st.none() | st.sampled_from(ERRORS), min_size=1, max_size=12),
    end=st.sampled_from(["\n", "\r\n"]),
    name=st.sampled_from(["Durand", "O\\'Brien", '"Du;rand"', "Été", '"Dur\nand"']),
)
def test_corrected_and_sent_again_it_gives_what_was_missing(
    errors: list[dict[str, str] | None], end: str, name: str
) -> None:
    rows = [{"purchase_reference": f"A-{n}", "last_name": name} for n in range(len(errors))]
    right = end.join((HEADER, *(row(**values) for values in rows))).encode()
    wrong = end.join((HEADER, *(row(**(values | (error or {}))) for values, error in zip(rows, errors, strict=True))))
    sent_again = rejected(wrong.encode())
    for values, error in zip(rows, errors, strict=True):
        if error:
            sent_again = sent_again.replace(row(**(values | error)).encode(), row(**values).encode())
    first, _ = parse_whole(wrong.encode(), ARRIVAL)
    second, refused = parse_whole(sent_again, ARRIVAL)
    assert refused == []
    whole, _ = parse_whole(right, ARRIVAL)
    known = {proof.experience_reference for proof in first.proofs}
    missing = [plain(proof) for proof in whole.proofs if proof.experience_reference not in known]
    assert [plain(proof) for proof in second.proofs] == missing
    assert len(first.proofs) + len(second.proofs) == len(errors)
