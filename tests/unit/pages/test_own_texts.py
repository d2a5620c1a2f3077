"""A merchant's own words and identity: for the right e-mail, in the right language, and never more than words."""

from typing import Any

import pytest

from chalicelib.domain.collection import Collection, EmailText, Reminder
from chalicelib.domain.delays import Delay
from chalicelib.domain.signing import Signer
from chalicelib.pages.composer import EmailComposer, LinkSigner
from chalicelib.pages.emails import render_review_request_email
from chalicelib.usecases.ports import Mail
from tests.builders import NOW, a_collection, a_review_request, a_stored_proof
from tests.unit.pages.examples import HOSTILE, an_email, read

COMPOSER = EmailComposer(LinkSigner(Signer({"k1": b"a key for tests"}), "https://suivi.example"), "test")

FIRST = EmailText("fr", "Racontez-nous", "Première ligne.\nSeconde ligne.")
SECOND = EmailText("fr", "Encore un mot", "Un petit mot.")
OWN_WORDS: dict[str, Any] = {
    "first_email_texts": (FIRST, EmailText("en", "Tell us", "How was it?")),
    "reminders": (Reminder(Delay(7)), Reminder(Delay(14), texts=(SECOND,))),
}


def composed(collection: Collection, **row: Any) -> Mail:
    return COMPOSER.compose(a_review_request(**row), a_stored_proof(), collection, now=NOW)


def test_own_words_stand_where_ours_stood_and_every_mandatory_part_stays() -> None:
    ours, own = (render_review_request_email(an_email(own_texts=texts)) for texts in ((), (FIRST,)))
    assert own.subject == "Racontez-nous"
    assert "Première ligne.\nSeconde ligne.\n" in own.text
    assert "Première ligne." in read(own.html).texts
    assert "Seconde ligne." in read(own.html).texts
    sentence = "souhaite savoir ce que vous avez pensé"
    assert sentence in ours.text
    assert sentence not in own.text + own.html
    after = ours.text[ours.text.index(sentence) :].partition("\n")[2]
    assert "Date de l'expérience" in after.replace("’", "'")
    assert own.text.endswith(after)


@pytest.mark.parametrize(
    ("language", "subject"),
    [("fr", "Racontez-nous"), ("be", "Racontez-nous"), ("en", "Tell us"), ("pl", "Tell us"), ("de", "Ihre Meinung")],
)
def test_words_of_the_customers_language_are_used_else_ours(language: str, subject: str) -> None:
    mail = composed(a_collection(**OWN_WORDS), language=language)
    assert mail.subject.startswith(subject)


def test_belgian_words_come_before_french_ones() -> None:
    texts = (FIRST, EmailText("be", "Dites-nous tout", ""))
    assert render_review_request_email(an_email(language="be", own_texts=texts)).subject == "Dites-nous tout"
    assert render_review_request_email(an_email(language="fr", own_texts=texts)).subject == "Racontez-nous"


def test_an_empty_own_text_keeps_ours() -> None:
    plain = render_review_request_email(an_email())
    assert render_review_request_email(an_email(own_texts=(EmailText("fr"),))) == plain
    introduced = render_review_request_email(an_email(own_texts=(EmailText("fr", "", "Bonjour à vous."),)))
    assert introduced.subject == plain.subject
    assert "Bonjour à vous." in introduced.text


@pytest.mark.parametrize(
    ("step", "reminder", "subject"),
    [
        (0, 0, "Racontez-nous"),
        (1, 0, "Racontez-nous"),
        (1, 1, "Rappel – Votre avis sur votre expérience avec Maison Durand"),
        (1, 2, "Encore un mot"),
        (3, 2, "Encore un mot"),
        (3, 3, "Rappel – Votre avis sur votre expérience avec Maison Durand"),
    ],
)
def test_what_the_email_is_decides_its_words_and_its_number_only_the_tag(
    step: int, reminder: int, subject: str
) -> None:
    mail = composed(a_collection(**OWN_WORDS), step=step, reminder=reminder)
    assert mail.subject == subject
    assert mail.tags["step"] == str(step)


def test_the_first_email_sent_once_more_is_no_reminder() -> None:
    first, again = (composed(a_collection(), step=step, reminder=0) for step in (0, 1))
    assert (again.subject, again.text, again.html) == (first.subject, first.text, first.html)


def test_hostile_own_words_inject_nothing() -> None:
    email = render_review_request_email(an_email(products=(), own_texts=(EmailText("fr", HOSTILE, HOSTILE),)))
    page = read(email.html)
    assert page.all("script") == page.all("textarea") == page.all("img") == []
    for part in (email.subject, email.text, email.html):
        assert "{{" not in part
        assert "\r" not in part
        assert "\nBcc" not in email.subject
    assert len(email.subject.splitlines()) == 1


def test_the_mail_is_from_the_name_and_answers_go_to_the_address_of_the_settings() -> None:
    plain = composed(a_collection())
    assert (plain.sender_name, plain.reply_to) == ("Maison Durand", "")
    own = composed(a_collection(sender_name="Claire de la Maison Durand", reply_to="claire@maison-durand.example"))
    assert (own.sender_name, own.reply_to) == ("Claire de la Maison Durand", "claire@maison-durand.example")
    assert "Maison Durand souhaite" in own.text
    assert composed(a_collection(sender_name="A\r\nBcc: x@example.com")).sender_name == "A Bcc: x@example.com"
