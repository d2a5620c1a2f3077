"""The flow of a website's e-mails over HTTP."""

from typing import Any

import pytest

from chalicelib.bootstrap import wiring
from chalicelib.domain.sending import ALL_WEBSITES
from chalicelib.domain.token_bucket import Bucket
from chalicelib.usecases.control_sending import Order, pause_sending
from chalicelib.usecases.governor_ports import TickNote
from tests.builders import NOW, OTHER_WEBSITE_ID, WEBSITE_ID
from tests.functional.wired import PERSON_TOKEN, Suivi

SENDING = f"/v1/websites/{WEBSITE_ID}/sending"


def test_a_website_runs_until_somebody_stops_it(suivi: Suivi) -> None:
    shown = suivi.get(SENDING, PERSON_TOKEN).json_body
    assert shown == {
        "state": "running",
        "pause": None,
        "resumption": None,
        "waiting": 0,
        "waiting_is_more": False,
        "per_second": 0.0,
        "expected_end_at": None,
        "released_today": 0,
        "allowance_today": None,
        "as_of": None,
    }


def test_what_waits_has_an_expected_end(suivi: Suivi) -> None:
    wiring.governor.save_bucket(Bucket(ticked_at=NOW))
    wiring.governor.note_tick([TickNote(WEBSITE_ID, NOW, released=60, waiting=90, more=True, per_second=1.0)])
    shown = suivi.get(SENDING, PERSON_TOKEN).json_body
    assert (shown["waiting"], shown["waiting_is_more"], shown["per_second"]) == (90, True, 1.0)
    assert (shown["expected_end_at"], shown["released_today"]) == ("2026-11-23T10:01:30Z", 60)
    assert shown["as_of"] == "2026-11-23T10:00:00Z"


def test_a_pause_tells_who_why_and_when_and_a_resumption_too(suivi: Suivi) -> None:
    token = suivi.token()
    shown = suivi.post_json(f"{SENDING}/pause", {"reason": "  Mauvais texte  "}, token).json_body
    assert shown["state"] == "paused"
    assert shown["pause"] == {
        "origin": "manual",
        "by": suivi.demo.client_id,
        "reason": "Mauvais texte",
        "at": "2026-11-23T10:00:00Z",
        "all_websites": False,
    }
    assert suivi.get(SENDING, token).json_body == shown
    suivi.clock.forward(minutes=5)
    shown = suivi.post_json(f"{SENDING}/resume", {"reason": "Corrigé"}, token).json_body
    assert (shown["state"], shown["pause"]) == ("running", None)
    assert shown["resumption"] == {"by": suivi.demo.client_id, "reason": "Corrigé", "at": "2026-11-23T10:05:00Z"}


def test_a_pause_of_all_names_no_operator_and_cannot_be_ended_by_a_merchant(suivi: Suivi) -> None:
    pause_sending(wiring.governor, Order(ALL_WEBSITES, "jane of operations", "Incident"), now=NOW)
    shown = suivi.post_json(f"{SENDING}/resume", {"reason": "please"}, suivi.token()).json_body
    assert shown["state"] == "paused"
    assert (shown["pause"]["by"], shown["pause"]["all_websites"]) == ("suivi", True)


@pytest.mark.parametrize(
    "body",
    [{}, {"reason": ""}, {"reason": "   "}, {"reason": 7}, {"reason": "x" * 301}, {"reason": "ok", "why": "x"}, []],
)
def test_a_reason_must_be_given(suivi: Suivi, body: Any) -> None:
    answer = suivi.post_json(f"{SENDING}/pause", body, suivi.token())
    assert answer.status_code == 400
    assert wiring.governor.sending_states() == {}


def test_who_may_only_look_may_not_stop(suivi: Suivi) -> None:
    for action in ("pause", "resume"):
        assert suivi.post_json(f"{SENDING}/{action}", {"reason": "x"}, PERSON_TOKEN).status_code == 404
        assert suivi.post_json(f"{SENDING}/{action}", {"reason": "x"}, suivi.token(suivi.other)).status_code == 404
        assert suivi.post_json(f"{SENDING}/{action}", {"reason": "x"}).status_code == 401
    assert wiring.governor.sending_states() == {}


def test_a_foreign_website_is_not_found(suivi: Suivi) -> None:
    assert suivi.get(f"/v1/websites/{OTHER_WEBSITE_ID}/sending", PERSON_TOKEN).status_code == 404
