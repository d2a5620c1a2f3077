"""The review form as a page: nothing pre-filled, errors with their remedy, usable without script, safe to fetch."""

from datetime import date

import pytest

from chalicelib.domain.proof import LANGUAGES, Product
from chalicelib.pages.review_form import (
    FieldErrorCode,
    LinkProblem,
    ThankYouPage,
    parse_review_form,
    render_link_problem,
    render_review_form,
    render_thank_you,
)
from chalicelib.pages.review_submission import product_key
from tests.unit.pages.examples import HOSTILE, LAMP, SCREEN, Page, a_form, asked, read

LAMP_KEY = product_key(LAMP.product_ref)


def shown_again(fields: dict[str, list[str]], **changes: object) -> Page:
    """The form as shown after a POST that did not pass."""
    form = a_form(posted=fields, **changes)
    errors = parse_review_form(fields, form.asked)
    return read(render_review_form(a_form(posted=fields, errors=errors, **changes)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_pre_filled(language: str) -> None:
    page = read(render_review_form(a_form(language=language)))
    inputs = page.all("input")
    assert len([each for each in inputs if each.attributes["type"] == "radio"]) == 3 * 5
    assert not any("checked" in each.attributes for each in inputs)
    assert {area.text.strip() for area in page.all("textarea")} == {""}


def test_every_question_has_a_label_and_every_group_a_legend() -> None:
    page = read(render_review_form(a_form()))
    labelled = {label.attributes.get("for") for label in page.all("label")}
    wrapped = len(page.all("input", type="radio"))
    assert {area.attributes["id"] for area in page.all("textarea")} <= labelled
    assert {box.attributes["id"] for box in page.all("input", type="checkbox")} <= labelled
    assert len(page.all("label")) == wrapped + len(page.all("textarea")) + len(page.all("input", type="checkbox"))
    assert len(page.all("fieldset")) == len(page.all("legend")) == 3
    identifiers = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    assert len(identifiers) == len(set(identifiers))
    described = " ".join(element.attributes.get("aria-describedby") or "" for element in page.elements).split()
    assert set(described) <= set(identifiers)


def test_the_brand_is_mandatory_and_products_are_not() -> None:
    page = read(render_review_form(a_form()))
    required = {element.attributes["name"] for element in page.elements if "required" in element.attributes}
    assert required == {"brand-rating", "brand-comment"}


def test_only_what_is_asked_is_on_the_page() -> None:
    brand_only = read(render_review_form(a_form(asked=asked(products=()))))
    product_only = read(render_review_form(a_form(asked=asked(brand=False, products=(SCREEN,)))))
    assert len(brand_only.all("textarea")) == len(product_only.all("textarea")) == 1
    assert brand_only.all("textarea", name="brand-comment")
    assert product_only.all("textarea", name=f"{product_key('SKU-2')}-comment")


def test_fetching_the_page_does_nothing() -> None:
    page = read(render_review_form(a_form()))
    assert [form.attributes for form in page.all("form")] == [{"method": "post", "novalidate": None}]
    assert [script.attributes["src"] for script in page.all("script")] == ["/form/assets/opened.js"]
    assert all(not script.text.strip() for script in page.all("script"))
    assert not any(name.startswith("on") or name == "style" for each in page.elements for name in each.attributes)
    assert [image.attributes["src"] for image in page.all("img")] == [LAMP.image_url]
    assert page.all("style") == page.all("iframe") == []
    assert page.all("input", type="hidden", name="page_nonce", value="nonce-1")


def test_the_page_says_what_becomes_of_the_review() -> None:
    text = read(render_review_form(a_form(trader_contact="service@martin.example"))).text
    for part in (
        "Maison Martin & Fils asks for your opinion on your experience of 4 March 2024 (reference: #1855).",
        "Your review will be signed: Zoé O.",
        "Show my initials only: Z. O.",
        "until 11 June 2024",
        "public",
        "within 7 days",
        "Nothing is offered in exchange",
        "service@martin.example",
    ):
        assert part in text
    assert "O'Brien" not in text
    assert "Error" not in text


def test_errors_come_first_lead_to_their_field_and_keep_what_was_typed() -> None:
    fields = {"brand-comment": ["Ligne 1\r\n\r\n<b>2</b>"], f"{LAMP_KEY}-rating": ["4"], "initials_only": ["yes"]}
    page = shown_again(fields)
    targets = [link.attributes["href"] for link in page.all("a")]
    identifiers = {element.attributes.get("id") for element in page.elements}
    assert targets == ["#brand-rating", f"#{LAMP_KEY}-comment"]
    assert {target[1:] for target in targets if target} <= identifiers
    assert [link.text.strip() for link in page.all("a")] == [
        "Choose a rating from 1 to 5 stars for Maison Martin & Fils.",
        "Write a comment about Lampe LED.",
    ]
    assert page.all("title")[0].text.startswith("Error: ")
    assert page.all("textarea", name="brand-comment")[0].text.strip() == "Ligne 1\n\n<b>2</b>"
    checked = {
        (each.attributes["name"], each.attributes["value"]) for each in page.elements if "checked" in each.attributes
    }
    assert checked == {(f"{LAMP_KEY}-rating", "4"), ("initials_only", "yes")}
    invalid = [each.attributes.get("name") or each.tag for each in page.elements if "aria-invalid" in each.attributes]
    assert invalid == ["fieldset", f"{LAMP_KEY}-comment"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_code_has_a_sentence_that_names_what_it_is_about(language: str) -> None:
    other = asked(brand=False)
    cases = {
        FieldErrorCode.RATING_MISSING: ({"brand-comment": ["x"]}, asked(), "Maison Martin & Fils"),
        FieldErrorCode.COMMENT_MISSING: ({"brand-rating": ["1"]}, asked(), "Maison Martin & Fils"),
        FieldErrorCode.COMMENT_TOO_LONG: ({"brand-rating": ["1"], "brand-comment": ["x" * 5001]}, asked(), "5000"),
        FieldErrorCode.RECEIVED_OR_NOT: (
            {f"{LAMP_KEY}-not_received": ["yes"], f"{LAMP_KEY}-rating": ["1"]},
            other,
            "Lampe LED",
        ),
        FieldErrorCode.NOTHING_ANSWERED: ({}, other, ""),
    }
    assert set(cases) == set(FieldErrorCode)
    for fields, what, part in cases.values():
        links = shown_again(fields, asked=what, language=language).all("a")
        assert len(links) == 1
        assert part in links[0].text
        assert len(links[0].text.strip()) > 20


def test_hostile_values_inject_nothing() -> None:
    hostile = Product(HOSTILE, HOSTILE, image_url='https://x.example/"onerror="alert(1)')
    page = shown_again(
        {"brand-comment": [HOSTILE], "brand-rating": ['1" onclick="x']},
        asked=asked(products=(hostile,)),
        customer_first_name=HOSTILE,
        customer_last_name=HOSTILE,
        experience_reference=HOSTILE,
        page_nonce=HOSTILE,
        trader_contact=HOSTILE,
    )
    assert len(page.all("script")) == 1
    assert len(page.all("textarea")) == 2
    assert page.all("img") == []
    assert not any(name.startswith("on") for each in page.elements for name in each.attributes)


@pytest.mark.parametrize(
    ("initials_only", "author"), [(False, "Zoé O."), (True, "Z. O.")], ids=["first name", "initials"]
)
def test_thanks_name_the_author_as_published(initials_only: bool, author: str) -> None:
    page = ThankYouPage("en", "Maison Martin", "Zoé", "O'Brien", initials_only)
    text = read(render_thank_you(page)).text
    assert f"Your review of Maison Martin will be signed: {author}" in text
    assert "within 7 days" in text


@pytest.mark.parametrize("language", [*LANGUAGES, None])
@pytest.mark.parametrize("kind", LinkProblem)
def test_each_link_problem_has_its_own_page_without_any_form(language: str | None, kind: LinkProblem) -> None:
    page = read(render_link_problem(language, kind))
    headings = {read(render_link_problem(language, other)).all("h1")[0].text for other in LinkProblem}
    assert len(headings) == len(LinkProblem)
    assert page.all("form") == page.all("script") == []


def test_the_validity_date_follows_the_language() -> None:
    text = read(render_review_form(a_form(language="de", valid_until=date(2024, 3, 1)))).text
    assert "1. März 2024" in text
