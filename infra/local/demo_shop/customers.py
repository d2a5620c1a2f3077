"""What customers do with their e-mails: how far each one goes, and when."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from chalicelib.domain.review import Review, ReviewAnswer
from infra.local.demo_shop.catalogue import COMMENTS_EN, COMMENTS_FR


class Behaviour(StrEnum):
    """How far a customer goes."""

    IGNORES = "ignores"
    OPENS = "opens"
    OPENS_FORM = "opens_form"
    SUBMITS = "submits"
    BOUNCES = "bounces"
    OPTS_OUT = "opts_out"
    COMPLAINS = "complains"
    REJECTED = "rejected"
    NO_ANSWER = "no_answer"
    RETURNS = "returns"


_SHARES = {
    Behaviour.IGNORES: 30,
    Behaviour.OPENS: 18,
    Behaviour.OPENS_FORM: 11,
    Behaviour.SUBMITS: 22,
    Behaviour.BOUNCES: 5,
    Behaviour.OPTS_OUT: 3,
    Behaviour.COMPLAINS: 3,
    Behaviour.REJECTED: 2,
    Behaviour.NO_ANSWER: 3,
    Behaviour.RETURNS: 3,
}
"""Of a hundred customers."""

_RATINGS = (5, 5, 5, 5, 4, 4, 4, 3, 2, 1)


@dataclass(frozen=True)
class DemoCustomer:
    """One customer; `reacts_to` is the number of the e-mail the customer reacts to (0 first, 1 the reminder)."""

    behaviour: Behaviour
    reacts_to: int
    random: Random

    @classmethod
    def drawn(cls, seed: str) -> "DemoCustomer":
        """The customer of a purchase: the same seed gives the same customer."""
        random = Random(seed)  # noqa: S311 -- a demo must be the same for everybody
        behaviour = random.choices(list(_SHARES), list(_SHARES.values()))[0]
        return cls(behaviour, 1 if random.random() < 0.3 else 0, random)

    def later(self, at: datetime, *, hours: tuple[float, float]) -> datetime:
        """Some time after `at`, to the second."""
        return at + timedelta(seconds=int(self.random.uniform(*hours) * 3600))

    def review(self, product_ref: str | None, language: str, at: datetime) -> Review:
        """What the customer thinks of the shop (`product_ref` None) or of a product."""
        rating = self.random.choice(_RATINGS)
        comment = self.random.choice((COMMENTS_FR if language == "fr" else COMMENTS_EN)[rating])
        return Review(product_ref, ReviewAnswer(rating, comment), initials_only=False, submitted_at=at)
