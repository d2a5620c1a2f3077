"""The review-request e-mail: complete, neutral and the same in text and HTML, whatever names merchants send."""

from dataclasses import replace
from datetime import date
from itertools import product as combinations

import pytest

from chalicelib.domain.proof import LANGUAGES, Product, ReviewType
from chalicelib.pages.emails import EmailContent, render_review_request_email
from chalicelib.pages.shown_text import greeting_name
from tests.unit.pages.examples import (
    FORM_URL,
    HOSTILE,
    ONE_CLICK_URL,
    UNSUBSCRIBE_ALL_URL,
    UNSUBSCRIBE_MERCHANT_URL,
    an_email,
    read,
)

EVERY_KIND = list(combinations(LANGUAGES, ReviewType, (0, 1)))


@pytest.mark.parametrize(("language", "review_type", "reminder"), EVERY_KIND)
def test_text_and_html_both_carry_every_mandatory_part(language: str, review_type: ReviewType, reminder: int) -> None:
    email = render_review_request_email(an_email(language=language, review_type=review_type, reminder=reminder))
    html = read(email.html)
    links = {element.attributes["href"] for element in html.all("a")}
    assert links == {FORM_URL, UNSUBSCRIBE_MERCHANT_URL, UNSUBSCRIBE_ALL_URL}
    for part in (FORM_URL, UNSUBSCRIBE_MERCHANT_URL, UNSUBSCRIBE_ALL_URL):
        assert f"\n{part}" in email.text
    for part in ("Maison Martin & Fils", "Suivi", "#1855", "2024", "12 rue des Lilas, 75011 Paris", "Zoé"):
        assert part in email.text
        assert part in html.text


@pytest.mark.parametrize(("language", "review_type", "reminder"), EVERY_KIND)
def test_the_text_says_all_that_the_html_says(language: str, review_type: ReviewType, reminder: int) -> None:
    products = tuple(Product(f"SKU-{number}", f"Produit {number}") for number in range(7))
    content = an_email(language=language, review_type=review_type, reminder=reminder, products=products)
    email = render_review_request_email(content)
    text = " ".join(email.text.split())
    shown = read(email.html).texts
    button_help = shown.index(FORM_URL) - 1
    # Two things only make sense beside a button: the help about it, and the short line mail readers show in the list.
    missing = [line for line in shown[1:] if line not in text and line != shown[button_help]]
    assert missing == []


def test_each_review_type_and_the_reminder_have_their_own_subject() -> None:
    subjects = {
        (kind, reminder): render_review_request_email(an_email(review_type=kind, reminder=reminder)).subject
        for kind, reminder in combinations(ReviewType, (0, 1))
    }
    assert len(set(subjects.values())) == len(subjects)
    assert subjects[ReviewType.BRAND, 0] == "Votre avis sur votre expérience avec Maison Martin & Fils"
    assert subjects[ReviewType.BRAND, 1] == "Rappel – Votre avis sur votre expérience avec Maison Martin & Fils"


def test_only_a_reminder_says_that_it_is_one() -> None:
    sentence = "This is a reminder: we have not received your review yet."
    first, second = (render_review_request_email(an_email(language="en", reminder=reminder)) for reminder in (0, 1))
    assert sentence not in first.text + first.html
    assert sentence in second.text
    assert sentence in second.html


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("fr", "4 mars 2024"),
        ("be", "4 mars 2024"),
        ("en", "4 March 2024"),
        ("de", "4. März 2024"),
        ("es", "4 de marzo de 2024"),
        ("it", "4 marzo 2024"),
        ("pt", "4 de março de 2024"),
        ("br", "4 de março de 2024"),
    ],
)
def test_dates_are_written_out_in_the_language(language: str, day: str) -> None:
    email = render_review_request_email(an_email(language=language))
    assert day in email.text
    assert day in email.html


@pytest.mark.parametrize("language", ["pl", "", None, "gb"])
def test_an_unknown_language_is_written_in_english(language: str | None) -> None:
    unknown = render_review_request_email(an_email(language=language))
    assert unknown == render_review_request_email(an_email(language="en"))


def test_belgian_is_french_with_its_own_tag() -> None:
    belgian, french = (render_review_request_email(an_email(language=code)) for code in ("be", "fr"))
    assert belgian.text == french.text
    assert read(belgian.html).elements[0].attributes["lang"] == "fr-BE"


@pytest.mark.parametrize(
    "content",
    [
        an_email(merchant_name=HOSTILE, products=()),
        an_email(customer_first_name=HOSTILE, products=()),
        an_email(experience_reference=HOSTILE, products=()),
        an_email(trader_contact=HOSTILE, products=()),
        an_email(products=(Product("SKU-1", HOSTILE, image_url=HOSTILE),)),
    ],
)
def test_hostile_values_inject_nothing(content: EmailContent) -> None:
    email = render_review_request_email(content)
    page = read(email.html)
    assert page.all("script") == page.all("img") == page.all("textarea") == []
    for part in (email.subject, email.text, email.html):
        assert "{{" not in part
        assert "\r" not in part
        assert "\nBcc" not in part
    assert len(email.subject.splitlines()) == 1


@pytest.mark.parametrize("name", ["A" * 5000, "é\n" * 3000, "x\x00y\x1b[31m\x85z", "\u202eevil", "\ud800broken"])
def test_the_subject_is_one_short_printable_line(name: str) -> None:
    subject = render_review_request_email(an_email(merchant_name=name, reminder=1)).subject
    assert 0 < len(subject) <= 200
    assert subject.isprintable()
    assert subject.encode("utf-8")


@pytest.mark.parametrize("name", ["Win at shop.example", "http://evil.example", "WWW.EVIL", "me@evil.example", "<b>x"])
def test_a_first_name_that_looks_like_an_address_is_not_greeted(name: str) -> None:
    email = render_review_request_email(an_email(language="en", customer_first_name=name))
    assert "Hello,\n" in email.text
    assert name not in email.text


@pytest.mark.parametrize("name", ["Zoé", "Anne-Marie", "O'Neil", "Jean Paul", "J. P.", "Ömer", "明"])
def test_ordinary_first_names_are_greeted(name: str) -> None:
    assert greeting_name(name) == name


def test_the_first_five_products_are_named_and_the_rest_counted() -> None:
    products = tuple(Product(f"SKU-{number}", f"Produit {number}") for number in range(1, 8))
    email = render_review_request_email(an_email(products=products))
    for part in (email.text, email.html):
        assert "Produit 5" in part
        assert "Produit 6" not in part
        assert "et 2 autres produits" in part
    six = render_review_request_email(an_email(products=products[:6]))
    assert "et 1 autre produit\n" in six.text


def test_a_brand_request_names_no_product() -> None:
    email = render_review_request_email(an_email(review_type=ReviewType.BRAND))
    assert "Lampe LED" not in email.text + email.html


def test_only_https_product_pictures_are_shown_and_nothing_else_is_loaded() -> None:
    urls = ("https://shop.example.com/i/1.jpg", "http://shop.example.com/2.jpg", "javascript:alert(1)", None, "")
    products = tuple(Product(f"SKU-{number}", "x", image_url=url) for number, url in enumerate(urls))
    page = read(render_review_request_email(an_email(products=products)).html)
    assert [image.attributes["src"] for image in page.all("img")] == [urls[0]]
    assert all("alt" in image.attributes for image in page.all("img"))
    assert page.all("link") == []
    assert all("@import" not in style.text and "url(" not in style.text for style in page.all("style"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_html_is_fit_for_mail_readers(language: str) -> None:
    email = render_review_request_email(an_email(language=language))
    page = read(email.html)
    assert page.elements[0].tag == "html"
    assert page.elements[0].attributes["lang"]
    assert page.all("meta", name="color-scheme")[0].attributes["content"] == "light dark"
    assert page.all("title")[0].text == email.subject
    assert all("ses:no-track" in link.attributes for link in page.all("a"))
    assert "{%" not in email.html
    assert "openTracker" not in email.html
    assert "fonts.googleapis" not in email.html


def test_the_same_content_gives_the_same_bytes() -> None:
    assert render_review_request_email(an_email()) == render_review_request_email(an_email())


def test_the_one_click_address_travels_in_the_headers_only() -> None:
    email = render_review_request_email(an_email())
    assert ("List-Unsubscribe", f"<{ONE_CLICK_URL}>") in email.headers
    assert ONE_CLICK_URL not in email.text + email.html


def test_without_a_contact_no_empty_contact_line_is_shown() -> None:
    email = render_review_request_email(replace(an_email(language="en"), trader_contact=""))
    assert "Contact for" not in email.text + email.html


def test_a_day_at_the_turn_of_a_month_keeps_its_month() -> None:
    email = render_review_request_email(an_email(language="en", experience_date=date(2024, 12, 31)))
    assert "31 December 2024" in email.text
