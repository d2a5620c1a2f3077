"""Every kind of event the twin emits, as Suivi understands it: one table, walked against the running twin."""

import json
from datetime import datetime, timedelta
from typing import Any

from chalicelib.domain import reasons
from chalicelib.domain.facts import FactKind
from chalicelib.intake.ses_notifications import parse_ses_event
from infra.local.ses_twin.outcomes import TIMELINES
from tests.functional.ses_twin.conftest import Clock, RunningTwin, a_mail

Meaning = tuple[FactKind, str]
SENT, DELIVERED = (FactKind.SENT, ""), (FactKind.DELIVERED, "")
SUPPRESSED = (FactKind.BOUNCED, reasons.SUPPRESSED)

FATES: dict[str, list[Meaning]] = {
    "success": [SENT, DELIVERED],
    "suppressed": [SENT, SUPPRESSED],
    "suppressionlist": [SENT, SUPPRESSED],
    "bounce": [SENT, (FactKind.BOUNCED, reasons.HARD_BOUNCE)],
    "softbounce": [SENT, (FactKind.SOFT_BOUNCED, "")],
    "ooto": [SENT, DELIVERED, (FactKind.SOFT_BOUNCED, "")],
    "complaint": [SENT, DELIVERED, (FactKind.COMPLAINED, reasons.COMPLAINED)],
    "delay": [SENT, (FactKind.DELAYED, ""), DELIVERED],
    "reject": [SENT, (FactKind.FAILED, reasons.CONTENT_REJECTED)],
}
A_BROWSER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0"
LINK = "http://localhost/f?a=1&b=2"

ACTS: list[tuple[str, dict[str, Any], FactKind | None]] = [
    ("open", {}, FactKind.OPENED),
    ("click", {"link": LINK}, FactKind.OPENED),
    ("open", {"user_agent": "Mozilla/5.0"}, FactKind.MACHINE_OPENED),
    ("open", {"user_agent": A_BROWSER, "is_bot_event": "Likely"}, FactKind.MACHINE_OPENED),
    ("open", {"user_agent": A_BROWSER, "is_bot_event": "Unlikely"}, FactKind.MACHINE_OPENED),
    ("click", {"link": LINK, "user_agent": A_BROWSER, "is_bot_event": "Likely"}, FactKind.MACHINE_OPENED),
    ("click", {"link": LINK, "user_agent": "Mimecast URL scanner"}, FactKind.MACHINE_OPENED),
    ("complaint", {}, FactKind.COMPLAINED),
    ("events", {}, None),
    ("events", {"event_type": "Beamed", "detail_key": "beamed", "detail": {"by": "Scotty"}}, None),
]
"""What a visitor does, and what it teaches. Whoever is named acts at once, which no person does."""


def tagged(to: str) -> dict[str, Any]:
    tags = {"wid": "5f0c1a52-3d84-4c1e-9a57-000000000001", "rid": "01lg04oo0aapp13q2bs8q5r6l", "step": "0"}
    html = f'<a href="{LINK.replace("&", "&amp;")}">Give</a>'
    content = {"Simple": {"Subject": {"Data": "s"}, "Body": {"Html": {"Data": html}}}}
    return a_mail(to, Content=content, EmailTags=[{"Name": name, "Value": value} for name, value in tags.items()])


def meanings(twin: RunningTwin, message_id: str) -> list[Meaning]:
    """What the events of a message teach, in the order in which they were published."""
    told = [parse_ses_event(json.dumps(event)) for _, event in twin.sns.published]
    facts = [one.fact for one in told if one.ses_message_id == message_id]
    return [(fact.kind, fact.reason) for fact in facts if fact]


def test_every_fate_of_a_mail_lands_on_its_facts(twin: RunningTwin) -> None:
    assert FATES.keys() == TIMELINES.keys()
    twin.ses().put_suppressed_destination(EmailAddress="suppressed@customer.example", Reason="BOUNCE")
    sent = {}
    for fate in FATES:
        domain = "customer.example" if fate == "suppressed" else "simulator.amazonses.com"
        sent[fate] = twin.ses().send_email(**tagged(f"{fate}@{domain}"))["MessageId"]
    twin.sns.wait_for(sum(map(len, FATES.values())))
    assert {fate: meanings(twin, message_id) for fate, message_id in sent.items()} == FATES


def test_everything_a_visitor_can_do_lands_on_its_fact(twin: RunningTwin, clock: Clock) -> None:
    twin.restart(soonest_by_a_person=timedelta(seconds=5))
    sent = []
    for number, (act, body, _) in enumerate(ACTS):
        message_id = twin.ses().send_email(**tagged(f"visitor-{number}@customer.example"))["MessageId"]
        assert twin.http.post(f"/api/messages/{message_id}/{act}", json=body).json() == {"published": True}
        sent.append(message_id)
    clock.offset += timedelta(seconds=6)
    twin.sns.wait_for(3 * len(ACTS))
    learnt = [[kind for kind, _ in meanings(twin, message_id)] for message_id in sent]
    by_default = {FactKind.SENT, FactKind.DELIVERED}
    assert [[kind for kind in kinds if kind not in by_default] for kinds in learnt] == [
        [kind] if kind else [] for _, _, kind in ACTS
    ]


def of(twin: RunningTwin, message_id: str) -> list[dict[str, Any]]:
    return [event for _, event in twin.sns.published if event["mail"]["messageId"] == message_id]


def test_an_unknown_kind_is_told_as_it_was_ordered(twin: RunningTwin) -> None:
    message_id = twin.ses().send_email(**tagged("a@customer.example"))["MessageId"]
    order = {"event_type": "Beamed", "detail_key": "beamed", "detail": {"by": "Scotty"}}
    twin.http.post(f"/api/messages/{message_id}/events", json=order)
    twin.sns.wait_for(3)
    (beamed,) = (event for event in of(twin, message_id) if event["eventType"] == "Beamed")
    assert beamed["beamed"] == {"by": "Scotty"}


def test_a_person_is_no_faster_than_people_are(twin: RunningTwin, clock: Clock) -> None:
    twin.restart(soonest_by_a_person=timedelta(hours=1))
    message_id = twin.ses().send_email(**tagged("a@customer.example"))["MessageId"]
    twin.http.post(f"/api/messages/{message_id}/open")
    named = {"user_agent": "Mozilla/5.0 (test)"}
    twin.sns.wait_for(2)
    assert "Open" not in twin.sns.kinds()
    clock.offset = timedelta(hours=1, seconds=1)
    twin.http.post(f"/api/messages/{message_id}/open", json=named)
    twin.sns.wait_for(4)
    first, second = (event["open"] for event in of(twin, message_id) if event["eventType"] == "Open")
    accepted_at = datetime.fromisoformat(of(twin, message_id)[0]["mail"]["timestamp"])
    assert datetime.fromisoformat(first["timestamp"]) == accepted_at + timedelta(hours=1)
    assert second["userAgent"] == named["user_agent"]
