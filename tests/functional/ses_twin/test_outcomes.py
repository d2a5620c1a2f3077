"""What becomes of an accepted message: every event, whole, at every simulator address, to the right destinations."""

from datetime import datetime
from typing import Any

import pytest

from tests.functional.ses_twin.conftest import (
    ALL_EVENTS,
    SENDER,
    TOPIC,
    RunningTwin,
    a_mail,
    register,
    wait_until,
)

ACCOUNT_LIST = (
    "Amazon SES did not send the message to this address because it is on the suppression list for your account."
)
GLOBAL_LIST = (
    "Amazon SES has suppressed sending to this address because it has a recent history of bouncing "
    "as an invalid address."
)
MTA = "twin.smtp-out.amazonses.com"


def send(twin: RunningTwin, to: str, **changes: Any) -> str:
    return twin.ses().send_email(**a_mail(to, **changes))["MessageId"]


def the_mail(message_id: str, to: str, event: dict[str, Any]) -> dict[str, Any]:
    """The `mail` object every event of that message must have; the two generated parts are taken from the event."""
    content_type = event["mail"]["headers"][-1]["value"]
    return {
        "timestamp": event["mail"]["timestamp"],
        "source": SENDER,
        "sourceArn": "arn:aws:ses:eu-west-1:123456789012:identity/merchant.example",
        "sendingAccountId": "123456789012",
        "messageId": message_id,
        "destination": [to],
        "headersTruncated": False,
        "headers": [
            {"name": "From", "value": SENDER},
            {"name": "To", "value": to},
            {"name": "Subject", "value": "Votre avis ?"},
            {"name": "List-Unsubscribe-Post", "value": "List-Unsubscribe=One-Click"},
            {"name": "MIME-Version", "value": "1.0"},
            {"name": "Content-Type", "value": content_type},
        ],
        "commonHeaders": {"from": [SENDER], "to": [to], "messageId": message_id, "subject": "Votre avis ?"},
        "tags": {
            "ses:operation": ["SendEmail"],
            "ses:configuration-set": ["reviews"],
            "ses:source-ip": ["127.0.0.1"],
            "ses:from-domain": ["merchant.example"],
            "ses:caller-identity": ["local"],
            "rid": ["r1"],
            "step": ["0"],
        },
    }


def a_delivery(to: str, at: str, millis: int) -> dict[str, Any]:
    return {
        "timestamp": at,
        "processingTimeMillis": millis,
        "recipients": [to],
        "smtpResponse": "250 2.6.0 Message received",
        "remoteMtaIp": "127.0.0.1",
        "reportingMTA": MTA,
    }


def a_bounce(kind: str, subkind: str, recipient: dict[str, str], at: str) -> dict[str, Any]:
    return {
        "bounceType": kind,
        "bounceSubType": subkind,
        "bouncedRecipients": [recipient],
        "timestamp": at,
        "feedbackId": "<id>",
        "reportingMTA": f"dns; {MTA}",
    }


def failed(to: str, status: str, diagnostic: str) -> dict[str, str]:
    return {"emailAddress": to, "action": "failed", "status": status, "diagnosticCode": diagnostic}


def a_complaint(to: str, at: str) -> dict[str, Any]:
    return {
        "complainedRecipients": [{"emailAddress": to}],
        "timestamp": at,
        "feedbackId": "<id>",
        "complaintSubType": None,
        "userAgent": "Amazon SES Mailbox Simulator",
        "complaintFeedbackType": "abuse",
        "arrivalDate": at,
    }


def a_delay(to: str, at: str) -> dict[str, Any]:
    diagnostic = "smtp; 421 4.4.1 Unable to connect to remote host"
    return {
        "timestamp": at,
        "delayType": "TransientCommunicationFailure",
        "expirationTime": "<later>",
        "delayedRecipients": [{"emailAddress": to, "status": "4.4.1", "diagnosticCode": diagnostic}],
        "reportingMTA": MTA,
    }


def expected(box: str, to: str, at: str) -> list[tuple[str, str, dict[str, Any]]]:
    """The events after Send as (eventType, name of the body, body), given the instant of each."""
    unknown = failed(to, "5.1.1", "smtp; 550 5.1.1 user unknown")
    full = failed(to, "5.2.2", "smtp; 552 5.2.2 mailbox full")
    suppressed = failed(to, "5.1.1", GLOBAL_LIST)
    delivery = ("Delivery", "delivery", a_delivery(to, at, 300))
    return {
        "success": [delivery],
        "bounce": [("Bounce", "bounce", a_bounce("Permanent", "General", unknown, at))],
        "softbounce": [("Bounce", "bounce", a_bounce("Transient", "MailboxFull", full, at))],
        "suppressionlist": [("Bounce", "bounce", a_bounce("Permanent", "Suppressed", suppressed, at))],
        "ooto": [delivery, ("Bounce", "bounce", a_bounce("Transient", "General", {"emailAddress": to}, at))],
        "complaint": [delivery, ("Complaint", "complaint", a_complaint(to, at))],
        "delay": [
            ("DeliveryDelay", "deliveryDelay", a_delay(to, at)),
            ("Delivery", "delivery", a_delivery(to, at, 900)),
        ],
        "reject": [("Reject", "reject", {"reason": "Bad content"})],
    }[box]


def plain(body: dict[str, Any], at: str) -> dict[str, Any]:
    """The body with its generated parts replaced, once they have been looked at."""
    body = dict(body)
    for name in ("timestamp", "arrivalDate"):
        if name in body:
            assert datetime.fromisoformat(body[name]).tzinfo is not None
            body[name] = at
    if "feedbackId" in body:
        assert body["feedbackId"].startswith("0102")
        body["feedbackId"] = "<id>"
    if "expirationTime" in body:
        body["expirationTime"] = "<later>"
    return body


BOXES = ["success", "bounce", "softbounce", "suppressionlist", "ooto", "complaint", "delay", "reject"]


@pytest.mark.parametrize("label", ["", "+order-17"])
@pytest.mark.parametrize("box", BOXES)
def test_each_simulator_address_brings_its_events_whole_and_in_order(twin: RunningTwin, box: str, label: str) -> None:
    to = f"{box}{label}@simulator.amazonses.com"
    wanted = expected(box, to, "<at>")
    message_id = send(twin, to)
    events = twin.sns.wait_for(1 + len(wanted))
    mail = the_mail(message_id, to, events[0])
    assert mail["headers"][-1]["value"].startswith('multipart/alternative; boundary="----=_Part_')
    assert events[0] == {"eventType": "Send", "mail": mail, "send": {}}
    assert [
        event | {name: plain(event[name], "<at>")} for event, (_, name, _) in zip(events[1:], wanted, strict=True)
    ] == [{"eventType": kind, "mail": mail, name: body} for kind, name, body in wanted]
    instants = [mail["timestamp"]] + [
        event[name]["timestamp"]
        for event, (_, name, _) in zip(events[1:], wanted, strict=True)
        if "timestamp" in event[name]
    ]
    assert instants == sorted(set(instants))
    assert {topic for topic, _ in twin.sns.published} == {TOPIC}


def test_an_ordinary_address_is_delivered(twin: RunningTwin) -> None:
    send(twin, "bounce@customer.example")
    assert [event["eventType"] for event in twin.sns.wait_for(2)] == ["Send", "Delivery"]


def test_a_suppressed_address_is_accepted_then_bounces(twin: RunningTwin) -> None:
    twin.ses().put_suppressed_destination(EmailAddress="Zoe@customer.example", Reason="COMPLAINT")
    message_id = send(twin, "zoe@customer.example")
    accepted, bounced = twin.sns.wait_for(2)
    assert accepted["eventType"] == "Send"
    assert bounced["mail"] == the_mail(message_id, "zoe@customer.example", bounced)
    recipient = failed("zoe@customer.example", "5.1.1", ACCOUNT_LIST)
    assert plain(bounced["bounce"], "<at>") == a_bounce("Permanent", "OnAccountSuppressionList", recipient, "<at>")
    assert twin.api("/api/acceptances")["total"] == 1


def test_recipients_of_one_message_have_their_own_fates(twin: RunningTwin) -> None:
    boxes = ["bounce+1", "success", "bounce+2"]
    addresses = [f"{box}@simulator.amazonses.com" for box in boxes]
    twin.ses().send_email(**a_mail(Destination={"ToAddresses": addresses[:2], "BccAddresses": addresses[2:]}))
    _, delivery, bounce = twin.sns.wait_for(3)
    assert delivery["delivery"]["recipients"] == [addresses[1]]
    assert [each["emailAddress"] for each in bounce["bounce"]["bouncedRecipients"]] == [addresses[0], addresses[2]]
    assert bounce["mail"]["destination"] == addresses
    assert bounce["mail"]["commonHeaders"]["to"] == addresses[:2]


def test_only_enabled_destinations_that_match_get_an_event(twin: RunningTwin) -> None:
    client = twin.ses()
    register(client, "deliveries", ["DELIVERY"])
    register(client, "off", ALL_EVENTS, enabled=False)
    send(twin, "a@customer.example", ConfigurationSetName="off")
    send(twin, "a@customer.example", ConfigurationSetName=None)
    send(twin, "a@customer.example", ConfigurationSetName="deliveries")
    events = twin.sns.wait_for(1)
    assert [(each["eventType"], each["mail"]["tags"]["ses:configuration-set"]) for each in events] == [
        ("Delivery", ["deliveries"])
    ]


def test_events_wait_for_their_instant_on_the_twins_clock(twin: RunningTwin) -> None:
    before = twin.clock()
    send(twin, "a@customer.example")
    twin.sns.wait_for(2)
    delivered_at = datetime.fromisoformat(twin.sns.published[1][1]["delivery"]["timestamp"])
    assert before < delivered_at <= twin.clock()


def test_a_failed_publish_is_tried_again_and_keeps_the_order(twin: RunningTwin) -> None:
    twin.sns.failures = 2
    send(twin, "complaint@simulator.amazonses.com")
    assert [event["eventType"] for event in twin.sns.wait_for(3)] == ["Send", "Delivery", "Complaint"]
    assert twin.sns.refused == 2


def test_events_not_yet_taken_survive_a_restart(twin: RunningTwin) -> None:
    twin.sns.failures = 10**6
    send(twin, "a@customer.example")
    wait_until(lambda: twin.sns.refused > 0, lambda: "a refused publish")
    twin.stop()
    twin.sns.failures = 0
    twin._start()
    assert [event["eventType"] for event in twin.sns.wait_for(2)] == ["Send", "Delivery"]


def test_long_headers_are_cut_off_in_events(twin: RunningTwin) -> None:
    mail = a_mail()
    mail["Content"]["Simple"]["Headers"] = [{"Name": f"X-{n}", "Value": "v" * 900} for n in range(15)]
    twin.ses().send_email(**mail)
    common = twin.sns.wait_for(1)[0]["mail"]
    assert common["headersTruncated"] is True
    assert 3 < len(common["headers"]) < 15
