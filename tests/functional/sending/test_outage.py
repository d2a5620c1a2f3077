"""Six hours without a tick: what fell due meanwhile leaves within the rate, once, and never outside the send window.

Everything is real but time and the queue: table, triggers, sweeper, sender and mailer, and the SES twin, which goes by
the same clock, tells its rate and refuses what exceeds it.
"""

import heapq
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from chalicelib.domain import explanation
from chalicelib.domain.send_window import SendWindow
from chalicelib.triggers.sending import on_send_queue, on_tick
from chalicelib.usecases.ports import DueRow
from tests.bench.installation import Installation, install, invoke
from tests.bench.twin_server import twin_config, twin_in_a_thread
from tests.bench.typical import a_typical_proof
from tests.builders import a_collection
from tests.fakes import FakeClock

RATE = 2.5
REQUESTS = 200
OUTAGE = timedelta(hours=6)
TICK = timedelta(seconds=30)
WINDOW = SendWindow(opens=9 * 60, closes=15 * 60 + 1)
STARTS = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""A Monday, 9 o'clock in Paris: the outage ends at 15:00, one minute before the window closes on the backlog."""

NEXT_OPENING = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


class DelayingQueue:
    """Fits the port `SendQueue`: SQS's whole seconds of delay, and every seventh message delivered twice."""

    def __init__(self, clock: FakeClock) -> None:
        self._clock, self._numbers = clock, count(1)
        self._waiting: list[tuple[datetime, int, DueRow]] = []

    def put(self, rows: Sequence[DueRow], *, after_seconds: float = 0.0, per_second: float = math.inf) -> None:
        for place, row in enumerate(rows):
            visible_at = self._clock.now() + timedelta(seconds=int(after_seconds + place / per_second))
            number = next(self._numbers)
            heapq.heappush(self._waiting, (visible_at, number, row))
            if number % 7 == 0:
                heapq.heappush(self._waiting, (visible_at + timedelta(seconds=45), next(self._numbers), row))

    def next_at(self) -> datetime | None:
        return self._waiting[0][0] if self._waiting else None

    def visible(self) -> Iterator[list[DueRow]]:
        """Batches of at most ten of what may be received now."""
        while self._waiting and self._waiting[0][0] <= self._clock.now():
            batch: list[DueRow] = []
            while self._waiting and self._waiting[0][0] <= self._clock.now() and len(batch) < 10:
                batch.append(heapq.heappop(self._waiting)[2])
            yield batch


class Days:
    """Suivi on a clock that jumps from event to event."""

    def __init__(self, suivi: Installation, clock: FakeClock, queue: DelayingQueue) -> None:
        self._suivi, self._clock, self._queue = suivi, clock, queue

    def receive_over(self, duration: timedelta, requests: int) -> list[DueRow]:
        """Proofs come in evenly, each due at once if the window is open; nothing ticks."""
        due = []
        for number in range(requests):
            due += self._suivi.receive([a_typical_proof(number)])
            self._clock.forward(seconds=duration.total_seconds() / requests)
        return due

    def tick_for(self, duration: timedelta) -> None:
        """Ticks every 30 seconds, and senders that take what the queue holds as soon as it is visible."""
        until, next_tick = self._clock.now() + duration, self._clock.now()
        while self._clock.now() < until:
            if self._clock.now() >= next_tick:
                on_tick()
                next_tick += TICK
            for batch in self._queue.visible():
                assert invoke(on_send_queue, batch) == []
            self.forward_to(min(next_tick, self._queue.next_at() or next_tick))

    def forward_to(self, instant: datetime) -> None:
        self._clock.forward(seconds=(instant - self._clock.now()).total_seconds())


@pytest.fixture
def clock() -> FakeClock:
    """Stands still until moved."""
    return FakeClock(STARTS)


@pytest.fixture
def twin(tmp_path: Path, clock: FakeClock, aws_endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """SES with a rate, on the same clock."""
    with twin_in_a_thread(twin_config(tmp_path / "ses.sqlite3", rate=RATE, now=clock.now)) as url:
        monkeypatch.setenv("AWS_ENDPOINT_URL_SESV2", url)
        yield url


def accepted(twin: str) -> list[dict[str, Any]]:
    """What SES took, oldest first."""
    messages: list[dict[str, Any]] = httpx.get(f"{twin}/api/messages", trust_env=False).json()["messages"]
    return messages[::-1]


def test_after_six_hours_everything_leaves_once_within_rate_and_window(
    table_name: str, twin: str, clock: FakeClock
) -> None:
    queue = DelayingQueue(clock)
    suivi = install(table_name, a_collection(reminders=(), send_window=WINDOW), clock=clock, send_queue=queue)
    days = Days(suivi, clock, queue)

    due = days.receive_over(OUTAGE, REQUESTS)
    assert accepted(twin) == []
    days.tick_for(timedelta(minutes=2))  # the window closes after one of them
    today = len(accepted(twin))
    days.forward_to(NEXT_OPENING - timedelta(minutes=1))
    days.tick_for(timedelta(minutes=4))

    mails = accepted(twin)
    instants = [datetime.fromisoformat(mail["received_at"]) for mail in mails]
    assert Counter(mail["tags"]["rid"] for mail in mails) == dict.fromkeys((row.review_request_id for row in due), 1)
    assert max(Counter(instants).values()) <= RATE
    assert all(WINDOW.opens <= _minute_in_paris(at) < WINDOW.closes for at in instants)
    assert 0.8 * RATE * 60 * 0.9 <= today <= 0.8 * RATE * 60  # the rate was used while the window was open
    assert min(at for at in instants if at.day == NEXT_OPENING.day) == NEXT_OPENING
    assert max(instants) <= NEXT_OPENING + timedelta(seconds=(REQUESTS - today) / (0.8 * RATE) + 60)
    postponed = [row for row in due if explanation.WINDOW in _codes(suivi, row)]
    assert len(postponed) == REQUESTS - today
    assert suivi.due_now() == []


def _minute_in_paris(at: datetime) -> int:
    local = at.astimezone(ZoneInfo("Europe/Paris"))
    return local.hour * 60 + local.minute


def _codes(suivi: Installation, due: DueRow) -> list[str]:
    return [because.code for because in suivi.row(due.review_request_id).explanation]
