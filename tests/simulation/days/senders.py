"""The send queue and the senders behind it: batches, several at a time, clocks that may be wrong."""

import math
from collections import Counter
from collections.abc import Callable, Sequence

from chalicelib.usecases.ports import DueRow
from chalicelib.usecases.send_review_request import send_review_request
from tests.simulation import jobs
from tests.simulation.cloud import Cloud, WorkerClock
from tests.simulation.days.engine import Engine
from tests.simulation.days.queues import Message, Queue, skews_of
from tests.simulation.days.scenario import MOST_SKEW
from tests.simulation.tasks import Point, Task, reach

WORKERS, BATCH = 6, 5


class SendQueueTwin:
    """Fits the port `SendQueue`: its points are called `send_queue.put`; a sweeper may die with half of it put."""

    def __init__(self, queue: Queue[DueRow]) -> None:
        self._queue = queue

    def put(self, rows: Sequence[DueRow], *, after_seconds: float = 0.0, per_second: float = math.inf) -> None:
        """Ten at a time, as SQS takes them; each with its delay in whole seconds."""
        for start in range(0, len(rows), 10):
            reach(Point("send_queue.put", done=False))
            for place, row in enumerate(rows[start : start + 10], start):
                self._queue.put(row, delay=int(after_seconds + place / per_second))
            reach(Point("send_queue.put", done=True))


class Senders:
    """`queue` is what the sweeper fills; `results` counts how messages ended."""

    def __init__(self, cloud: Cloud, engine: Engine) -> None:
        self._cloud = cloud
        self._engine = engine
        self._skews = skews_of(engine, WORKERS, MOST_SKEW)
        self.results: Counter[str] = Counter()
        self.messages: Queue[DueRow] = Queue(engine, self._work, workers=WORKERS, batch=BATCH)
        self.queue = SendQueueTwin(self.messages)

    def _work(self, worker: int, messages: Sequence[Message[DueRow]], over: Callable[[], None]) -> None:
        clock = WorkerClock(self._cloud.time, self._skews[worker])

        def work() -> None:
            """What the trigger does: one read for the batch, then each alone; those that failed come again."""
            batch = self._cloud.interrupted_store.released([message.body for message in messages])
            handled = []
            for message, released in zip(messages, batch, strict=True):
                try:
                    result = send_review_request(self._cloud.sender(clock), released, now=clock.now())
                except Exception as error:  # noqa: BLE001 - as `each_record` does
                    self._engine.struck[f"message failed: {type(error).__name__}"] += 1
                    continue
                self.results[result.value] += 1
                handled.append(message)
            reach(Point(jobs.MESSAGE_DONE, done=False))
            for message in handled:
                message.deleted = True

        def ended(_task: Task) -> None:
            over()

        self._engine.start(jobs.task(self._cloud, "send", work), ended)
