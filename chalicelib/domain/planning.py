"""Planning: which review requests a proof gives, and when each one's first e-mail leaves.

Delays are whole days of 24 h from reception, to the minute (domain.md 4.1 and 11.11).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.collection import Collection
from chalicelib.domain.proof import Proof, ReviewType


@dataclass(frozen=True)
class Planned:
    """One request to create: what it asks and when its first e-mail leaves."""

    review_type: ReviewType
    due_at: datetime


def plan(proof: Proof, collection: Collection, *, received_at: datetime) -> tuple[Planned, ...]:
    """The requests a proof gives; both types due at the same instant are one. Empty when nothing can be asked."""
    wanted = _wanted(proof, collection)
    brand_due = received_at + timedelta(days=brand_delay(proof, collection))
    product_due = received_at + timedelta(days=product_delay(proof, collection))
    if len(wanted) == 2 and brand_due == product_due:
        return (Planned(ReviewType.BRAND_AND_PRODUCT, brand_due),)
    due = {ReviewType.BRAND: brand_due, ReviewType.PRODUCT: product_due}
    return tuple(Planned(review_type, due[review_type]) for review_type in wanted)


def brand_delay(proof: Proof, collection: Collection) -> int:
    """Days before the brand request: the feed's value, else the website's."""
    return proof.brand_delay_days if proof.brand_delay_days is not None else collection.brand_delay_days


def product_delay(proof: Proof, collection: Collection) -> int:
    """Days before the product request: the feed's, else the longest of its products', the website's, the brand's."""
    per_product = [product.delay_days for product in proof.received_products if product.delay_days is not None]
    candidates = (proof.product_delay_days, max(per_product, default=None), collection.product_delay_days)
    return next((days for days in candidates if days is not None), brand_delay(proof, collection))


def _wanted(proof: Proof, collection: Collection) -> tuple[ReviewType, ...]:
    asked = proof.review_types or frozenset({ReviewType.BRAND, ReviewType.PRODUCT})
    brand = ReviewType.BRAND in asked and collection.collects_brand
    product = ReviewType.PRODUCT in asked and collection.collects_product and bool(proof.received_products)
    return tuple(t for t, wanted in ((ReviewType.BRAND, brand), (ReviewType.PRODUCT, product)) if wanted)
