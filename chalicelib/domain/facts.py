"""Facts: the grow-only memory of what happened to a review request.

A fact keeps the earliest instant seen, so that adding facts in any order and any number of times gives the same row
(reliability.md 4.4). Facts never open the door to SES: only the send state does (`send_state.py`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class FactKind(StrEnum):
    """What can be known of a request. Kinds in `PER_STEP` carry the number of the e-mail (0 first, 1.. reminders)."""

    CREATED = "created"
    SENT = "sent"
    DELIVERED = "delivered"
    DELAYED = "delayed"
    SOFT_BOUNCED = "soft_bounced"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    OPENED = "opened"
    MACHINE_OPENED = "machine_opened"
    FORM_OPENED = "form_opened"
    REVIEW_SUBMITTED = "review_submitted"
    OPTED_OUT = "opted_out"
    CANCELLED = "cancelled"
    FAILED = "failed"
    UNCONFIRMED = "unconfirmed"
    RESUMED = "resumed"


PER_STEP = frozenset(
    {
        FactKind.SENT,
        FactKind.DELIVERED,
        FactKind.DELAYED,
        FactKind.SOFT_BOUNCED,
        FactKind.BOUNCED,
        FactKind.OPENED,
        FactKind.MACHINE_OPENED,
        FactKind.CANCELLED,
        FactKind.FAILED,
        FactKind.UNCONFIRMED,
        FactKind.RESUMED,
    }
)


@dataclass(frozen=True, order=True)
class Fact:
    """One thing that happened, when, and why (`reason` is a code of `reasons.py`, or empty)."""

    at: datetime
    kind: FactKind
    step: int = 0
    reason: str = ""

    @property
    def key(self) -> tuple[FactKind, int]:
        """What makes two facts the same one; the step counts only where it means something."""
        return (self.kind, self.step if self.kind in PER_STEP else 0)


@dataclass(frozen=True)
class Facts:
    """An immutable set of facts, at most one per kind and step: the earliest (then the smallest reason) wins."""

    by_key: Mapping[tuple[FactKind, int], Fact] = field(default_factory=dict)

    @classmethod
    def of(cls, *facts: Fact) -> "Facts":
        """Facts known so far, in any order."""
        known = cls()
        for fact in facts:
            known = known.adding(fact)
        return known

    def adding(self, fact: Fact) -> "Facts":
        """The same facts and this one; the very same object when it teaches nothing new."""
        known = self.by_key.get(fact.key)
        if known is not None and (known.at, known.reason) <= (fact.at, fact.reason):
            return self
        step = fact.key[1]
        return Facts({**self.by_key, fact.key: Fact(fact.at, fact.kind, step, fact.reason)})

    def get(self, kind: FactKind, step: int = 0) -> Fact | None:
        """The fact of this kind (and step), if known."""
        return self.by_key.get((kind, step if kind in PER_STEP else 0))

    def has(self, kind: FactKind, step: int = 0) -> bool:
        """Whether the fact is known."""
        return self.get(kind, step) is not None

    def of_kind(self, kind: FactKind) -> tuple[Fact, ...]:
        """All facts of a kind, lowest step first."""
        return tuple(sorted((f for f in self if f.kind is kind), key=lambda f: f.step))

    def any(self, *kinds: FactKind) -> bool:
        """Whether any fact of one of these kinds is known, whatever the step."""
        return any(fact.kind in kinds for fact in self)

    def __iter__(self) -> Iterator[Fact]:
        """All facts, oldest first."""
        return iter(sorted(self.by_key.values()))
