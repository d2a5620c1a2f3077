"""The review form and the pages around it: thanks after a submission, and links that lead nowhere any more."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from chalicelib.domain.review import COMMENT_MAX_LENGTH
from chalicelib.pages.assets import ASSETS_URL
from chalicelib.pages.author_name import author_name
from chalicelib.pages.languages import language_of
from chalicelib.pages.review_submission import (
    Asked,
    FieldError,
    FieldErrorCode,
    Fields,
    NotReceived,
    ReviewSubmission,
    parse_review_form,
    posted_text,
    product_key,
)
from chalicelib.pages.shown_text import https_url, single_line
from chalicelib.pages.templating import long_date, render

__all__ = [
    "Asked",
    "FieldError",
    "FieldErrorCode",
    "FormPage",
    "LinkProblem",
    "NotReceived",
    "ReviewSubmission",
    "ThankYouPage",
    "parse_review_form",
    "render_link_problem",
    "render_review_form",
    "render_thank_you",
]


@dataclass(frozen=True)
class FormPage:
    """All that the review form shows.

    Attributes:
        experience_date: the day of the purchase or service, in the merchant's time zone.
        valid_until: last day on which the form can be submitted.
        page_nonce: posted back by `opened.js` to `<form address>/opened`; proves that this page was really shown.
        posted: what the customer already typed, when the form is shown again with `errors`; empty the first time.
        trader_contact: how to reach the merchant, on one line; "" leaves it out.
        assets_url: where `form.css` and `opened.js` are served.
    """

    language: str | None
    customer_first_name: str
    customer_last_name: str
    experience_reference: str
    experience_date: date
    valid_until: date
    asked: Asked
    page_nonce: str
    posted: Fields = field(default_factory=dict)
    errors: tuple[FieldError, ...] = ()
    trader_contact: str = ""
    assets_url: str = ASSETS_URL


@dataclass(frozen=True)
class ThankYouPage:
    """What is shown after a submission; the author is named as the published review will name them."""

    language: str | None
    merchant_name: str
    customer_first_name: str
    customer_last_name: str
    initials_only: bool
    assets_url: str = ASSETS_URL


class LinkProblem(StrEnum):
    """Why a form link leads to no form."""

    EXPIRED = "expired"
    UNKNOWN = "unknown"
    ALREADY_SUBMITTED = "already_submitted"


def render_review_form(page: FormPage) -> str:
    """The form as one HTML page. Nothing is pre-filled but what this customer posted a moment ago."""
    language = language_of(page.language)
    return render(
        "review_form.html.jinja",
        language,
        assets_url=page.assets_url,
        merchant=single_line(page.asked.merchant_name, 80),
        reference=single_line(page.experience_reference, 120),
        experience_date=long_date(page.experience_date, language),
        valid_until=page.valid_until,
        asks_brand=page.asked.brand,
        products=_products(page.asked),
        author_name=author_name(page.customer_first_name, page.customer_last_name, initials_only=False),
        author_initials=author_name(page.customer_first_name, page.customer_last_name, initials_only=True),
        trader_contact=single_line(page.trader_contact, 300),
        page_nonce=page.page_nonce,
        comment_max_length=COMMENT_MAX_LENGTH,
        errors=page.errors,
        problems={error.field: error for error in page.errors},
        given=lambda name: posted_text(page.posted, name),
    )


def render_thank_you(page: ThankYouPage) -> str:
    """The page after a submission: what was received and what happens next."""
    return render(
        "thank_you.html.jinja",
        language_of(page.language),
        assets_url=page.assets_url,
        merchant=single_line(page.merchant_name, 80),
        author_name=author_name(page.customer_first_name, page.customer_last_name, initials_only=page.initials_only),
    )


def render_link_problem(language: str | None, kind: LinkProblem, *, assets_url: str = ASSETS_URL) -> str:
    """The page shown in place of the form; says nothing about the customer or the merchant, the link may be a guess."""
    return render("link_problem.html.jinja", language_of(language), assets_url=assets_url, kind=LinkProblem(kind).value)


def _products(asked: Asked) -> list[Mapping[str, str | None]]:
    return [
        {
            "key": product_key(product.product_ref),
            "name": single_line(product.name, 200),
            "image_url": https_url(product.image_url),
        }
        for product in asked.products
    ]
