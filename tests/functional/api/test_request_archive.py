"""E-mails as they left and the proof file, over HTTP."""

import hashlib
import json
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.bootstrap import wiring
from chalicelib.domain.access import ApiClient, Permission, hash_secret
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.review import Review, ReviewAnswer
from chalicelib.domain.settings_history import SavedSettings
from chalicelib.domain.unknown_event import UnknownEvent
from chalicelib.pages.proof_file import render_proof_file
from chalicelib.usecases.open_website import OpenedWebsite
from tests.builders import IDENTITIES, NOW, OTHER_WEBSITE_ID, WEBSITE_ID, a_customer, a_product
from tests.contract.test_openapi import assert_fits
from tests.functional.api.test_review_requests import LIST, accept
from tests.functional.wired import BASE_URL, PERSON_TOKEN, Suivi
from tests.unit.pages.examples import HOSTILE, read


def sent(suivi: Suivi, **proof: Any) -> str:
    (review_request_id,) = accept(suivi, **proof)
    suivi.send(review_request_id)
    return review_request_id


def email(suivi: Suivi, review_request_id: str, step: int | str = 0, token: str | None = None) -> Any:
    return suivi.get(f"{LIST}/{review_request_id}/emails/{step}", token or suivi.token())


def rename(suivi: Suivi, name: str) -> None:
    current = suivi.websites.current_settings(WEBSITE_ID)
    suivi.websites.save_settings(SavedSettings(replace(current.collection, name=name), NOW, "anna"))


def permitted(suivi: Suivi, *permissions: Permission) -> str:
    """A token that gives these permissions alone."""
    secret, client_id = "sk_of_tests", f"{WEBSITE_ID}.reader"
    hashed = hash_secret(secret, pepper=IDENTITIES.client_secret_pepper)
    suivi.websites.add_client(ApiClient(WEBSITE_ID, client_id, hashed, frozenset(permissions)))
    return suivi.token(OpenedWebsite(WEBSITE_ID, client_id, secret))


def test_an_email_is_shown_as_it_left_even_after_the_settings_changed(suivi: Suivi) -> None:
    review_request_id = sent(suivi)
    rename(suivi, "Maison Martin")
    shown = email(suivi, review_request_id).json_body
    (left,) = suivi.mailer.accepted
    assert_fits(shown, "ShownEmail")
    assert (shown["subject"], shown["from_name"], shown["as_sent"]) == (left.subject, "Maison Durand", True)
    assert (shown["step"], shown["reminder"], shown["settings_version"], shown["template"]) == (0, 0, 1, "standard")
    assert (shown["to"], shown["sent_at"]) == ("camille.durand@example.com", "2026-11-23T10:00:00Z")
    link = re.compile(re.escape(BASE_URL) + r"/(form|unsubscribe)/[\w.-]+")
    assert link.sub(r"https://personal-link.invalid/\1", left.text) == shown["text"]
    assert link.sub(r"https://personal-link.invalid/\1", left.html) == shown["html"]


def test_nobody_can_answer_for_a_customer_with_a_shown_email(suivi: Suivi) -> None:
    answer = email(suivi, sent(suivi))
    assert f"{BASE_URL}/form/" in suivi.mailer.accepted[0].text
    assert BASE_URL not in json.dumps(answer.json_body)
    assert "v1.k1." not in json.dumps(answer.json_body)


def test_a_mail_that_is_not_proved_to_be_the_same_says_so(suivi: Suivi) -> None:
    review_request_id = sent(suivi)
    suivi.store.change(
        WEBSITE_ID,
        review_request_id,
        lambda row: replace(row, mails=(replace(row.mails[0], digest="of another layout"),)),
    )
    assert email(suivi, review_request_id).json_body["as_sent"] is False


def test_who_may_not_read_customers_sees_names_and_addresses_masked(suivi: Suivi) -> None:
    review_request_id = sent(suivi, customer=a_customer(phone="+33612345678"))
    shown = email(suivi, review_request_id, token=PERSON_TOKEN).json_body
    assert (shown["to"], shown["as_sent"]) == ("c•••@example.com", True)
    assert "C•••" in shown["text"]
    found = suivi.get(f"{LIST}/{review_request_id}", PERSON_TOKEN).json_body
    customer = found["customer"]
    assert [customer[name] for name in ("first_name", "last_name", "email", "phone")] == [
        *("C•••", "D•••", "c•••@example.com", "•••"),
    ]
    assert found["customer_email"] == "c•••@example.com"
    for secret in ("Camille", '"Durand', "camille.durand", "33612345678"):
        assert secret not in json.dumps([shown, found], ensure_ascii=False)


def test_a_corrected_address_is_masked_in_the_journal_too_and_the_first_email_keeps_its_recipient(suivi: Suivi) -> None:
    review_request_id = sent(suivi)
    suivi.told(review_request_id, Fact(suivi.clock.forward(minutes=1), FactKind.BOUNCED, 0, "hard_bounce"))
    order = {"kind": "correct_address", "review_request_ids": [review_request_id], "email": "right@example.com"}
    path = f"/v1/websites/{WEBSITE_ID}/operations"
    suivi.clock.forward(minutes=1)
    done = suivi.post_json(path, {**order, "reason": "Called", "undo_seconds": 0}, suivi.token())
    assert done.json_body["counts"]["done"] == 1
    suivi.clock.forward(days=1)
    suivi.send(review_request_id, 2)
    recipients = [email(suivi, review_request_id, step).json_body["to"] for step in (0, 2)]
    assert recipients == ["camille.durand@example.com", "right@example.com"]
    (entry,) = suivi.get(f"{LIST}/{review_request_id}", PERSON_TOKEN).json_body["journal"]
    changed = entry["changes"][0]
    assert (changed["before"], changed["after"]) == ("c•••@example.com", "r•••@example.com")


def test_what_was_never_composed_or_is_not_ours_is_not_found(suivi: Suivi) -> None:
    (planned,) = accept(suivi)
    assert email(suivi, planned).json_body["code"] == "email_not_found"
    suivi.send(planned)
    assert email(suivi, planned).status_code == 200
    for step in ("1", "x", "-1", "9999", "²"):
        assert email(suivi, planned, step).status_code == 404, step
    assert email(suivi, "0" * 25).status_code == 404
    foreign = f"/v1/websites/{OTHER_WEBSITE_ID}/review-requests/{planned}"
    for path in (f"{foreign}/emails/0", f"{foreign}/proof-file"):
        assert suivi.get(path, suivi.token(suivi.other)).status_code == 404
        assert suivi.get(path, suivi.token()).status_code == 404
        assert suivi.get(path).status_code == 401


def a_whole_life(suivi: Suivi) -> str:
    hostile = a_product(product_ref="2", name=HOSTILE, brand="<b>", image_url="https://shop.example/1.jpg")
    review_request_id = sent(suivi, products=(a_product(), hostile))
    row = suivi.row(review_request_id)
    at = suivi.clock.forward(days=1)
    review = Review(None, ReviewAnswer(4, "Très bien <script>alert(1)</script>"), initials_only=False, submitted_at=at)
    after = row.learning(Fact(at, FactKind.REVIEW_SUBMITTED))
    assert suivi.store.add_review(row, [review, Review("2", None, initials_only=False, submitted_at=at)], after)
    return review_request_id


@pytest.mark.parametrize("by_hand", [True, False])
def test_an_opt_out_written_down_by_the_merchant_says_by_whom(suivi: Suivi, by_hand: bool) -> None:
    review_request_id = sent(suivi)
    if by_hand:
        body = {"email": "camille.durand@example.com", "note": "Called us"}
        assert suivi.post_json(f"/v1/websites/{WEBSITE_ID}/opt-outs", body, suivi.token()).status_code == 200
    else:
        path = re.search(r"/unsubscribe/[\w.-]+", suivi.mailer.accepted[0].text)
        assert path is not None
        assert suivi.post_form(path[0], "List-Unsubscribe=One-Click").status_code == 200
    found = suivi.get(f"{LIST}/{review_request_id}", suivi.token()).json_body
    (actor,) = [entry["actor"] for entry in found["history"] if entry["fact"] == "opted_out"]
    merchant, customer = {"kind": "merchant", "subject": suivi.demo.client_id}, {"kind": "customer", "subject": None}
    assert actor == (merchant if by_hand else customer)


def test_what_ses_told_and_nobody_understood_is_neither_lost_nor_hidden(suivi: Suivi) -> None:
    review_request_id = sent(suivi)
    body = '{"eventType": "Teleported"}'
    event = UnknownEvent("Teleported", NOW + timedelta(hours=1), 0, "abcdef123456", body, review_request_id)
    of_the_product_request = replace(event, fingerprint="000000000000", review_request_id="0" * 25)
    for told in (event, of_the_product_request):
        wiring.unknown_events.keep(WEBSITE_ID, suivi.row(review_request_id).proof_id, told)
    entry = suivi.get(f"{LIST}/{review_request_id}", suivi.token()).json_body["history"][-1]
    assert (entry["fact"], entry["told"], entry["actor"]["kind"]) == ("unknown_event", "Teleported", "ses")
    document = proof_file(suivi, review_request_id).json_body
    assert [one["body"] for one in document["content"]["unknown_events"]] == [event.body]
    assert "Teleported" in render_proof_file(document)


def proof_file(suivi: Suivi, review_request_id: str, query: str = "", token: str | None = None) -> Any:
    return suivi.get(f"{LIST}/{review_request_id}/proof-file{query}", token or suivi.token())


def test_the_proof_file_holds_everything_and_its_fingerprint(suivi: Suivi) -> None:
    review_request_id = a_whole_life(suivi)
    rows = dict(suivi.store.rows)
    answer = proof_file(suivi, review_request_id)
    document = answer.json_body
    assert_fits(document, "ProofFile")
    content = document["content"]
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert document["content_sha256"] == hashlib.sha256(canonical.encode()).hexdigest()
    assert (document["language"], document["generated_by"]) == ("fr", suivi.demo.client_id)
    assert content["website"]["trader"] == "Maison Durand"
    assert content["experience"]["source"]["source_id"] == "call-1"
    assert content["customer"]["email"] == "camille.durand@example.com"
    assert [entry["fact"] for entry in content["history"]] == ["created", "planned", "sent", "review_submitted"]
    assert content["emails"][0]["as_sent"] is True
    assert "html" not in content["emails"][0]
    assert [(one["rating"], one["answered_step"]) for one in content["reviews"]] == [(4, 0), (None, 0)]
    assert suivi.store.rows == rows


def test_the_fingerprint_is_the_states_whoever_makes_the_file_and_when(suivi: Suivi) -> None:
    review_request_id = a_whole_life(suivi)
    first = proof_file(suivi, review_request_id).json_body
    suivi.clock.forward(days=3)
    again = proof_file(suivi, review_request_id, "?language=en&format=json").json_body
    assert first["generated_at"] != again["generated_at"]
    assert first["content_sha256"] == again["content_sha256"]
    suivi.store.change(
        WEBSITE_ID, review_request_id, lambda row: row.learning(Fact(NOW + timedelta(days=2), FactKind.COMPLAINED))
    )
    assert proof_file(suivi, review_request_id).json_body["content_sha256"] != first["content_sha256"]


@pytest.mark.parametrize(("kind", "ending"), [("json", "json"), ("html", "html")])
def test_a_file_is_kept_under_a_name_that_tells_nobodys(suivi: Suivi, kind: str, ending: str) -> None:
    review_request_id = a_whole_life(suivi)
    answer = proof_file(suivi, review_request_id, f"?format={kind}")
    disposition = answer.headers["Content-Disposition"]
    assert disposition == f'attachment; filename="suivi-{review_request_id}.{ending}"'
    assert answer.headers["Content-Type"].startswith({"json": "application/json", "html": "text/html"}[kind])
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(("language", "title"), [("fr", "Dossier de preuve"), ("en", "Proof file")])
def test_the_page_stands_by_itself_and_hostile_words_stay_words(suivi: Suivi, language: str, title: str) -> None:
    answer = proof_file(suivi, a_whole_life(suivi), f"?format=html&language={language}")
    html = answer.body.decode()
    page = read(html)
    assert f'<html lang="{language}">' in html
    assert title in page.texts
    assert page.all("script") == page.all("img") == page.all("link") == page.all("iframe") == page.all("b") == []
    assert not re.search(r"(src|href)\s*=|url\(", html)
    for told in (
        "camille.durand@example.com",
        "R00",
        "4/5",
        "Très bien <script>alert(1)</script>",
    ):
        assert any(told in text for text in page.texts), told
    assert "{{" in html  # a product's own name, as it was transmitted
    assert sum(text.startswith('"><script>') for text in page.texts) == 2  # among the products, and over its review


def test_the_file_is_for_those_who_may_read_customers(suivi: Suivi) -> None:
    review_request_id = sent(suivi)
    assert proof_file(suivi, review_request_id, token=PERSON_TOKEN).status_code == 404
    reads = (Permission.READ_REQUESTS, Permission.READ_CUSTOMERS)
    assert proof_file(suivi, review_request_id, token=permitted(suivi, *reads)).status_code == 200
    assert proof_file(suivi, review_request_id, token=permitted(suivi, Permission.READ_CUSTOMERS)).status_code == 404


@pytest.mark.parametrize(
    ("query", "field"),
    [("?format=pdf", "format"), ("?language=de", "language"), ("?format=json&format=html", "format")],
)
def test_a_format_or_language_that_is_not_ours_is_named(suivi: Suivi, query: str, field: str) -> None:
    answer = proof_file(suivi, sent(suivi), query)
    assert answer.status_code == 400
    assert answer.json_body["errors"][0]["field"] == field


def test_a_request_of_which_little_is_known_has_a_page_too(suivi: Suivi) -> None:
    (review_request_id,) = accept(suivi, products=())
    document = proof_file(suivi, review_request_id).json_body
    page = render_proof_file({**document, "language": "en"})
    assert page.count("Nothing.") == 4
