"""A mail for other eyes: the very words that left, and no link that anybody could use."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.collection import Reminder
from chalicelib.domain.delays import Delay
from chalicelib.domain.proof import LANGUAGES, ReviewType
from chalicelib.domain.sent_mail import STANDARD_TEMPLATE
from chalicelib.domain.signing import Signer
from chalicelib.pages.composer import EmailComposer, LinkSigner
from tests.builders import NOW, a_collection, a_customer, a_product, a_proof, a_review_request, a_stored_proof
from tests.unit.pages.examples import read
from tests.unit.pages.test_own_texts import COMPOSER, OWN_WORDS

PICTURED = a_proof(products=(a_product(image_url="https://shop.example/1.jpg"), a_product(product_ref="2", name="{{x")))
ELSEWHERE = EmailComposer(LinkSigner(Signer({"k2": b"another key"}), "https://elsewhere.example"), "other")


@pytest.mark.parametrize("language", [*LANGUAGES, "pl"])
@pytest.mark.parametrize("review_type", ReviewType)
@pytest.mark.parametrize("reminder", [0, 1, 2])
def test_a_shown_mail_is_the_one_that_left_but_for_its_links(
    language: str, review_type: ReviewType, reminder: int
) -> None:
    collection = a_collection(**OWN_WORDS, trader_contact="12 rue des Lilas")
    row = a_review_request(review_type=review_type, language=language, step=reminder, reminder=reminder)
    sent = COMPOSER.compose(row, a_stored_proof(PICTURED), collection, now=NOW)
    shown = COMPOSER.show(row, a_stored_proof(PICTURED), collection)

    assert shown.digest == sent.digest
    assert (shown.subject, shown.sender_name) == (sent.subject, sent.sender_name)
    for left, seen in ((sent.text, shown.text), (sent.html, shown.html)):
        assert "suivi.example" in left
        assert "suivi.example" not in seen
        assert "v1.k1." not in seen
        links = ("https://suivi.example/form/", "https://suivi.example/unsubscribe/")
        assert sum(map(left.count, links)) == seen.count("https://personal-link.invalid/")


def test_every_link_of_a_shown_mail_leads_nowhere() -> None:
    shown = COMPOSER.show(a_review_request(), a_stored_proof(), a_collection())
    links = [dict(link.attributes)["href"] for link in read(shown.html).all("a")]
    assert len(links) >= 3
    assert all(str(link).startswith("https://personal-link.invalid/") for link in links)


def test_neither_the_hour_nor_keys_nor_the_installations_address_change_the_digest() -> None:
    row, stored, collection = a_review_request(), a_stored_proof(), a_collection()
    digests = {
        COMPOSER.compose(row, stored, collection, now=NOW).digest,
        COMPOSER.compose(row, stored, collection, now=NOW + timedelta(days=40)).digest,
        ELSEWHERE.compose(row, stored, collection, now=NOW).digest,
        ELSEWHERE.show(row, stored, collection).digest,
    }
    assert len(digests) == 1


def test_whatever_the_customer_reads_changes_the_digest() -> None:
    row, stored, collection = a_review_request(), a_stored_proof(), a_collection()
    other_customer = a_stored_proof(a_proof(customer=a_customer(first_name="Dominique")))
    mails = [
        COMPOSER.show(row, stored, collection),
        COMPOSER.show(row, other_customer, collection),
        COMPOSER.show(replace(row, reminder=1), stored, collection),
        COMPOSER.show(row, stored, replace(collection, reply_to="shop@example.com")),
        COMPOSER.show(row, stored, replace(collection, sender_name="Claire")),
        COMPOSER.show(row, stored, replace(collection, trader_contact="ailleurs")),
    ]
    assert len({mail.digest for mail in mails}) == len(mails)


def test_a_template_is_named_after_the_words_that_were_used() -> None:
    own = a_collection(**OWN_WORDS)
    names = {
        language: COMPOSER.show(a_review_request(language=language), a_stored_proof(), own).template
        for language in ("fr", "be", "en", "de")
    }
    assert names["fr"].startswith("own-")
    assert names["fr"] == names["be"] == names["en"]
    assert names["de"] == STANDARD_TEMPLATE
    assert COMPOSER.show(a_review_request(), a_stored_proof(), a_collection()).template == STANDARD_TEMPLATE
    reminders = a_collection(reminders=(Reminder(Delay(7)),), first_email_texts=own.first_email_texts)
    shown = COMPOSER.show(a_review_request(step=1, reminder=1), a_stored_proof(), reminders)
    assert shown.template == STANDARD_TEMPLATE
