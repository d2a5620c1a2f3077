"""Watch what comes back: count hard bounces and complaints; stop a website, or all, when they are surely too many."""

from datetime import UTC, datetime

from chalicelib.domain.facts import FactKind
from chalicelib.domain.reputation import WINDOW, Bad, Counts, judge
from chalicelib.domain.sending import ALL_WEBSITES, OURSELVES, FreshStart, Pause, PauseOrigin, SendingState, paused
from chalicelib.usecases.governor_ports import Governor

COUNTED: dict[FactKind, Counts] = {
    FactKind.BOUNCED: Counts(bounced=1),
    FactKind.COMPLAINED: Counts(complained=1),
}
"""The facts that speak against a sender."""


def watch_reputation(
    governor: Governor, *, website_id: str, kind: FactKind, taught: bool, now: datetime
) -> dict[str, Bad]:
    """Count the fact if it was new (`taught`), then judge the website and all websites together.

    Gives those that were stopped by it, with why. A fact told again is judged again and not counted: the first telling
    may have ended between the two.
    """
    counts = COUNTED.get(kind)
    if counts is None:
        return {}
    stopped: dict[str, Bad] = {}
    for judged in (website_id, ALL_WEBSITES):
        if taught:
            governor.count(judged, now.astimezone(UTC).date(), counts)
        bad = _judge(governor, judged, now)
        if bad and _stop(governor, judged, bad, now):
            stopped[judged] = bad
    return stopped


def _judge(governor: Governor, website_id: str, now: datetime) -> Bad | None:
    state = governor.sending_states().get(website_id)
    return judge(counts_in_window(governor, website_id, state.fresh_start if state else None, now=now))


def counts_in_window(governor: Governor, website_id: str, fresh: FreshStart | None, *, now: datetime) -> Counts:
    """The counts that a judgement rests on: of the last days, or since the fresh start."""
    today = now.astimezone(UTC).date()
    since = today - WINDOW
    if fresh and fresh.day >= since:
        days = governor.counts(website_id, since=fresh.day, until=today)
        return sum(days.values(), start=Counts()) - fresh.counted
    return sum(governor.counts(website_id, since=since, until=today).values(), start=Counts())


def _stop(governor: Governor, website_id: str, bad: Bad, now: datetime) -> bool:
    """Whether this very call paused it."""
    pause = Pause(PauseOrigin.AUTOMATIC, OURSELVES, bad.value, now)
    already = False

    def change(state: SendingState) -> SendingState:
        nonlocal already
        already = state.pause is not None
        return paused(state, pause)

    governor.change_sending(website_id, change)
    return not already
