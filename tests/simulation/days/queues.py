"""The queue twin: at least once, late, out of order; what was not deleted comes back when its visibility ends."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Generic, TypeVar

from tests.simulation.days.engine import Engine

Body = TypeVar("Body")
MOST_RECEIVES = 5
DUPLICATED = 0.05
REORDERED = 0.02


@dataclass
class Message(Generic[Body]):
    """One message; `deleted` once it was handled."""

    body: Body
    receives: int = 0
    deleted: bool = False


class Queue(Generic[Body]):
    """A standard queue and the functions behind it, `workers` at a time, each with up to `batch` messages.

    `work` is given a worker's number, the messages, and what to call when the invocation is over.
    """

    def __init__(
        self,
        engine: Engine,
        work: Callable[[int, Sequence[Message[Body]], Callable[[], None]], None],
        *,
        workers: int,
        batch: int = 1,
        visibility: float = 360.0,
    ) -> None:
        self._engine = engine
        self._work = work
        self._idle = list(range(workers))
        self._batch = batch
        self._visibility = visibility
        self._ready: deque[Message[Body]] = deque()
        self.dead: list[Body] = []

    def put(self, body: Body, *, delay: float = 0.0) -> None:
        """One message in twenty is delivered twice; some overtake others."""
        random = self._engine.random
        message = Message(body)
        late = random.random() * 900 if random.random() < REORDERED else random.random() / 2
        self._engine.after(delay + late, lambda: self._arrive(message))
        if random.random() < DUPLICATED:
            self._engine.after(delay + late + random.random() * 600, lambda: self._arrive(Message(body)))

    def redrive(self) -> None:
        """What a person does with dead letters: deliver them again."""
        dead, self.dead = self.dead, []
        for body in dead:
            self.put(body)

    def _arrive(self, message: Message[Body]) -> None:
        if message.deleted:
            return
        if message.receives >= MOST_RECEIVES:
            self.dead.append(message.body)
            return
        self._ready.append(message)
        self._deliver()

    def _deliver(self) -> None:
        while self._ready and self._idle:
            worker = self._idle.pop(self._engine.random.randrange(len(self._idle)))
            messages = [self._ready.popleft() for _ in range(min(self._batch, len(self._ready)))]
            for message in messages:
                self._receive(message)
            self._work(worker, messages, self._over_once(worker))

    def _receive(self, message: Message[Body]) -> None:
        message.receives += 1
        self._engine.after(self._visibility, lambda: self._arrive(message))

    def _over_once(self, worker: int) -> Callable[[], None]:
        """What ends an invocation, or the function's timeout does: whoever sleeps longer keeps nobody's place."""
        running = [True]

        def over() -> None:
            if running:
                running.pop()
                self._idle.append(worker)
                self._deliver()

        self._engine.after(self._visibility, over)
        return over


def skews_of(engine: Engine, workers: int, most: timedelta) -> list[timedelta]:
    """How wrong each worker's clock is: a third are right."""
    random = engine.random
    return [most * random.choice((0.0, random.uniform(-1, 1), random.choice((-1, 1)))) for _ in range(workers)]
