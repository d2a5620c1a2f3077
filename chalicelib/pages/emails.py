"""The review-request e-mail and its reminders: subject, plain text and HTML, saying the same in both."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from chalicelib.domain.collection import EmailText
from chalicelib.domain.proof import Product, ReviewType
from chalicelib.pages.headers import list_unsubscribe_headers
from chalicelib.pages.languages import Language, language_of
from chalicelib.pages.shown_text import greeting_name, https_url, single_line
from chalicelib.pages.templating import long_date, render

SUBJECT_MAX_LENGTH = 200
INTRODUCTION_MAX_LENGTH = 600
PRODUCTS_SHOWN = 5


@dataclass(frozen=True)
class EmailContent:
    """All that a review-request e-mail says.

    Attributes:
        language: one of domain.md 1.2; anything else is written in English.
        reminder: 0 for the first e-mail (also when it is sent once more), 1 and more for which reminder it is.
        experience_date: the day of the purchase or service, in the merchant's time zone.
        products: what is asked about; the first five are named. Ignored for a brand request.
        one_click_url: address of the RFC 8058 header; never shown.
        trader_contact: how to reach the merchant (postal address, telephone or e-mail), on one line; "" leaves it out.
        own_texts: the merchant's own words for this e-mail, by language.
    """

    language: str | None
    reminder: int
    review_type: ReviewType
    merchant_name: str
    customer_first_name: str
    experience_reference: str
    experience_date: date
    products: tuple[Product, ...]
    form_url: str
    unsubscribe_merchant_url: str
    unsubscribe_all_url: str
    one_click_url: str
    trader_contact: str = ""
    own_texts: tuple[EmailText, ...] = ()


@dataclass(frozen=True)
class RenderedEmail:
    """A finished e-mail. `subject` is one line of at most 200 characters; `headers` go to SES beside it."""

    subject: str
    text: str
    html: str
    headers: tuple[tuple[str, str], ...] = ()


class _ShownProduct(TypedDict):
    name: str
    image_url: str | None


def render_review_request_email(content: EmailContent) -> RenderedEmail:
    """The e-mail in the customer's language. Pure: the same content gives the same bytes.

    Raises:
        ValueError: `one_click_url` cannot stand in a mail header.
        PagesNotBuiltError: the templates were not built.
    """
    language = language_of(content.language)
    own = own_text(content.own_texts, language)
    values = _values(content, language)
    headline, subject = _headline_and_subject(content, own, language, values)
    values |= {"headline": headline, "subject": subject, "own_introduction": _shown_lines(own.introduction)}
    return RenderedEmail(
        subject=subject,
        text=render("review_request.txt.jinja", language, **values),
        html=render("review_request.html.jinja", language, **values),
        headers=list_unsubscribe_headers(content.one_click_url),
    )


def own_text(texts: Iterable[EmailText], language: Language) -> EmailText:
    """The merchant's words for a language, else for one that is written the same; empty when there are none."""
    speaking = {text.language: text for text in texts if _speaks(text, language)}
    return speaking.get(language.code) or next(iter(speaking.values()), EmailText(language.code))


def _speaks(text: EmailText, language: Language) -> bool:
    return language_of(text.language).catalogue == language.catalogue


def _headline_and_subject(
    content: EmailContent, own: EmailText, language: Language, values: Mapping[str, object]
) -> tuple[str, str]:
    own_subject = _one_line(own.subject)
    if own_subject:
        return own_subject, own_subject
    headline = _one_line(render("review_request.subject.jinja", language, **values))
    if content.reminder == 0:
        return headline, headline
    return headline, _one_line(render("reminder.subject.jinja", language, headline=headline))


def _shown_lines(introduction: str) -> list[str]:
    lines = (single_line(line, INTRODUCTION_MAX_LENGTH) for line in introduction.split("\n"))
    return [line for line in lines if line]


def _values(content: EmailContent, language: Language) -> dict[str, object]:
    products = _shown_products(content)
    return {
        "review_type": content.review_type.value,
        "is_reminder": content.reminder > 0,
        "merchant": single_line(content.merchant_name, 80),
        "first_name": greeting_name(content.customer_first_name),
        "reference": single_line(content.experience_reference, 120),
        "experience_date": long_date(content.experience_date, language),
        "products": products[:PRODUCTS_SHOWN],
        "more_products": max(0, len(products) - PRODUCTS_SHOWN),
        "any_image": any(product["image_url"] for product in products[:PRODUCTS_SHOWN]),
        "form_url": content.form_url,
        "unsubscribe_merchant_url": content.unsubscribe_merchant_url,
        "unsubscribe_all_url": content.unsubscribe_all_url,
        "trader_contact": single_line(content.trader_contact, 300),
    }


def _shown_products(content: EmailContent) -> list[_ShownProduct]:
    if ReviewType.PRODUCT not in content.review_type.asked:
        return []
    return [
        _ShownProduct(name=single_line(product.name, 120), image_url=https_url(product.image_url))
        for product in content.products
    ]


def _one_line(text: str) -> str:
    return single_line(text, SUBJECT_MAX_LENGTH)
