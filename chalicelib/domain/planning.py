"""Planning: which review requests a proof gives, and when each one's first e-mail leaves.

Delays count from reception, to the minute; nothing is ever added to them but the wait for the send window, which the
explanation names (domain.md 4.1 and 11.11).
"""

from collections.abc import Collection as AnyOf
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain import explanation, reasons
from chalicelib.domain.delays import Delay, DelayRule, rule_for
from chalicelib.domain.explanation import Because, Explanation
from chalicelib.domain.proof import Proof, ReviewType
from chalicelib.domain.rules import Rules

LONGEST_NAME = 40


@dataclass(frozen=True)
class Planned:
    """One request to create: what it asks, when its first e-mail leaves and why then.

    Attributes:
        refused: why the e-mail must not leave after all, a code of `reasons.py`; None when it may.
        has_deferred_product: a product request of the same proof leaves on a later day.
    """

    review_type: ReviewType
    due_at: datetime
    explanation: Explanation = ()
    refused: str | None = None
    has_deferred_product: bool = False


def plan(
    proof: Proof, rules: Rules, *, received_at: datetime, asked_before: AnyOf[ReviewType] = ()
) -> tuple[Planned, ...]:
    """The requests a proof gives; both types due on one day of the customer are one. Empty when nothing can be asked.

    `asked_before` are the single types somebody asked already for this reference.
    """
    wanted = [review_type for review_type in _wanted(proof, rules) if review_type not in asked_before]
    planned = [_planned(review_type, proof, rules, received_at) for review_type in wanted]
    if len(planned) < 2:
        return tuple(planned)
    return _together(*planned, proof=proof, rules=rules)


def _planned(review_type: ReviewType, proof: Proof, rules: Rules, received_at: datetime) -> Planned:
    delay, because = _delay(review_type, proof, rules)
    due_at, moved = rules.moved(received_at + delay.duration, country=proof.customer.country)
    return _judged(Planned(review_type, due_at, (*because, *moved)), proof, rules)


def _judged(planned: Planned, proof: Proof, rules: Rules) -> Planned:
    refused = rules.refusal(proof.customer.email, proof.experience_at, at=planned.due_at)
    if refused is None:
        return planned
    because = {
        reasons.TOO_OLD: Because(explanation.AGE_LIMIT, (str(rules.collection.max_age_days),)),
        reasons.FORBIDDEN_DOMAIN: Because(explanation.FORBIDDEN_DOMAIN),
    }[refused]
    return replace(planned, explanation=(*planned.explanation, because), refused=refused)


def _together(brand: Planned, product: Planned, *, proof: Proof, rules: Rules) -> tuple[Planned, ...]:
    """One request at the brand's instant when both fall on one day of the customer; else two."""
    country = proof.customer.country
    brand_day, product_day = (rules.local_day(one.due_at, country=country) for one in (brand, product))
    if brand_day == product_day:
        because = _why_together(product)
        return (replace(brand, review_type=ReviewType.BRAND_AND_PRODUCT, explanation=(*brand.explanation, because)),)
    if product_day < brand_day or product.refused:
        return (brand, product)
    later = Because(explanation.PRODUCT_DEFERRED, (explanation.instant(product.due_at),))
    return (replace(brand, explanation=(*brand.explanation, later), has_deferred_product=True), product)


def _why_together(product: Planned) -> Because:
    with_brand = Because(explanation.WITH_BRAND)
    if with_brand in product.explanation:
        return with_brand
    return Because(explanation.JOINED, (explanation.instant(product.due_at),))


def _delay(review_type: ReviewType, proof: Proof, rules: Rules) -> tuple[Delay, Explanation]:
    """The delay that counts and what gave it: feed, products, most precise rule, settings, brand."""
    found = _fed(review_type, proof) or _ruled(review_type, proof, rules) or _set(review_type, rules)
    if found:
        delay, because = found
        return delay, (because,)
    delay, brand_s = _delay(ReviewType.BRAND, proof, rules)
    return delay, (*brand_s, Because(explanation.WITH_BRAND))


_Found = tuple[Delay, Because] | None


def _fed(review_type: ReviewType, proof: Proof) -> _Found:
    """What was transmitted with the purchase, else with its products."""
    fed = proof.brand_delay_days if review_type is ReviewType.BRAND else proof.product_delay_days
    if fed is not None:
        return _because(explanation.FEED_DELAY, Delay(fed))
    own = [product.delay_days for product in proof.received_products if product.delay_days is not None]
    if review_type is ReviewType.BRAND or not own:
        return None
    return _because(explanation.PRODUCTS_DELAY, Delay(max(own)))


def _ruled(review_type: ReviewType, proof: Proof, rules: Rules) -> _Found:
    rule = rule_for(rules.collection.delay_rules, proof, review_type)
    return _because(*_told(rule)) if rule else None


def _told(rule: DelayRule) -> tuple[str, Delay, str] | tuple[str, Delay]:
    """A rule goes by the most precise thing it speaks of."""
    if rule.shop_id is not None:
        return explanation.SHOP_RULE, rule.delay, rule.shop_id[:LONGEST_NAME]
    if rule.country is not None:
        return explanation.COUNTRY_RULE, rule.delay, rule.country
    if rule.channel is not None:
        return explanation.CHANNEL_RULE, rule.delay, rule.channel.value
    return explanation.GENERAL_RULE, rule.delay


def _set(review_type: ReviewType, rules: Rules) -> _Found:
    collection = rules.collection
    delay = collection.brand_delay if review_type is ReviewType.BRAND else collection.product_delay
    return _because(explanation.ACCOUNT_DELAY, delay) if delay is not None else None


def _because(code: str, delay: Delay, *names: str) -> tuple[Delay, Because]:
    return delay, Because(code, (explanation.delay(delay), *names))


def _wanted(proof: Proof, rules: Rules) -> tuple[ReviewType, ...]:
    collection = rules.collection
    asked = proof.review_types or frozenset({ReviewType.BRAND, ReviewType.PRODUCT})
    brand = ReviewType.BRAND in asked and collection.collects_brand
    product = ReviewType.PRODUCT in asked and collection.collects_product and bool(proof.received_products)
    return tuple(t for t, wanted in ((ReviewType.BRAND, brand), (ReviewType.PRODUCT, product)) if wanted)
