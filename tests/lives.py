"""Lives of review requests, drawn at random: facts in any order and more than once, one write for each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from hypothesis import strategies as st

from chalicelib.domain import reasons
from chalicelib.domain.facts import PER_STEP, Fact, FactKind
from chalicelib.domain.proof import Channel, ReviewType
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.sent_mail import STANDARD_TEMPLATE, SentMail
from tests.builders import NOW, a_proof, a_review_request


@dataclass(frozen=True)
class Life:
    """A request as it was received, and what is learnt of it, in the order in which it is learnt."""

    received: ReviewRequest
    learnt: Sequence[Fact]
    replanned_at: datetime | None
    template: str | None

    def rows(self) -> Iterator[ReviewRequest]:
        """The row after each write."""
        row = self.received
        yield row
        if self.replanned_at:
            row = replace(row, planned_at=self.replanned_at)
            yield row
        if self.template:
            row = replace(row, mails=(SentMail(0, 0, 1, self.template, "digest"),))
            yield row
        for fact in self.learnt:
            row = row.learning(fact)
            yield row


_INSTANTS = st.integers(0, 12 * 24 * 60).map(lambda minutes: NOW + timedelta(minutes=minutes))

_TEMPLATES = st.sampled_from([None, STANDARD_TEMPLATE, "own-0a1b2c"])


@st.composite
def _facts(draw: st.DrawFn) -> Fact:
    kind = draw(st.sampled_from(sorted(FactKind)))
    step = draw(st.integers(0, 2)) if kind in PER_STEP else 0
    reason = draw(st.sampled_from(["", reasons.RESENT])) if kind is FactKind.RESUMED else ""
    return Fact(draw(_INSTANTS), kind, step, reason)


@st.composite
def _lives(draw: st.DrawFn, number: int) -> Life:
    proof = a_proof(
        experience_reference=f"ORDER-{number}", experience_at=NOW - timedelta(days=draw(st.integers(0, 40)))
    )
    received = a_review_request(
        proof=proof,
        review_type=draw(st.sampled_from(ReviewType)),
        channel=draw(st.sampled_from(Channel)),
        shop_id=draw(st.sampled_from([None, "LYON", "a#shop"])),
        language=draw(st.sampled_from(["fr", "en"])),
        planned_at=draw(_INSTANTS),
    )
    known = draw(st.lists(_facts(), max_size=8))
    again = draw(st.lists(st.sampled_from(known), max_size=3)) if known else []
    return Life(received, draw(st.permutations([*known, *again])), draw(st.none() | _INSTANTS), draw(_TEMPLATES))


@st.composite
def some_lives(draw: st.DrawFn) -> list[Life]:
    """Up to six requests of one website."""
    return [draw(_lives(number)) for number in range(draw(st.integers(0, 6)))]
