"""CSV for spreadsheets: nothing in it is ever computed."""

import csv
import io

import pytest

from chalicelib.api.csv_answers import csv_text


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_formula_becomes_text(cell: str) -> None:
    (read,) = csv.reader(io.StringIO(csv_text(("name",), [(cell,)]).split("\r\n", 1)[1], newline=""), delimiter=";")
    assert read == ["'" + cell]


def test_other_text_comes_back_as_it_was() -> None:
    cells = ["a;b", 'say "hi"', "two\nlines", "2026-01-15", "", "1=1"]
    rows = list(csv.reader(io.StringIO(csv_text(("a", "b", "c", "d", "e", "f"), [cells]), newline=""), delimiter=";"))
    assert rows == [["a", "b", "c", "d", "e", "f"], cells]
