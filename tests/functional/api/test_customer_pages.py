"""What a customer's links lead to: the form, the review, the unsubscribe page. GET changes nothing."""

import re
from urllib.parse import quote

import pytest

import app as suivi_app
from chalicelib.bootstrap import wiring
from chalicelib.usecases.receive_proofs import receive_proofs
from tests.builders import IDENTITIES, NOW, WEBSITE_ID, a_product, a_proof, a_rules
from tests.functional.wired import BASE_URL, Suivi


class Mailed:
    """A customer who has received the first e-mail."""

    def __init__(self, suivi: Suivi, *, with_product: bool = False) -> None:
        self.suivi = suivi
        proof = a_proof(products=(a_product(),) if with_product else ())
        (outcome,) = receive_proofs(suivi.store, IDENTITIES, a_rules(), [proof], now=NOW)
        self.id = outcome.review_request_ids[0]
        suivi.send(self.id)
        self.mail = suivi.mailer.accepted[-1]
        form_link = re.search(rf"{BASE_URL}(/form/[^\s\"<]+)", self.mail.text)
        assert form_link is not None
        self.form = form_link.group(1)
        self.unsubscribe = dict(self.mail.headers)["List-Unsubscribe"].strip("<>").removeprefix(BASE_URL)

    @property
    def status(self) -> str:
        return self.suivi.row(self.id).current.status.value

    def nonce(self) -> str:
        page = self.suivi.get(self.form).body.decode()
        found = re.search(r'name="page_nonce"[^>]*value="([^"]+)"', page)
        assert found is not None
        return found.group(1)

    def is_opted_out(self) -> bool:
        email_hash = IDENTITIES.email_hash(self.suivi.row(self.id).customer_email)
        return self.suivi.contacts.opt_out_covering(WEBSITE_ID, email_hash) is not None


def test_looking_at_every_page_changes_nothing(suivi: Suivi) -> None:
    mailed = Mailed(suivi)
    before = suivi.row(mailed.id)
    for path in (mailed.form, mailed.unsubscribe, f"{mailed.unsubscribe}?scope=all"):
        answer = suivi.get(path)
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].startswith("text/html")
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert suivi.row(mailed.id) == before
    assert not mailed.is_opted_out()


def everything_kept(suivi: Suivi) -> str:
    """All that stands in the store and with the contacts, as text."""
    kept = [suivi.store.rows, *vars(suivi.contacts).values(), *vars(wiring.unknown_events).values()]
    return repr([one for one in kept if isinstance(one, dict)])


def open_pages() -> list[str]:
    """Every path that anybody may GET, without an authorizer."""
    routes = [route for methods in suivi_app.app.routes.values() for route in methods.values()]
    return sorted({route.uri_pattern for route in routes if route.method == "GET" and route.authorizer is None})


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_no_page_anybody_may_fetch_changes_anything(suivi: Suivi, method: str) -> None:
    mailed = Mailed(suivi)
    tokens = {"/form": mailed.form.rsplit("/", 1)[1], "/unsubscribe": mailed.unsubscribe.rsplit("/", 1)[1]}
    before = everything_kept(suivi)
    for path in open_pages():
        for token in (*tokens.values(), "opened.js", "nonsense"):
            suivi.client.http.request(method, path.replace("{token}", token).replace("{name}", token))
            suivi.client.http.request(method, f"{path.replace('{token}', token).replace('{name}', token)}/opened")
    assert any("/form/{token}" in path for path in open_pages())
    assert everything_kept(suivi) == before


def test_the_beacon_of_a_shown_page_opens_the_form(suivi: Suivi) -> None:
    mailed = Mailed(suivi)
    answer = suivi.post_form(f"{mailed.form}/opened", f"page_nonce={quote(mailed.nonce())}")
    assert answer.status_code == 204
    assert mailed.status == "form_opened"


def test_a_beacon_without_the_page_s_nonce_opens_nothing(suivi: Suivi) -> None:
    mailed = Mailed(suivi)
    token = mailed.form.removeprefix("/form/")
    for nonce in ("", "abc", token):
        assert suivi.post_form(f"{mailed.form}/opened", f"page_nonce={quote(nonce)}").status_code == 400
    assert mailed.status == "sent"


def test_a_review_is_submitted_once(suivi: Suivi) -> None:
    mailed = Mailed(suivi)
    answer = suivi.post_form(mailed.form, "brand-rating=5&brand-comment=Parfait")
    assert answer.status_code == 200
    assert mailed.status == "review_submitted"
    again = suivi.post_form(mailed.form, "brand-rating=1&brand-comment=Non")
    assert again.status_code == 409
    (review,) = suivi.store.reviews(WEBSITE_ID, suivi.row(mailed.id).proof_id)
    assert review.answer is not None
    assert (review.answer.rating, review.answer.comment) == (5, "Parfait")


def test_an_incomplete_form_comes_back_with_what_was_typed(suivi: Suivi) -> None:
    mailed = Mailed(suivi)
    answer = suivi.post_form(mailed.form, "brand-comment=Tr%C3%A8s+bien+%3Cb%3E")
    page = answer.body.decode()
    assert answer.status_code == 422
    assert "Très bien &lt;b&gt;" in page
    assert "brand-rating" in page
    assert mailed.status == "sent"


def test_a_form_may_hold_a_product_too(suivi: Suivi) -> None:
    mailed = Mailed(suivi, with_product=True)
    field = re.search(r'name="(product-[0-9a-f]+)-rating"', suivi.get(mailed.form).body.decode())
    assert field is not None
    body = f"brand-rating=4&brand-comment=Bien&{field[1]}-rating=3&{field[1]}-comment=Moyen"
    assert suivi.post_form(mailed.form, body).status_code == 200
    reviews = suivi.store.reviews(WEBSITE_ID, suivi.row(mailed.id).proof_id)
    assert {review.product_ref for review in reviews} == {None, "SKU-42"}


def test_one_click_unsubscribes_without_a_question(suivi: Suivi) -> None:
    mailed = Mailed(suivi)
    answer = suivi.post_form(mailed.unsubscribe, "List-Unsubscribe=One-Click")
    assert answer.status_code == 200
    assert mailed.is_opted_out()
    assert suivi.row(mailed.id).due_at is None


def test_one_click_may_come_as_multipart(suivi: Suivi) -> None:
    mailed = Mailed(suivi)
    body = '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n'
    assert suivi.post_form(mailed.unsubscribe, body, "multipart/form-data; boundary=b").status_code == 200
    assert mailed.is_opted_out()


@pytest.mark.parametrize("scope", ["merchant", "all"])
def test_the_page_offers_both_scopes_and_says_what_was_done(suivi: Suivi, scope: str) -> None:
    mailed = Mailed(suivi)
    answer = suivi.post_form(mailed.unsubscribe, f"scope={scope}")
    assert answer.status_code == 200
    assert mailed.is_opted_out()
    assert suivi.post_form(mailed.unsubscribe, f"scope={scope}").status_code == 200


def test_the_form_dies_after_three_months_and_unsubscribing_never_does(suivi: Suivi) -> None:
    mailed = Mailed(suivi)
    suivi.clock.forward(days=93)
    assert suivi.get(mailed.form).status_code == 410
    assert suivi.post_form(mailed.form, "brand-rating=5&brand-comment=Tard").status_code == 410
    suivi.clock.forward(days=4000)
    assert suivi.get(mailed.unsubscribe).status_code == 200
    assert suivi.post_form(mailed.unsubscribe, "scope=merchant").status_code == 200


def test_links_are_not_interchangeable_and_a_guess_leads_nowhere(suivi: Suivi) -> None:
    mailed = Mailed(suivi)
    form_token, unsubscribe_token = mailed.form.split("/")[-1], mailed.unsubscribe.split("/")[-1]
    for path in (f"/form/{unsubscribe_token}", f"/unsubscribe/{form_token}", "/form/guess", "/unsubscribe/guess"):
        assert suivi.get(path).status_code == 404
    assert suivi.post_form(f"/unsubscribe/{form_token}", "scope=all").status_code == 404
    assert not mailed.is_opted_out()


def test_the_page_s_files_are_served(suivi: Suivi) -> None:
    assert suivi.get("/form/assets/form.css").headers["Content-Type"].startswith("text/css")
    assert suivi.get("/form/assets/opened.js").headers["Content-Type"].startswith("text/javascript")
    assert suivi.get("/form/assets/other.js").status_code == 404


def test_an_opt_out_then_the_reminder_s_day_sends_nothing(suivi: Suivi) -> None:
    mailed = Mailed(suivi)
    suivi.post_form(mailed.unsubscribe, "scope=merchant")
    suivi.clock.forward(days=8)
    suivi.send(mailed.id, step=1)
    assert len(suivi.mailer.mails) == 1
