"""Reading what a customer posted from the review form: a submission, or every error with its field and remedy."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.proof import Product
from chalicelib.domain.review import COMMENT_MAX_LENGTH, ReviewAnswer

Fields = Mapping[str, Sequence[str]]
"""Posted fields as urllib's `parse_qs` gives them: each name with its values."""

BRAND_KEY = "brand"
TICKED = "yes"
_UNWANTED_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|[\ud800-\udfff]")


class FieldErrorCode(StrEnum):
    """What can be wrong with a posted form; `form_parts.html.jinja` holds the sentence of each."""

    RATING_MISSING = "rating_missing"
    COMMENT_MISSING = "comment_missing"
    COMMENT_TOO_LONG = "comment_too_long"
    RECEIVED_OR_NOT = "received_or_not"
    NOTHING_ANSWERED = "nothing_answered"


@dataclass(frozen=True)
class FieldError:
    """One thing to correct: the field's name (also its `id` in the page), the code, and what it is about."""

    field: str
    code: FieldErrorCode
    subject: str


@dataclass(frozen=True)
class Asked:
    """What a form asks about: the brand (then mandatory), under the merchant's name, and products (each optional)."""

    brand: bool
    merchant_name: str
    products: tuple[Product, ...] = ()


@dataclass(frozen=True)
class NotReceived:
    """The customer says that this product never arrived, so there is no opinion on it."""


@dataclass(frozen=True)
class ReviewSubmission:
    """What the customer submits. `products`: (product_ref, answer) of the products answered, in the order asked."""

    brand: ReviewAnswer | None
    products: tuple[tuple[str, ReviewAnswer | NotReceived], ...]
    initials_only: bool


def product_key(product_ref: str) -> str:
    """Start of the names of a product's fields: follows the reference, so a reordered list cannot swap two reviews."""
    return "product-" + hashlib.sha256(product_ref.encode()).hexdigest()[:12]


def posted_text(fields: Fields, name: str) -> str:
    """The posted value with plain line ends and without control characters; "" when absent."""
    values = fields.get(name) or ("",)
    return _UNWANTED_CONTROLS.sub("", values[0].replace("\r\n", "\n").replace("\r", "\n"))


def parse_review_form(fields: Fields, asked: Asked) -> ReviewSubmission | tuple[FieldError, ...]:
    """The submission, or every error in the order of the page.

    Brand rating and comment are both mandatory when asked (domain.md 8). A product counts as answered when it has a
    rating, a comment or "not received"; then it must be complete. Without a brand part, at least one product must be
    answered. Fields of products that were not asked are ignored.
    """
    errors: list[FieldError] = []
    brand = _answer(fields, BRAND_KEY, asked.merchant_name, errors) if asked.brand else None
    products: list[tuple[str, ReviewAnswer | NotReceived]] = []
    for product in asked.products:
        answer = _product_answer(fields, product, errors)
        if answer is not None:
            products.append((product.product_ref, answer))
    if not errors and brand is None and not products:
        errors.append(_nothing_answered(asked))
    if errors:
        return tuple(errors)
    return ReviewSubmission(brand, tuple(products), posted_text(fields, "initials_only") == TICKED)


def _product_answer(fields: Fields, product: Product, errors: list[FieldError]) -> ReviewAnswer | NotReceived | None:
    key = product_key(product.product_ref)
    ticked = posted_text(fields, f"{key}-not_received") == TICKED
    answered = any(posted_text(fields, f"{key}-{part}").strip() for part in ("rating", "comment"))
    if ticked and answered:
        errors.append(FieldError(f"{key}-not_received", FieldErrorCode.RECEIVED_OR_NOT, product.name))
        return None
    if ticked:
        return NotReceived()
    return _answer(fields, key, product.name, errors) if answered else None


def _answer(fields: Fields, key: str, subject: str, errors: list[FieldError]) -> ReviewAnswer | None:
    rating = posted_text(fields, f"{key}-rating")
    comment = posted_text(fields, f"{key}-comment").strip()
    found = []
    if rating not in ("1", "2", "3", "4", "5"):
        found.append(FieldError(f"{key}-rating", FieldErrorCode.RATING_MISSING, subject))
    if not comment:
        found.append(FieldError(f"{key}-comment", FieldErrorCode.COMMENT_MISSING, subject))
    elif len(comment) > COMMENT_MAX_LENGTH:
        found.append(FieldError(f"{key}-comment", FieldErrorCode.COMMENT_TOO_LONG, subject))
    errors.extend(found)
    return None if found else ReviewAnswer(int(rating), comment)


def _nothing_answered(asked: Asked) -> FieldError:
    """Points at the first product's rating; a form that asks nothing at all is a caller's mistake."""
    if not asked.products:
        raise ValueError("A review form must ask about the brand or about at least one product.")
    first = asked.products[0]
    return FieldError(f"{product_key(first.product_ref)}-rating", FieldErrorCode.NOTHING_ANSWERED, first.name)
