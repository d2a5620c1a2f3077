"""Add what the table's stream tells to sums that are kept, each change exactly once: for counts and statistics."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

from chalicelib.domain.errors import VersionConflictError

ATTEMPTS = 5


class Sequenced(Protocol):
    """What one change does in one place."""

    @property
    def sequence_number(self) -> str:
        """The change's place in the stream."""


Place = TypeVar("Place")
Move = TypeVar("Move", bound=Sequenced)
Delta = TypeVar("Delta")
Place_contra = TypeVar("Place_contra", contravariant=True)
Delta_contra = TypeVar("Delta_contra", contravariant=True)


class Watermarked(Protocol[Place_contra, Delta_contra]):
    """Sums by place, each with the sequence number of the last change added to it."""

    def add(self, place: Place_contra, delta: Delta_contra) -> bool:
        """Add a difference in one write; False, and nothing written, unless the watermark stands below all of it."""

    def watermark(self, place: Place_contra) -> str:
        """The last change added; "" = none."""


def count_all(
    store: Watermarked[Place, Delta], moves: Mapping[Place, Sequence[Move]], fold: Callable[[Sequence[Move]], Delta]
) -> dict[str, Exception]:
    """Count every place; what failed comes back by the sequence number of its oldest move, and counted nothing."""
    failed: dict[str, Exception] = {}
    for place, of_place in moves.items():
        try:
            count_once(store, place, of_place, fold)
        except Exception as error:  # noqa: BLE001 - whatever it is, the other places go on, and the caller tells it
            failed[of_place[0].sequence_number] = error
    return failed


def count_once(
    store: Watermarked[Place, Delta], place: Place, moves: Sequence[Move], fold: Callable[[Sequence[Move]], Delta]
) -> None:
    """Count moves of one place, in the order of the stream; those at or below its watermark were counted before.

    Raises VersionConflictError when others count here at the same time, which a stream's shard never lets happen.
    """
    left = list(moves)
    for _ in range(ATTEMPTS):
        if not left or store.add(place, fold(left)):
            return
        watermark = store.watermark(place)
        left = [move for move in left if move.sequence_number > watermark]
    raise VersionConflictError("The sums of a place change under our hands; they are counted again.")
