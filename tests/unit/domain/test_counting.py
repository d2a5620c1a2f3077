"""Folding moves into one difference, and the fingerprint that tells one set of rows from another."""

import itertools
import random

from chalicelib.domain.counting import Move, Tally, fold, row_mark
from chalicelib.domain.proof import ReviewType
from chalicelib.domain.status import Status

KINDS = [(review_type, status) for review_type in ReviewType for status in Status]
BRAND_SENT, BRAND_SCHEDULED = (ReviewType.BRAND, Status.SENT), (ReviewType.BRAND, Status.SCHEDULED)


def test_every_move_from_every_kind_to_every_other_is_a_recount() -> None:
    for before, after in itertools.product([None, *KINDS], repeat=2):
        start = Tally.of([("a", before)] if before else [])
        moved = start.plus(fold([Move("1", "a", before, after)]).difference)
        assert moved == Tally.of([("a", after)] if after else [])


def test_a_fold_is_what_its_moves_are_one_by_one() -> None:
    chance = random.Random(7)
    where: dict[str, tuple[ReviewType, Status] | None] = {}
    moves = []
    for number in range(500):
        row, after = f"row-{chance.randrange(40)}", chance.choice([None, *KINDS])
        moves.append(Move(f"{number:03}", row, where.get(row), after))
        where[row] = after

    one_by_one = Tally()
    for move in moves:
        one_by_one = one_by_one.plus(fold([move]).difference)
    folded = fold(moves)

    assert folded.difference == one_by_one == Tally.of((row, kind) for row, kind in where.items() if kind)
    assert (folded.first, folded.last) == ("000", "499")


def test_moves_that_undo_each_other_leave_nothing_but_their_watermark() -> None:
    folded = fold([Move("1", "a", BRAND_SCHEDULED, BRAND_SENT), Move("2", "a", BRAND_SENT, BRAND_SCHEDULED)])

    assert folded == ("1", "2", Tally())


def test_the_fingerprint_tells_two_rows_that_swapped_their_kinds() -> None:
    one = Tally.of([("a", BRAND_SENT), ("b", BRAND_SCHEDULED)])
    other = Tally.of([("b", BRAND_SENT), ("a", BRAND_SCHEDULED)])

    assert one.counts == other.counts
    assert one.fingerprint != other.fingerprint


def test_marks_of_rows_are_all_different_and_never_change() -> None:
    marks = {row_mark(f"row-{number}", kind) for number in range(100) for kind in KINDS}

    assert len(marks) == 100 * len(KINDS)
    assert row_mark("0c9bis0o07v3k2m1l0n9g8f7e", BRAND_SENT) == 15132158767182424569
