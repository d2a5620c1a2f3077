"""Show how a website's e-mails flow: stopped or running, how many wait, how fast they leave, when the last one will."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from chalicelib.domain.reputation import Counts
from chalicelib.domain.sending import ALL_WEBSITES, Pause, Resumption, SendingState, expected_end
from chalicelib.domain.warm_up import daily_allowance
from chalicelib.usecases.governor_ports import Governor
from chalicelib.usecases.watch_reputation import counts_in_window

SAME_TICK = timedelta(seconds=5)
"""Two ticks at once tell their time a little apart."""


@dataclass(frozen=True)
class Sending:
    """How a website's e-mails flow.

    Attributes:
        pause: what stops it, the pause of all websites before its own: nobody ends that one here; None = it runs.
        pause_is_of_all: every website is stopped.
        resumption: how its last own pause ended.
        waiting: due e-mails that wait for the rate, as the last tick saw them.
        waiting_is_more: there may be others behind those.
        per_second: its share of the rate.
        expected_end_at: when the last of `waiting` leaves at this share; None when nothing waits or nothing leaves.
        released_today: e-mails released on this UTC day.
        allowance_today: the most of this UTC day while warming up; None = no limit.
        counts: what its reputation rests on.
        as_of: the last tick; None = none yet.
    """

    pause: Pause | None
    pause_is_of_all: bool
    resumption: Resumption | None
    waiting: int
    waiting_is_more: bool
    per_second: float
    expected_end_at: datetime | None
    released_today: int
    allowance_today: int | None
    counts: Counts
    as_of: datetime | None


def show_sending(governor: Governor, *, website_id: str, now: datetime) -> Sending:
    """What the last tick saw of the website (or of `ALL_WEBSITES`), and what stands in its way."""
    states = governor.sending_states()
    state = states.get(website_id, SendingState(website_id))
    everybody = states.get(ALL_WEBSITES, SendingState(ALL_WEBSITES))
    today = now.astimezone(UTC).date()
    ticked_at = governor.bucket().ticked_at
    waiting, more, per_second = _flow(governor, website_id, ticked_at)
    pause = everybody.pause or state.pause
    return Sending(
        pause=pause,
        pause_is_of_all=everybody.pause is not None,
        resumption=state.resumption,
        waiting=waiting,
        waiting_is_more=more,
        per_second=0.0 if pause else per_second,
        expected_end_at=None if pause or not waiting else expected_end(now, waiting, per_second),
        released_today=governor.sent_on(today, [website_id]).get(website_id, 0),
        allowance_today=daily_allowance(state.warm_up_started_on, today) if state.warm_up_started_on else None,
        counts=counts_in_window(governor, website_id, state.fresh_start, now=now),
        as_of=ticked_at,
    )


def _flow(governor: Governor, website_id: str, ticked_at: datetime | None) -> tuple[int, bool, float]:
    """Waiting, whether there may be more, the share of the rate; nothing when the last tick saw none of its rows."""
    if ticked_at is None:
        return 0, False, 0.0
    note = governor.note_of(website_id, ticked_at.astimezone(UTC).date())
    if note is None or note.at < ticked_at - SAME_TICK:
        return 0, False, 0.0
    return note.waiting, note.more, note.per_second
