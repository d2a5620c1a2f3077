"""The points at which an invocation may die or lose an answer (reliability.md 2.6), and how often each was hit."""

from collections import Counter
from enum import StrEnum


class CrashPoint(StrEnum):
    """Named as in reliability.md 2.6."""

    C1 = "C1 proof accepted by the door, transaction not begun"
    C2 = "C2 transaction committed, answer lost"
    C3 = "C3 half of a file's proofs written"
    C4 = "C4 all of a file's proofs written, file not yet moved away"
    C5 = "C5 sweeper after its messages, before its notes"
    C6 = "C6 sender after it received a message"
    C7 = "C7 sender after its claim"
    C8 = "C8 sender after it asked the contact"
    C9 = "C9 request on the wire, not accepted"
    C10 = "C10 accepted, answer lost"
    C11 = "C11 accepted, not recorded"
    C12 = "C12 recorded, message not deleted"
    C13 = "C13 e-mail event written, message not deleted"
    C14 = "C14 count written, invocation failed"
    C15 = "C15 opt-out written, answer lost"
    C16 = "C16 review written, answer lost"
    C17 = "C17 watchdog in the middle of its transition"
    C18 = "C18 sender paused beyond its message's visibility, then resumed"


class Hits:
    """How often each point was hit."""

    def __init__(self) -> None:
        self._counts: Counter[CrashPoint] = Counter()

    def hit(self, point: CrashPoint) -> None:
        """Once more."""
        self._counts[point] += 1

    def add(self, other: "Hits") -> None:
        """All of another count."""
        self._counts += other._counts

    def fewer_than(self, least: int) -> dict[str, int]:
        """The points hit less often than `least`, with their counts."""
        return {point.name: self._counts[point] for point in CrashPoint if self._counts[point] < least}

    def __str__(self) -> str:
        return " ".join(f"{point.name}={self._counts[point]}" for point in CrashPoint)
