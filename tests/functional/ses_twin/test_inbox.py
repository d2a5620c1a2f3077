"""The inbox people see: list, search, languages, escaping, the sandbox around a mail, the recipient's buttons."""

import http.server
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from infra.local.ses_twin.inbox_routes import PAGE_SIZE
from infra.local.ses_twin.texts import LANGUAGES, TEXTS
from tests.functional.ses_twin.conftest import RunningTwin, a_mail

HOSTILE = '<script>alert("1")</script>" onload="x'


class OneClickEndpoint(http.server.BaseHTTPRequestHandler):
    """A sender's RFC 8058 endpoint; the class attributes tell what it answers and what it got."""

    status = 200
    received: list[tuple[str, str, str]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        self.received.append((self.path, self.headers["content-type"], body))
        self.send_response(self.status)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Stay quiet."""


@pytest.fixture
def sender() -> Iterator[tuple[str, type[OneClickEndpoint]]]:
    """A running one-click endpoint: its URL and its class."""
    OneClickEndpoint.received, OneClickEndpoint.status = [], 200
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), OneClickEndpoint)
    threading.Thread(target=server.serve_forever).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/u/token", OneClickEndpoint
    server.shutdown()
    server.server_close()


def send(twin: RunningTwin, to: str = "a@customer.example", subject: str = "Votre avis ?", **simple: Any) -> str:
    mail = a_mail(to)
    mail["Content"]["Simple"] |= {"Subject": {"Data": subject}, **simple}
    return twin.ses().send_email(**mail)["MessageId"]


def unsubscribable(url: str, post: str = "List-Unsubscribe=One-Click") -> list[dict[str, str]]:
    values = {"List-Unsubscribe": f"<mailto:u@m.example>, <{url}>", "List-Unsubscribe-Post": post}
    return [{"Name": name, "Value": value} for name, value in values.items()]


def page(twin: RunningTwin, path: str = "/", language: str = "en", **query: str) -> str:
    answer = twin.http.get(path, params=query, headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.text


def test_an_empty_inbox_says_so_and_a_fruitless_search_too(twin: RunningTwin) -> None:
    assert "No e-mail yet" in page(twin)
    assert "No recipient matches" in page(twin, q="nobody")


def test_the_list_is_newest_first_and_searchable(twin: RunningTwin) -> None:
    send(twin, "alice@customer.example", "First")
    send(twin, "bob@customer.example", "Second")
    assert page(twin).index("Second") < page(twin).index("First")
    found = page(twin, q="ALICE@")
    assert "First" in found
    assert "Second" not in found


def test_a_long_list_has_an_older_page(twin: RunningTwin) -> None:
    for number in range(PAGE_SIZE + 1):
        send(twin, subject=f"Number {number:03}")
    first = page(twin)
    assert "Number 000" not in first
    older = first.partition("before=")[2].partition('"')[0]
    second = page(twin, before=older)
    assert "Number 000" in second
    assert "Number 001" not in second


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("fr-FR,fr;q=0.9,en;q=0.8", "Boîte de réception"),
        ("en;q=0.9, fr;q=0.5", "Local inbox"),
        ("de", "Local inbox"),
        ("de, fr;q=0.1", "Boîte de réception"),
        ("fr;q=0", "Local inbox"),
        ("fr;q=much", "Local inbox"),
        ("", "Local inbox"),
    ],
)
def test_the_language_follows_the_browser(twin: RunningTwin, header: str, words: str) -> None:
    assert f"<h1>{words}" in page(twin, language=header)


def test_the_language_can_be_chosen_and_is_remembered(twin: RunningTwin) -> None:
    assert 'lang=fr"' in page(twin, q="zoe")
    assert "<h1>Boîte" in page(twin, lang="fr")
    assert "<h1>Boîte" in page(twin)
    assert "<h1>Local inbox" in page(twin, lang="en")


def test_every_sentence_exists_in_every_language() -> None:
    assert {key for key, texts in TEXTS.items() if set(texts) != set(LANGUAGES) or not all(texts.values())} == set()


def test_hostile_text_is_escaped_wherever_it_is_shown(twin: RunningTwin) -> None:
    hostile_headers = [{"Name": "X-Evil", "Value": HOSTILE}]
    body = {"Text": {"Data": HOSTILE}, "Html": {"Data": HOSTILE}}
    message_id = send(twin, '"<script>alert(1)" <a@customer.example>', HOSTILE, Headers=hostile_headers, Body=body)
    for shown in (page(twin), page(twin, f"/messages/{message_id}"), page(twin, q=HOSTILE)):
        assert "<script>alert" not in shown
        assert 'onload="x' not in shown
        assert "&lt;script&gt;alert" in shown
    assert page(twin, f"/messages/{message_id}/body").endswith(HOSTILE)


def test_a_mail_is_shown_in_a_sandbox_whose_links_work(twin: RunningTwin) -> None:
    message_id = send(twin)
    shown = page(twin, f"/messages/{message_id}")
    sandbox = "allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
    assert f'sandbox="{sandbox}"' in shown
    body = twin.http.get(f"/messages/{message_id}/body")
    assert body.text.startswith('<html><head><base target="_blank"></head>')
    assert f"sandbox {sandbox};" in body.headers["content-security-policy"]
    assert "script-src" not in body.headers["content-security-policy"]
    assert "default-src 'none'" in body.headers["content-security-policy"]


def test_looking_at_pages_is_no_event(twin: RunningTwin) -> None:
    message_id = send(twin)
    twin.sns.wait_for(2)
    for path in ("/", f"/messages/{message_id}", f"/messages/{message_id}/body"):
        page(twin, path)
    assert "Opens: 0" in page(twin, f"/messages/{message_id}")


def test_the_message_page_shows_text_headers_tags_and_events(twin: RunningTwin) -> None:
    message_id = send(twin)
    twin.sns.wait_for(2)
    shown = page(twin, f"/messages/{message_id}")
    for words in ("Votre avis ?", "List-Unsubscribe-Post", ">rid</th><td>r1<", ">Send</span>", ">Delivery</span>"):
        assert words in shown


def test_a_message_that_never_arrived_offers_no_button(twin: RunningTwin) -> None:
    message_id = send(twin, "bounce@simulator.amazonses.com")
    shown = page(twin, f"/messages/{message_id}")
    assert "reached no mailbox" in shown
    assert "/spam" not in shown
    assert "data-open" not in shown
    assert twin.http.post(f"/messages/{message_id}/spam").status_code == 303
    assert "Complaint" not in twin.sns.kinds()


@pytest.mark.parametrize("path", ["", "/spam", "/unsubscribe"])
def test_an_unknown_message_is_a_404_page(twin: RunningTwin, path: str) -> None:
    answer = twin.http.request("POST" if path else "GET", f"/messages/nope{path}")
    assert answer.status_code == 404
    assert "There is no such message" in answer.text


def test_the_spam_button_sends_a_complaint(twin: RunningTwin) -> None:
    message_id = send(twin)
    answer = twin.http.post(f"/messages/{message_id}/spam", follow_redirects=True)
    assert "Complaint sent to the sender" in answer.text
    assert twin.sns.wait_for(3)[-1]["eventType"] == "Complaint"


def test_unsubscribe_does_the_one_click_post(twin: RunningTwin, sender: tuple[str, type[OneClickEndpoint]]) -> None:
    url, endpoint = sender
    message_id = send(twin, Headers=unsubscribable(url))
    assert f"/messages/{message_id}/unsubscribe" in page(twin, f"/messages/{message_id}")
    answer = twin.http.post(f"/messages/{message_id}/unsubscribe", follow_redirects=True)
    assert "accepted the opt-out" in answer.text
    form = "application/x-www-form-urlencoded"
    assert endpoint.received == [("/u/token", form, "List-Unsubscribe=One-Click")]


@pytest.mark.parametrize("status", [302, 404, 500])
def test_a_refused_unsubscribe_says_so(
    twin: RunningTwin, sender: tuple[str, type[OneClickEndpoint]], status: int
) -> None:
    url, endpoint = sender
    endpoint.status = status
    message_id = send(twin, Headers=unsubscribable(url))
    assert "The opt-out failed" in twin.http.post(f"/messages/{message_id}/unsubscribe", follow_redirects=True).text


@pytest.mark.parametrize(
    "headers",
    [
        unsubscribable("http://127.0.0.1:1/u", post="something else"),
        unsubscribable("https://merchant.example/u"),
        unsubscribable("ftp://127.0.0.1/u"),
        [],
    ],
    ids=["not one-click", "another machine", "not http", "none"],
)
def test_unsubscribe_is_offered_only_where_rfc_8058_and_this_machine_allow_it(
    twin: RunningTwin, headers: list[dict[str, str]]
) -> None:
    message_id = send(twin, Headers=headers)
    assert "/unsubscribe" not in page(twin, f"/messages/{message_id}")
    assert "The opt-out failed" in twin.http.post(f"/messages/{message_id}/unsubscribe", follow_redirects=True).text


def test_assets_are_served_and_nothing_beside_them(twin: RunningTwin) -> None:
    assert twin.http.get("/assets/inbox.css").headers["content-type"].startswith("text/css")
    assert twin.http.get("/assets/inbox.js").headers["content-type"].startswith("text/javascript")
    for name in ("layout.html", "..%2fapp.py"):
        assert twin.http.get(f"/assets/{name}").status_code == 404
