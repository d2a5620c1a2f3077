"""What is remembered of a mail: small, exact, one per step."""

from dataclasses import replace

import pytest

from chalicelib.domain.collection import EmailText
from chalicelib.domain.sent_mail import (
    STANDARD_TEMPLATE,
    SentMail,
    from_text,
    mail_digest,
    mail_of_step,
    own_template,
    remembering,
    to_text,
)
from tests.builders import a_review_request

WORDS = EmailText("fr", "Racontez-nous", "Bonjour.")
FIRST = SentMail(0, 0, 12, own_template([WORDS]), mail_digest("a"))
REMINDER = SentMail(1, 1, 13, STANDARD_TEMPLATE, mail_digest("b"))


@pytest.mark.parametrize("mails", [(), (FIRST,), (FIRST, REMINDER)])
def test_what_is_kept_comes_back(mails: tuple[SentMail, ...]) -> None:
    assert from_text(to_text(mails)) == mails


def test_a_person_can_read_what_is_kept_and_it_is_small() -> None:
    assert to_text((FIRST, REMINDER)) == f"0,0,12,02b62f,{FIRST.digest}|1,1,13,,{REMINDER.digest}"
    assert len(to_text((FIRST,))) <= 34


def test_a_later_claim_of_a_step_replaces_what_an_earlier_one_remembered() -> None:
    again = replace(FIRST, settings_version=14)
    mails = remembering(remembering((FIRST,), REMINDER), again)
    assert [mail_of_step(mails, step) for step in (0, 1, 2)] == [again, REMINDER, None]


def test_a_digest_changes_with_any_part_and_with_where_a_part_ends() -> None:
    digests = {mail_digest(*parts) for parts in (("a", "b"), ("a", "c"), ("ab",), ("ab", ""), ("", "ab"), ("b", "a"))}
    assert len(digests) == 6
    assert {len(digest) for digest in digests} == {16}


def test_the_same_words_in_any_order_are_one_template() -> None:
    english = EmailText("en", "Tell us")
    assert own_template([WORDS, english]) == own_template([english, WORDS])
    assert own_template([WORDS]) != own_template([replace(WORDS, introduction="Bonsoir.")])


def test_the_template_of_a_request_is_its_first_emails() -> None:
    assert a_review_request().template is None
    assert a_review_request(mails=(REMINDER,)).template is None
    assert a_review_request(mails=(FIRST, REMINDER)).template == FIRST.template
