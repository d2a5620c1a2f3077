"""The JSON scripts rely on: messages, links, acceptance counts, and a recipient's acts with their events."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest

from infra.local.ses_twin.script_routes import A_PERSONS_BROWSER
from tests.functional.ses_twin.conftest import RunningTwin, a_mail

BROWSER = {"user-agent": "Mozilla/5.0 (test)"}


def send(twin: RunningTwin, to: str = "a@customer.example", **changes: Any) -> str:
    return twin.ses().send_email(**a_mail(to, **changes))["MessageId"]


def html_mail(html: str) -> dict[str, Any]:
    return {"Simple": {"Subject": {"Data": "s"}, "Body": {"Html": {"Data": html}}}}


def test_a_message_is_shown_whole(twin: RunningTwin) -> None:
    message_id = send(twin, "Zoé <a@customer.example>")
    (message,) = twin.api("/api/messages")["messages"]
    received_at = datetime.fromisoformat(message.pop("received_at"))
    assert abs(received_at - datetime.now(UTC)) < timedelta(minutes=1)
    content_type = message["headers"].pop("Content-Type")
    assert content_type.startswith("multipart/alternative")
    assert message == {
        "message_id": message_id,
        "to": "a@customer.example",
        "subject": "Votre avis ?",
        "headers": {
            "From": "Avis <avis@merchant.example>",
            "To": "Zoé <a@customer.example>",
            "Subject": "Votre avis ?",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "MIME-Version": "1.0",
        },
        "text": "Votre avis ?",
        "html": '<html><head></head><body><a href="http://localhost/f?a=1&amp;b=2">Go</a></body></html>',
        "links": ["http://localhost/f?a=1&b=2"],
        "tags": {"rid": "r1", "step": "0"},
    }


def test_messages_are_found_by_exact_recipient_and_instant_newest_first(twin: RunningTwin) -> None:
    first = send(twin, "a@customer.example")
    send(twin, "aa@customer.example")
    twin.clock.offset = timedelta(hours=1)
    second = send(twin, "A@Customer.example")
    mine = twin.api("/api/messages", to="a@customer.EXAMPLE")["messages"]
    assert [message["message_id"] for message in mine] == [second, first]
    recent = twin.api("/api/messages", to="a@customer.example", since=mine[0]["received_at"])["messages"]
    assert [message["message_id"] for message in recent] == [second]


@pytest.mark.parametrize("since", ["yesterday", "2026-11-23T09:00:00"])
def test_since_must_be_an_instant(twin: RunningTwin, since: str) -> None:
    assert twin.http.get("/api/messages", params={"since": since}).status_code == 400


def test_links_are_listed_in_order_with_references_resolved(twin: RunningTwin) -> None:
    anchors = "<a name=x></a><A HREF='http://l/1?a&amp;b'>1</A><a href=http://l/2>2</a>"
    html = f"{anchors}<area href='http://l/no'><!--<a href=3>-->"
    send(twin, Content=html_mail(html))
    assert twin.api("/api/messages")["messages"][0]["links"] == ["http://l/1?a&b", "http://l/2"]


def test_a_raw_message_is_read_like_a_simple_one(twin: RunningTwin) -> None:
    mime = EmailMessage()
    mime["From"], mime["To"], mime["Subject"] = "avis@merchant.example", "Zoé <a@customer.example>", "Été"
    mime.set_content("Bonjour é")
    mime.add_alternative('<a href="http://l/1">é</a>', subtype="html")
    twin.ses().send_email(Content={"Raw": {"Data": mime.as_bytes()}})
    (message,) = twin.api("/api/messages", to="a@customer.example")["messages"]
    assert (message["subject"], message["text"].strip(), message["links"]) == ("Été", "Bonjour é", ["http://l/1"])


def test_acceptances_are_counted_per_request_and_step(twin: RunningTwin) -> None:
    for request, step in (("r1", "0"), ("r1", "0"), ("r1", "1"), ("r2", "0"), ("r1", "0")):
        send(twin, EmailTags=[{"Name": "rid", "Value": request}, {"Name": "step", "Value": step}])
    send(twin, EmailTags=[])
    assert twin.api("/api/acceptances") == {
        "total": 6,
        "acceptances": [
            {"request": "r1", "step": "0", "count": 3},
            {"request": "r1", "step": "1", "count": 1},
            {"request": "r2", "step": "0", "count": 1},
        ],
        "duplicates": 2,
    }


@pytest.mark.parametrize("path", ["/api/messages/{}/open", "/messages/{}/open"])
def test_each_open_is_an_event_with_who_opened(twin: RunningTwin, path: str) -> None:
    message_id = send(twin)
    for _ in range(2):
        assert twin.http.post(path.format(message_id), headers=BROWSER).json() == {"published": True}
    opened = twin.sns.wait_for(4)[-1]
    instant = opened["open"].pop("timestamp")
    assert datetime.fromisoformat(instant).tzinfo is not None
    assert (opened["eventType"], opened["mail"]["messageId"]) == ("Open", message_id)
    assert opened["open"] == {"ipAddress": "127.0.0.1", "userAgent": BROWSER["user-agent"]}
    assert sorted(twin.sns.kinds()) == ["Delivery", "Open", "Open", "Send"]


@pytest.mark.parametrize(
    ("user_agent", "told"),
    [
        ("python-httpx/0.28", A_PERSONS_BROWSER),
        ("Mozilla/5.0 (X11) HeadlessChrome/156.0 Safari/537.36", "Mozilla/5.0 (X11) Chrome/156.0 Safari/537.36"),
    ],
)
def test_a_script_or_a_driven_browser_stands_for_a_person(twin: RunningTwin, user_agent: str, told: str) -> None:
    twin.http.post(f"/api/messages/{send(twin)}/open", headers={"user-agent": user_agent})
    assert twin.sns.wait_for(3)[-1]["open"]["userAgent"] == told


def test_a_script_can_open_as_another_mail_program(twin: RunningTwin) -> None:
    proxy = {"user_agent": "Mozilla/5.0", "ip_address": "17.58.0.1"}
    twin.http.post(f"/api/messages/{send(twin)}/open", json=proxy)
    opened = twin.sns.wait_for(3)[-1]["open"]
    assert (opened["userAgent"], opened["ipAddress"]) == ("Mozilla/5.0", "17.58.0.1")


NO_PIXEL = [
    {"ConfigurationOverrides": {"Tracking": {"OpenTrackingEnabled": "DISABLED"}}},
    {"Content": {"Simple": {"Subject": {"Data": "s"}, "Body": {"Text": {"Data": "only text"}}}}},
]


@pytest.mark.parametrize("changes", NO_PIXEL, ids=["tracking off", "no HTML"])
def test_without_a_pixel_an_open_is_no_event(twin: RunningTwin, changes: dict[str, Any]) -> None:
    message_id = send(twin, **changes)
    assert twin.http.post(f"/api/messages/{message_id}/open").json() == {"published": False}
    twin.http.post(f"/api/messages/{message_id}/complaint")
    assert [event["eventType"] for event in twin.sns.wait_for(3)] == ["Send", "Delivery", "Complaint"]


def test_a_click_on_a_link_of_the_message_is_an_event(twin: RunningTwin) -> None:
    message_id = send(twin)
    link = twin.api("/api/messages")["messages"][0]["links"][0]
    clicked = twin.http.post(f"/api/messages/{message_id}/click", json={"link": link}, headers=BROWSER)
    assert clicked.json() == {"published": True}
    click = twin.sns.wait_for(3)[-1]["click"]
    click.pop("timestamp")
    assert click == {"ipAddress": "127.0.0.1", "userAgent": BROWSER["user-agent"], "link": link, "linkTags": None}
    assert twin.http.post(f"/api/messages/{message_id}/click", json={"link": "http://other"}).status_code == 400


def test_click_tracking_can_be_off(twin: RunningTwin) -> None:
    message_id = send(twin, ConfigurationOverrides={"Tracking": {"ClickTrackingEnabled": "DISABLED"}})
    answer = twin.http.post(f"/api/messages/{message_id}/click", json={"link": "http://localhost/f?a=1&b=2"})
    assert answer.json() == {"published": False}


def test_a_complaint_is_an_event_and_suppresses_the_address(twin: RunningTwin) -> None:
    message_id = send(twin)
    assert twin.http.post(f"/api/messages/{message_id}/complaint", headers=BROWSER).json() == {"published": True}
    complaint = twin.sns.wait_for(3)[-1]["complaint"]
    assert complaint["complainedRecipients"] == [{"emailAddress": "a@customer.example"}]
    assert complaint["userAgent"] == BROWSER["user-agent"]
    entry = twin.ses().get_suppressed_destination(EmailAddress="a@customer.example")["SuppressedDestination"]
    assert entry["Attributes"] == {"MessageId": message_id, "FeedbackId": complaint["feedbackId"]}
    send(twin)
    assert twin.sns.wait_for(5)[-1]["bounce"]["bounceSubType"] == "OnAccountSuppressionList"


@pytest.mark.parametrize("act", ["open", "complaint"])
def test_nobody_acts_on_a_message_that_never_arrived(twin: RunningTwin, act: str) -> None:
    message_id = send(twin, "bounce@simulator.amazonses.com")
    assert twin.http.post(f"/api/messages/{message_id}/{act}").status_code == 409
    assert twin.http.post(f"/api/messages/nope/{act}").status_code == 404


GUESTS = [
    {"host": "evil.example"},
    {"host": "127.0.0.1.evil.example"},
    {"origin": "https://evil.example"},
    {"origin": "null"},
]


@pytest.mark.parametrize("headers", GUESTS)
@pytest.mark.parametrize("path", ["/", "/api/messages", "/v2/email/account"])
def test_only_this_machine_is_served(twin: RunningTwin, path: str, headers: dict[str, str]) -> None:
    assert twin.http.get(path, headers=headers).status_code == 403
    port = twin.url.rpartition(":")[2]
    assert twin.http.get(path, headers={"host": f"localhost:{port}", "origin": twin.url}).status_code == 200
