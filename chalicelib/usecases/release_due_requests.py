"""Release what is due: the sweeper, which is also the rate limiter, and the watchdog of claims that never ended.

The backlog waits in the due index, where it can still be cancelled; only what SES can take until the next tick is
released to the send queue (reliability.md section 3).
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from chalicelib.domain.review_request import DueKind
from chalicelib.domain.send_protocol import settle_overdue_claim
from chalicelib.usecases.ports import DUE_SHARDS, DueRow, Mailer, ReviewRequests, SendQueue, Websites

SHARE_OF_RATE = 0.8
SECONDS_BETWEEN_TICKS = 30
WATCHDOG_BATCH = 100


@dataclass(frozen=True)
class Sweep:
    """What one tick did: e-mails released, claims settled, and whether the rate held some back."""

    released: int
    settled: int
    more_waiting: bool


def release_due_requests(
    store: ReviewRequests, websites: Websites, queue: SendQueue, mailer: Mailer, *, now: datetime
) -> Sweep:
    """Release due e-mails oldest day first, as many as SES takes until the next tick; settle stale claims.

    Two ticks at once are harmless: the claim gives each e-mail to one sender only.
    """
    budget = max(1, int(mailer.releasable_per_second() * SHARE_OF_RATE * SECONDS_BETWEEN_TICKS))
    released = settled = 0
    for day in store.due_days(until=now.astimezone(UTC).date()):
        rows = _due_rows(store, DueKind.SEND, day, now, budget - released)
        queue.put(rows)
        released += len(rows)
        settled += _settle(store, websites, day, now)
        if not rows and released < budget and _is_over(day, now):
            _close_if_empty(store, day, now)
    return Sweep(released, settled, more_waiting=released >= budget)


def _due_rows(store: ReviewRequests, kind: DueKind, day: date, now: datetime, limit: int) -> list[DueRow]:
    """At most `limit` due rows of a day. Each tick starts at another shard, so that none waits behind the others."""
    first = int(now.timestamp()) // SECONDS_BETWEEN_TICKS
    rows: list[DueRow] = []
    for offset in range(DUE_SHARDS):
        if len(rows) < limit:
            shard = (first + offset) % DUE_SHARDS
            rows += store.due(kind, shard, day, until=now, limit=limit - len(rows))
    return rows


def _settle(store: ReviewRequests, websites: Websites, day: date, now: datetime) -> int:
    rows = _due_rows(store, DueKind.WATCHDOG, day, now, WATCHDOG_BATCH * DUE_SHARDS)
    for row in rows:
        collection = websites.collection(row.website_id)
        store.change(
            row.website_id,
            row.review_request_id,
            partial(settle_overdue_claim, now=now, collection=collection),
        )
    return len(rows)


def _is_over(day: date, now: datetime) -> bool:
    """Nobody gives a due date in the past, so ten minutes after its end, clocks apart included, a day only empties."""
    return now >= datetime.combine(day, time.max, UTC) + timedelta(minutes=10)


def _close_if_empty(store: ReviewRequests, day: date, now: datetime) -> None:
    """A day is closed only when both kinds are empty in every shard."""
    left = (store.due(kind, shard, day, until=now, limit=1) for kind in DueKind for shard in range(DUE_SHARDS))
    if not any(left):
        store.close_due_day(day)
