"""Ticks, e-mail events and the operator's hand: what they do to the flow of e-mails."""

import json
from pathlib import Path
from typing import Any

import pytest

import app as suivi_app
from chalicelib.bootstrap import wiring
from chalicelib.domain.errors import WebsiteNotFoundError
from chalicelib.domain.reputation import Counts
from chalicelib.domain.sending import ALL_WEBSITES
from chalicelib.usecases.receive_proofs import receive_proofs
from tests.builders import IDENTITIES, NOW, OTHER_WEBSITE_ID, WEBSITE_ID, a_customer, a_proof, a_rules
from tests.functional.triggers.test_triggers import Context, failed, sqs, told
from tests.functional.wired import Suivi

TICK = json.loads((Path(__file__).resolve().parents[2] / "events" / "eventbridge_tick.json").read_text("utf-8"))


def accepted(suivi: Suivi, count: int, prefix: str = "", email: str = "customer{}@example.com") -> list[str]:
    """First e-mails, due at once."""
    proofs = [
        a_proof(experience_reference=f"{prefix}R{n}", customer=a_customer(email=email.format(n))) for n in range(count)
    ]
    outcomes = receive_proofs(suivi.store, IDENTITIES, a_rules(), proofs, now=NOW)
    return [outcome.review_request_ids[0] for outcome in outcomes]


def order(action: str, website_id: str = WEBSITE_ID, **more: Any) -> dict[str, Any]:
    return {"action": action, "website_id": website_id, "reason": "A test"} | more


def test_a_tick_releases_what_is_due_and_spreads_it(suivi: Suivi) -> None:
    ids = accepted(suivi, 30)
    wiring.send_quotas.rate = 10.0  # type: ignore[attr-defined]
    assert suivi_app.release_due_requests(TICK, Context()) == {
        "granted": 480,
        "released": 30,
        "waiting": 0,
        "late": 0,
        "more": 0,
    }
    assert suivi.queue.delays == [n // 8 for n in range(30)]
    assert {row.review_request_id for row in suivi.queue.take()} == set(ids)


def test_a_pause_by_the_operator_stops_ticks_and_what_is_on_its_way(suivi: Suivi) -> None:
    (review_request_id,) = accepted(suivi, 1)
    suivi_app.release_due_requests(TICK, Context())
    (row,) = suivi.queue.take()
    answer = suivi_app.control_sending(order("pause"), Context())
    assert answer == {"website_id": WEBSITE_ID, "paused": True, "reason": "A test", "warm_up_started_on": None}
    message = {"website_id": WEBSITE_ID, "review_request_id": review_request_id, "step": 0, "proof_id": row.proof_id}
    assert failed(suivi_app.send_review_requests(sqs(message), Context())) == []
    assert suivi.mailer.mails == []
    suivi.clock.forward(minutes=1)
    assert suivi_app.release_due_requests(TICK, Context())["released"] == 0
    suivi_app.control_sending(order("resume"), Context())
    suivi.clock.forward(minutes=1)
    assert suivi_app.release_due_requests(TICK, Context())["released"] == 1
    assert failed(suivi_app.send_review_requests(sqs(message), Context())) == []
    assert len(suivi.mailer.accepted) == 1


def test_a_pause_of_all_stops_every_website(suivi: Suivi) -> None:
    accepted(suivi, 3)
    suivi_app.control_sending(order("pause", "*"), Context())
    assert suivi_app.release_due_requests(TICK, Context())["released"] == 0
    assert wiring.governor.pause_of(OTHER_WEBSITE_ID, now=NOW) is not None


def test_a_warm_up_starts_today(suivi: Suivi) -> None:
    assert suivi_app.control_sending(order("warm_up"), Context())["warm_up_started_on"] == "2026-11-23"


@pytest.mark.parametrize(
    "mistake",
    [
        order("stop"),
        order("pause", "all"),
        order("pause", reason=" "),
        order("warm_up", "*"),
        order("pause", webiste_id="x"),
        {"action": "pause", "website_id": WEBSITE_ID},
    ],
)
def test_a_mistaken_order_stops_nothing(suivi: Suivi, mistake: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        suivi_app.control_sending(mistake, Context())
    assert wiring.governor.sending_states() == {}


def test_an_unknown_website_is_not_paused(suivi: Suivi) -> None:
    with pytest.raises(WebsiteNotFoundError):
        suivi_app.control_sending(order("pause", "11111111-2222-4333-8444-555555555555"), Context())
    assert wiring.governor.sending_states() == {}


def test_too_many_bounces_stop_the_website_by_themselves(suivi: Suivi) -> None:
    ids = accepted(suivi, 10)
    for review_request_id in ids:
        suivi.send(review_request_id)
    wiring.governor.count(WEBSITE_ID, NOW.date(), Counts(sent=100))
    wiring.governor.count(ALL_WEBSITES, NOW.date(), Counts(sent=100_000))
    bounces = sqs(*[told("bounce_permanent", review_request_id) for review_request_id in ids[:9]])
    for _ in range(3):
        assert failed(suivi_app.receive_email_events(bounces, Context())) == []
    assert wiring.governor.pause_of(WEBSITE_ID, now=NOW) is None  # nine, told three times
    suivi_app.receive_email_events(sqs(told("bounce_permanent", ids[9])), Context())
    pause = wiring.governor.pause_of(WEBSITE_ID, now=NOW)
    assert pause is not None
    assert pause.reason == "bounce_rate"
    assert wiring.governor.pause_of(OTHER_WEBSITE_ID, now=NOW) is None


def test_what_bounces_in_the_sandbox_stops_nothing(suivi: Suivi) -> None:
    ids = accepted(suivi, 20, "sandbox:", "bounce+{}@simulator.amazonses.com")
    for review_request_id in ids:
        suivi.send(review_request_id)
    wiring.governor.count(WEBSITE_ID, NOW.date(), Counts(sent=100))
    bounces = sqs(*[told("bounce_permanent", review_request_id) for review_request_id in ids])
    assert failed(suivi_app.receive_email_events(bounces, Context())) == []
    assert suivi.row(ids[0]).current.status.value == "error"
    assert wiring.governor.pause_of(WEBSITE_ID, now=NOW) is None
