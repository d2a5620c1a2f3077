"""Release what is due: the sweeper, which is also the rate limiter.

The backlog waits in the due index, where it can still be cancelled; only what SES can take within a minute is released
to the send queue, spread over the seconds of that minute (reliability.md section 3). The sweeper changes no row: the
sender claims, and settles claims that never ended.

A tick that finds nothing due makes 37 calls: the bucket, SES's quota, the states of all websites, the directory of
days, one query for each of the 32 shards (of today, and of each past day that still holds something), the bucket again.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from chalicelib.domain.fair_share import fair_shares
from chalicelib.domain.sending import ALL_WEBSITES, SendingState
from chalicelib.domain.token_bucket import GRANT_SECONDS, SHARE_OF_RATE, Bucket, Grant
from chalicelib.domain.warm_up import daily_allowance
from chalicelib.usecases.due_window import Window, Wish, look_at_due, wanted
from chalicelib.usecases.governor_ports import DueRows, Governor, SendQueue, SendQuotas, TickNote
from chalicelib.usecases.ports import DueRow


@dataclass(frozen=True)
class Sweeper:
    """The ports of a tick."""

    store: DueRows
    queue: SendQueue
    quotas: SendQuotas
    governor: Governor


@dataclass(frozen=True)
class Sweep:
    """What one tick did and saw.

    Attributes:
        granted: e-mails the rate and SES's day allowed.
        released: e-mails put into the send queue.
        waiting: due e-mails seen that were not released.
        late: those due for more than five minutes at the tick, released now or not, and not paused.
        more: there may be others behind those seen.
    """

    granted: int = 0
    released: int = 0
    waiting: int = 0
    late: int = 0
    more: bool = False


def release_due_requests(sweeper: Sweeper, *, now: datetime) -> Sweep:
    """Release due e-mails at 0.8 times the rate of SES, fairly between websites, first e-mails before reminders.

    Any number of ticks at once release the rate once: each takes its grant by compare-and-swap, and one that comes
    while earlier e-mails still leave does nothing. A row released twice (its sender was slow) is harmless: the claim
    gives each e-mail to one sender only. Raises what the ports raise; whatever was not released is still due.
    """
    bucket = sweeper.governor.bucket()
    grant = _granted(sweeper, bucket, now)
    if grant is None:
        return Sweep()
    states = sweeper.governor.sending_states()
    allowances = _allowances(sweeper.governor, states, now)
    all_paused = ALL_WEBSITES in states and states[ALL_WEBSITES].pause is not None
    emails = 0 if all_paused else grant.emails
    days = sweeper.store.due_days(until=now.astimezone(UTC).date())
    wish = Wish(emails, allowances, bucket.hand, bucket.version, all_paused)
    window = look_at_due(sweeper.store, days, wish, now=now)
    chosen = _choose(window, allowances, emails)
    hand = window.next_hand(chosen)
    if not sweeper.governor.save_bucket(bucket.after_tick(grant, len(chosen), hand=hand, now=now)):
        return Sweep(granted=grant.emails)  # another tick at this very moment took the grant
    sweeper.queue.put(chosen, after_seconds=grant.starts_in, per_second=grant.per_second)
    sweeper.governor.note_tick(_notes(window, chosen, now))
    _close(sweeper.store, window.empty_days, now)
    return Sweep(grant.emails, len(chosen), len(window.rows) - len(chosen), window.late, window.more)


def _granted(sweeper: Sweeper, bucket: Bucket, now: datetime) -> Grant | None:
    """What rate and day allow; None while the rate is spoken for (SES is not asked then)."""
    if bucket.grant(0.0, now) is None:
        return None
    quota = sweeper.quotas.quota()
    grant = bucket.grant(quota.per_second * SHARE_OF_RATE, now)
    if grant is None or grant.emails <= quota.left_today:
        return grant
    return Grant(int(quota.left_today), grant.starts_in, grant.per_second)


def _allowances(governor: Governor, states: Mapping[str, SendingState], now: datetime) -> dict[str, int]:
    """The most each website may release now, where that is limited."""
    today = now.astimezone(UTC).date()
    warming = {
        website_id: allowance
        for website_id, state in states.items()
        if state.warm_up_started_on and (allowance := daily_allowance(state.warm_up_started_on, today)) is not None
    }
    sent = governor.sent_on(today, warming) if warming else {}
    left = {website_id: max(0, allowance - sent.get(website_id, 0)) for website_id, allowance in warming.items()}
    return left | {website_id: 0 for website_id, state in states.items() if state.pause}


def _choose(window: Window, allowances: Mapping[str, int], emails: int) -> list[DueRow]:
    """The rows to release, in the order in which they leave: first e-mails, then reminders, websites taking turns."""
    shares = fair_shares(wanted(window.rows, allowances), emails)
    firsts = _in_turns((row for row in window.rows if row.step == 0), {name: it.firsts for name, it in shares.items()})
    later = _in_turns((row for row in window.rows if row.step > 0), {name: it.reminders for name, it in shares.items()})
    return firsts + later


def _in_turns(rows: Iterable[DueRow], shares: Mapping[str, int]) -> list[DueRow]:
    queues: dict[str, deque[DueRow]] = defaultdict(deque)
    for row in rows:
        if len(queues[row.website_id]) < shares[row.website_id]:
            queues[row.website_id].append(row)
    chosen: list[DueRow] = []
    turns = deque(queue for queue in queues.values() if queue)
    while turns:
        queue = turns.popleft()
        chosen.append(queue.popleft())
        if queue:
            turns.append(queue)
    return chosen


def _notes(window: Window, chosen: Iterable[DueRow], now: datetime) -> list[TickNote]:
    """What was seen of each website, and of all of them together."""
    seen = Counter(row.website_id for row in window.rows)
    released = Counter(row.website_id for row in chosen)
    if seen:
        seen[ALL_WEBSITES], released[ALL_WEBSITES] = seen.total(), released.total()
    return [
        TickNote(
            website_id=website_id,
            at=now,
            released=released[website_id],
            waiting=count - released[website_id],
            more=window.more,
            per_second=released[website_id] / GRANT_SECONDS,
        )
        for website_id, count in seen.items()
    ]


def _close(store: DueRows, empty_days: Iterable[date], now: datetime) -> None:
    """Forget days that are over: nobody gives a due date in the past, so ten minutes after its end, clocks apart
    included, a day only empties.
    """
    for day in empty_days:
        if now >= datetime.combine(day, time.max, UTC) + timedelta(minutes=10):
            store.close_due_day(day)
