"""Transmissions: identifiers, books and lines."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.errors import TransmissionNotFoundError
from chalicelib.domain.proof_outcome import ProofOutcome, ProofResult
from chalicelib.domain.transmission import (
    Books,
    Line,
    LineResult,
    TransmissionKind,
    books_of,
    kind_of,
    new_transmission_id,
    received_day_of,
)
from chalicelib.domain.transmission_lines import (
    line_from,
    line_text,
    lines_from,
    lines_of_proof,
    lines_of_withdrawal,
    lines_text,
)
from chalicelib.domain.withdrawal import Withdrawal, WithdrawalOutcome, WithdrawalResult
from tests.builders import NOW, a_proof


def test_an_identifier_tells_kind_and_day_and_sorts_by_instant() -> None:
    earlier = new_transmission_id(TransmissionKind.FILE, NOW, "z")
    later = new_transmission_id(TransmissionKind.FILE, NOW + timedelta(milliseconds=1), "a")
    assert earlier < later
    assert len(earlier) == 26
    assert kind_of(earlier) is TransmissionKind.FILE
    assert received_day_of(earlier) == NOW.date()
    assert new_transmission_id(TransmissionKind.FILE, NOW, "z") == earlier


@pytest.mark.parametrize("text", ["", "x" * 26, "f", "f" + "!" * 25, "c" + "z" * 25])
def test_what_cannot_be_an_identifier_is_not_found(text: str) -> None:
    with pytest.raises(TransmissionNotFoundError):
        received_day_of(text)


def test_all_rows_of_a_proof_have_its_result_and_only_the_first_made_its_requests() -> None:
    proof = replace(a_proof(), lines=(2, 5))
    lines = lines_of_proof(ProofOutcome(proof, ProofResult.ACCEPTED, ("a", "b"), made=("b",)))
    assert [(line.number, line.result, line.made) for line in lines] == [
        (2, LineResult.ACCEPTED, ("b",)),
        (5, LineResult.ACCEPTED, ()),
    ]
    assert books_of(lines) == Books(received=2, accepted=2, requests=1)


@pytest.mark.parametrize("result", list(ProofResult))
def test_the_books_of_any_outcome_close(result: ProofResult) -> None:
    books = books_of(lines_of_proof(ProofOutcome(a_proof(), result, ("a",), made=("a",))))
    assert books.close
    assert books.requests == (result is ProofResult.ACCEPTED)


def test_a_withdrawal_is_an_accepted_line_that_withdrew() -> None:
    wish = Withdrawal("#1", "s", lines=(3,))
    assert books_of(lines_of_withdrawal(WithdrawalOutcome(wish, WithdrawalResult.WITHDRAWN, ("a",)))) == Books(
        received=1, accepted=1, withdrawn=1
    )
    unknown = lines_of_withdrawal(WithdrawalOutcome(wish, WithdrawalResult.UNKNOWN))[0]
    assert (unknown.result, unknown.code, unknown.value) == (LineResult.REJECTED, "unknown_proof", "#1")


lines = st.builds(
    Line,
    number=st.integers(0, 10**9),
    result=st.sampled_from(LineResult),
    experience_reference=st.none() | st.text(),
    code=st.none() | st.just("too_long"),
    value=st.none() | st.text(),
    detail=st.text(),
    withdraws=st.booleans(),
    made=st.tuples() | st.tuples(st.text()),
)


@given(st.lists(lines))
def test_lines_survive_being_written(kept: list[Line]) -> None:
    assert lines_from(lines_text(kept)) == kept
    assert all(line_from(line_text(line)) == line for line in kept)
    assert books_of(kept).close


def test_books_add_up() -> None:
    one, two = Books(3, 1, 1, 0, 1, 0, 2), Books(1, 1, requests=1)
    assert one + two - two == one
    assert not Books(received=2, accepted=1).close
