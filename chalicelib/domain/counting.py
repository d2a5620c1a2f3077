"""Counts of rows by type and status, and the fingerprint that tells whether they are those of exactly these rows.

The fingerprint is a sum, so that a row is taken out and put back without looking at the others: 64 bits of a hash for
each row. Two sets of rows of the same counts and different fingerprints differ in at least one row.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from chalicelib.domain.proof import ReviewType
from chalicelib.domain.status import Status

Kind = tuple[ReviewType, Status]
"""What is counted apart: the type, and the status as written in the row (what the list's filter reads)."""


@dataclass(frozen=True)
class Tally:
    """Rows by kind, none left out and none at zero, with their fingerprint. Both may be negative in a difference."""

    counts: Mapping[Kind, int] = field(default_factory=dict)
    fingerprint: int = 0

    @classmethod
    def of(cls, rows: Iterable[tuple[str, Kind]]) -> "Tally":
        """A count from scratch: identifiers of rows with their kinds."""
        counts: defaultdict[Kind, int] = defaultdict(int)
        fingerprint = 0
        for review_request_id, kind in rows:
            counts[kind] += 1
            fingerprint += row_mark(review_request_id, kind)
        return cls(dict(counts), fingerprint)

    def plus(self, other: "Tally") -> "Tally":
        """Both together."""
        kinds = {*self.counts, *other.counts}
        added = {kind: self.counts.get(kind, 0) + other.counts.get(kind, 0) for kind in kinds}
        return Tally({kind: count for kind, count in added.items() if count}, self.fingerprint + other.fingerprint)

    @property
    def total(self) -> int:
        """All rows."""
        return sum(self.counts.values())


def row_mark(review_request_id: str, kind: Kind) -> int:
    """A row's part of the fingerprint."""
    text = "|".join((review_request_id, *kind))
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


class Move(NamedTuple):
    """One write that took a row from one kind to another; None = it was not there, or is no more."""

    sequence_number: str
    review_request_id: str
    before: Kind | None
    after: Kind | None


class Delta(NamedTuple):
    """Several moves folded into one: the difference they make, and the first and last of their sequence numbers."""

    first: str
    last: str
    difference: Tally


def fold(moves: Sequence[Move]) -> Delta:
    """What moves in the order of the stream come to; there is at least one."""
    counts: defaultdict[Kind, int] = defaultdict(int)
    fingerprint = 0
    for _, review_request_id, before, after in moves:
        if before is not None:
            counts[before] -= 1
            fingerprint -= row_mark(review_request_id, before)
        if after is not None:
            counts[after] += 1
            fingerprint += row_mark(review_request_id, after)
    difference = Tally({kind: count for kind, count in counts.items() if count}, fingerprint)
    return Delta(moves[0].sequence_number, moves[-1].sequence_number, difference)
