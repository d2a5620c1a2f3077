"""Stop a website's e-mails, or everybody's; let them run again; start a warm-up. A person's actions."""

from dataclasses import dataclass
from datetime import UTC, datetime

from chalicelib.domain.reputation import Counts
from chalicelib.domain.sending import (
    FreshStart,
    Pause,
    PauseOrigin,
    Resumption,
    SendingState,
    paused,
    resumed,
    warming_up,
)
from chalicelib.usecases.governor_ports import Governor


@dataclass(frozen=True)
class Order:
    """Who wants it, for which website (`ALL_WEBSITES` = every one), and why."""

    website_id: str
    by: str
    reason: str


def pause_sending(governor: Governor, order: Order, *, now: datetime) -> SendingState:
    """Nothing more is released, and what is on its way waits: within 10 s nothing leaves. Repeating changes nothing."""
    pause = Pause(PauseOrigin.MANUAL, order.by, order.reason, now)
    return governor.change_sending(order.website_id, lambda state: paused(state, pause))


def resume_sending(governor: Governor, order: Order, *, now: datetime) -> SendingState:
    """What waited leaves at the rate, like any backlog. A website stays stopped while all of them are."""
    today = now.astimezone(UTC).date()
    counted = governor.counts(order.website_id, since=today, until=today).get(today, Counts())
    resumption = Resumption(order.by, order.reason, now)
    start = FreshStart(today, counted)
    return governor.change_sending(order.website_id, lambda state: resumed(state, resumption, fresh_start=start))


def start_warm_up(governor: Governor, order: Order, *, now: datetime) -> SendingState:
    """From today on the website sends no more a day than a new sender should. Starting again starts over."""
    today = now.astimezone(UTC).date()
    return governor.change_sending(order.website_id, lambda state: warming_up(state, today))
