"""E-mails a second: the whole sender against a bare `send_email` loop, in as many processes, on the same SES twin."""

import multiprocessing
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing.synchronize import Barrier
from statistics import median
from types import TracebackType
from typing import Any, Self

import boto3
import httpx

from chalicelib.adapters.ses_mailer import ONE_ATTEMPT
from chalicelib.triggers.sending import on_send_queue
from chalicelib.usecases.ports import DueRow
from tests.bench.installation import Installation, invoke, silence, wire
from tests.bench.typical import a_typical_proof

BATCH = 10
Work = Sequence[Any]
Send = Callable[[Work], None]
Barriers = dict[int, Barrier]


@dataclass(frozen=True)
class Setting:
    """How long SES takes to answer beyond the twin's own time, how many senders work at once, e-mails of each."""

    ses_seconds: float
    senders: int
    mails_each: int


@dataclass(frozen=True)
class Compared:
    """What left a second: the medians of all rounds."""

    setting: Setting
    bare: float
    suivi: float

    @property
    def ratio(self) -> float:
        """The share of the bare loop's pace that is left."""
        return self.suivi / self.bare


class Bench:
    """Compares on one table, every e-mail of a request of its own; the sending processes live as long as the `with`."""

    def __init__(self, suivi: Installation, twin_url: str, *, senders: Sequence[int], rounds: int) -> None:
        context = multiprocessing.get_context("spawn")
        barriers = {count: context.Barrier(count) for count in senders}
        self._pool = ProcessPoolExecutor(max(senders), context, _begin_process, (barriers,))
        self._suivi, self._twin_url, self._rounds = suivi, twin_url, rounds
        self._taken = 0
        self._request = _one_request(suivi, self._receive(1))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown()

    def compare(self, setting: Setting) -> Compared:
        """Bare and whole in turns, so that a busy machine slows both."""
        self._slow_down(setting.ses_seconds)
        bare, suivi = [], []
        for _ in range(self._rounds):
            bare.append(self._pace(_Bare(), [[self._request] * setting.mails_each] * setting.senders))
            rows = self._receive(setting.mails_each * setting.senders)
            suivi.append(self._pace(_Suivi(self._table), [rows[n :: setting.senders] for n in range(setting.senders)]))
        self._slow_down(0)
        return Compared(setting, median(bare), median(suivi))

    @property
    def _table(self) -> str:
        return self._suivi.wiring.settings.table_name

    def _receive(self, count: int) -> list[DueRow]:
        numbers = range(self._taken, self._taken + count)
        self._taken += count
        return self._suivi.receive([a_typical_proof(number) for number in numbers])

    def _slow_down(self, seconds: float) -> None:
        faults = f"{self._twin_url}/_twin/faults"
        httpx.delete(faults, trust_env=False)
        if seconds:
            order = {"mode": "slow", "count": 1_000_000, "seconds": seconds}
            httpx.post(faults, json=order, trust_env=False).raise_for_status()

    def _pace(self, begin: Callable[[Work], Send], shares: Sequence[Work]) -> float:
        """E-mails a second of all processes together: each waits until the others are ready."""
        times = list(self._pool.map(_work, [begin] * len(shares), shares, [len(shares)] * len(shares)))
        seconds = max(ended for _, ended in times) - min(started for started, _ in times)
        return sum(map(len, shares)) / seconds


def _one_request(suivi: Installation, rows: Sequence[DueRow]) -> dict[str, Any]:
    """What the sender itself asks of SES for one e-mail, word for word."""
    seen: list[dict[str, Any]] = []

    def note(*, params: dict[str, Any], **_: Any) -> None:
        seen.append(params)

    mailer: Any = suivi.wiring.mailer
    mailer._ses.meta.events.register("provide-client-params.sesv2.SendEmail", note)
    invoke(on_send_queue, rows)
    return seen[0]


class _Bare:
    """Nothing but the SDK's call."""

    def __call__(self, work: Work) -> Send:
        ses = boto3.client("sesv2", config=ONE_ATTEMPT)
        ses.send_email(**work[0])

        def send(requests: Work) -> None:
            for request in requests:
                ses.send_email(**request)

        return send


@dataclass(frozen=True)
class _Suivi:
    """The trigger as Lambda calls it, in batches of ten, in a sandbox that worked before."""

    table_name: str

    def __call__(self, work: Work) -> Send:
        suivi = wire(self.table_name)
        suivi.wiring.sender.rules(suivi.rules.collection.website_id)
        invoke(on_send_queue, [replace(row, step=9) for row in work[:1]])

        def send(rows: Work) -> None:
            for first in range(0, len(rows), BATCH):
                assert invoke(on_send_queue, rows[first : first + BATCH]) == []

        return send


_barriers: Barriers = {}


def _begin_process(barriers: Barriers) -> None:
    """Once in each."""
    _barriers.update(barriers)
    silence()


def _work(begin: Callable[[Work], Send], work: Work, senders: int) -> tuple[float, float]:
    """In one of the processes: get ready, wait for the others, send; when it began and ended."""
    send = begin(work)
    _barriers[senders].wait()
    started = time.monotonic()
    send(work)
    return started, time.monotonic()
