"""Delays: how long after reception a request's first e-mail leaves, and which rule says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from chalicelib.domain.proof import Channel, Proof, ReviewType


@dataclass(frozen=True, order=True)
class Delay:
    """Whole days of 24 h and whole hours, from reception to the minute (domain.md 4.1)."""

    days: int = 0
    hours: int = 0

    @property
    def duration(self) -> timedelta:
        """As a duration."""
        return timedelta(days=self.days, hours=self.hours)

    @property
    def days_rounded_up(self) -> int:
        """For a door that knows whole days alone: a customer is never asked sooner than was decided."""
        return self.days + (self.hours > 0)


AT_ONCE = Delay()


@dataclass(frozen=True)
class DelayRule:
    """A delay for one review type and only the purchases of a shop, a country or a channel; None fits any.

    `review_type` is a single one; `country` is the customer's, ISO 3166-1 alpha-2.
    """

    review_type: ReviewType
    delay: Delay
    shop_id: str | None = None
    country: str | None = None
    channel: Channel | None = None

    def fits(self, proof: Proof, review_type: ReviewType) -> bool:
        """Whether the rule speaks of this purchase."""
        return (
            self.review_type is review_type
            and self.shop_id in (None, proof.shop_id)
            and self.country in (None, proof.customer.country)
            and self.channel in (None, proof.channel)
        )

    @property
    def precision(self) -> tuple[bool, bool, bool]:
        """The more precise rule is the greater one: a shop says more than a country, a country than a channel."""
        return (self.shop_id is not None, self.country is not None, self.channel is not None)


def rule_for(rules: Sequence[DelayRule], proof: Proof, review_type: ReviewType) -> DelayRule | None:
    """The most precise rule that fits; the first of equals."""
    fitting = [rule for rule in rules if rule.fits(proof, review_type)]
    return max(fitting, key=lambda rule: rule.precision, default=None)
