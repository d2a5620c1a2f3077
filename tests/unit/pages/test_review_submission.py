"""What a posted review form means: complete answers, or every error with its field."""

import pytest

from chalicelib.domain.proof import Product
from chalicelib.domain.review import COMMENT_MAX_LENGTH, ReviewAnswer
from chalicelib.pages.review_form import FieldError, NotReceived, ReviewSubmission, parse_review_form
from chalicelib.pages.review_submission import product_key
from tests.unit.pages.examples import LAMP, SCREEN, asked

LAMP_KEY, SCREEN_KEY = product_key(LAMP.product_ref), product_key(SCREEN.product_ref)
BRAND = {"brand-rating": ["5"], "brand-comment": [" Très bien. "]}


def errors_of(fields: dict[str, list[str]], *, brand: bool = True) -> list[tuple[str, str]]:
    """(field, code) of each error."""
    result = parse_review_form(fields, asked(brand=brand))
    assert not isinstance(result, ReviewSubmission)
    return [(error.field, error.code.value) for error in result]


def test_the_brand_alone_is_a_complete_submission() -> None:
    assert parse_review_form(BRAND, asked()) == ReviewSubmission(ReviewAnswer(5, "Très bien."), (), initials_only=False)


def test_each_product_is_answered_not_received_or_left_out() -> None:
    fields = {
        **BRAND,
        f"{LAMP_KEY}-rating": ["2"],
        f"{LAMP_KEY}-comment": ["Faible\r\nlumière"],
        f"{SCREEN_KEY}-rating": [],
        f"{SCREEN_KEY}-not_received": ["yes"],
        "initials_only": ["yes"],
    }
    assert parse_review_form(fields, asked()) == ReviewSubmission(
        ReviewAnswer(5, "Très bien."),
        (("SKU-1", ReviewAnswer(2, "Faible\nlumière")), ("SKU-2", NotReceived())),
        initials_only=True,
    )


def test_an_empty_form_names_both_mandatory_fields() -> None:
    assert errors_of({}) == [("brand-rating", "rating_missing"), ("brand-comment", "comment_missing")]


@pytest.mark.parametrize("rating", ["0", "6", "-1", "3.5", "five", "٣", "", " 3", "1e0"])
def test_only_the_five_ratings_are_ratings(rating: str) -> None:
    assert errors_of({**BRAND, "brand-rating": [rating]}) == [("brand-rating", "rating_missing")]


@pytest.mark.parametrize("comment", ["", "   ", "\r\n\t", "\x00\x07"])
def test_a_comment_without_a_word_is_missing(comment: str) -> None:
    assert errors_of({**BRAND, "brand-comment": [comment]}) == [("brand-comment", "comment_missing")]


def test_the_length_of_a_comment_counts_a_line_end_once() -> None:
    longest = "a" * (COMMENT_MAX_LENGTH - 2) + "\r\nb"
    assert isinstance(parse_review_form({**BRAND, "brand-comment": [longest]}, asked()), ReviewSubmission)
    assert errors_of({**BRAND, "brand-comment": [longest + "b"]}) == [("brand-comment", "comment_too_long")]


def test_a_half_answered_product_names_what_is_missing_and_which_product() -> None:
    result = parse_review_form({**BRAND, f"{LAMP_KEY}-rating": ["4"]}, asked())
    assert isinstance(result, tuple)
    assert [(error.field, error.code.value, error.subject) for error in result] == [
        (f"{LAMP_KEY}-comment", "comment_missing", "Lampe LED")
    ]
    assert errors_of({**BRAND, f"{LAMP_KEY}-comment": ["Bien"]}) == [(f"{LAMP_KEY}-rating", "rating_missing")]


def test_an_opinion_on_a_product_not_received_is_refused() -> None:
    fields = {**BRAND, f"{LAMP_KEY}-comment": ["Bien"], f"{LAMP_KEY}-not_received": ["yes"]}
    assert errors_of(fields) == [(f"{LAMP_KEY}-not_received", "received_or_not")]


def test_a_product_form_needs_at_least_one_answer() -> None:
    assert errors_of({}, brand=False) == [(f"{LAMP_KEY}-rating", "nothing_answered")]
    not_received = parse_review_form({f"{SCREEN_KEY}-not_received": ["yes"]}, asked(brand=False))
    assert not_received == ReviewSubmission(None, (("SKU-2", NotReceived()),), initials_only=False)


def test_a_reordered_product_list_keeps_each_review_with_its_product() -> None:
    fields = {f"{SCREEN_KEY}-rating": ["1"], f"{SCREEN_KEY}-comment": ["Noir"]}
    result = parse_review_form(fields, asked(brand=False, products=(SCREEN, LAMP)))
    assert isinstance(result, ReviewSubmission)
    assert result.products == (("SKU-2", ReviewAnswer(1, "Noir")),)


def test_what_was_not_asked_is_ignored() -> None:
    stranger = product_key("SKU-99")
    fields = {**BRAND, f"{stranger}-rating": ["1"], f"{stranger}-comment": ["Faux"]}
    result = parse_review_form(fields, asked(brand=False, products=(Product("SKU-1", "Lampe LED"),)))
    assert isinstance(result, tuple)
    assert isinstance(result[0], FieldError)


def test_a_form_that_asks_nothing_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="at least one product"):
        parse_review_form({}, asked(brand=False, products=()))
