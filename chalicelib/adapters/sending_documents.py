"""A website's sending state as a JSON document, and back. A part that is missing has its default."""

import json
from datetime import date, datetime
from typing import Any

from chalicelib.domain.reputation import Counts
from chalicelib.domain.sending import FreshStart, Pause, PauseOrigin, Resumption, SendingState

Document = dict[str, Any]


def sending_state_to_text(state: SendingState) -> str:
    """Everything but the website and the version, which stand beside the document."""
    document: Document = {}
    if state.pause:
        pause = state.pause
        document["pause"] = [pause.origin.value, pause.by, pause.reason, pause.at.isoformat()]
    if state.resumption:
        resumption = state.resumption
        document["resumption"] = [resumption.by, resumption.reason, resumption.at.isoformat()]
    if state.warm_up_started_on:
        document["warm_up_started_on"] = state.warm_up_started_on.isoformat()
    if state.fresh_start:
        counted = state.fresh_start.counted
        numbers = [counted.sent, counted.bounced, counted.complained]
        document["fresh_start"] = [state.fresh_start.day.isoformat(), *numbers]
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False)


def sending_state_from(text: str, *, website_id: str, version: int) -> SendingState:
    """What `sending_state_to_text` wrote."""
    document: Document = json.loads(text)
    pause, resumption = document.get("pause"), document.get("resumption")
    warm_up, fresh = document.get("warm_up_started_on"), document.get("fresh_start")
    return SendingState(
        website_id=website_id,
        pause=Pause(PauseOrigin(pause[0]), pause[1], pause[2], _at(pause[3])) if pause else None,
        resumption=Resumption(resumption[0], resumption[1], _at(resumption[2])) if resumption else None,
        warm_up_started_on=date.fromisoformat(warm_up) if warm_up else None,
        fresh_start=FreshStart(date.fromisoformat(fresh[0]), Counts(*fresh[1:])) if fresh else None,
        version=version,
    )


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)
