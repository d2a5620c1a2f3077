"""The engine: virtual time, a heap of what happens next, and tasks that take time and meet trouble at every call."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random

from chalicelib.domain.errors import BusyError, SendUnknownError
from tests.simulation.interrupted import AnswerLostError
from tests.simulation.ledger import VirtualTime
from tests.simulation.tasks import DiedError, Point, Task

Action = Callable[[], None]
Ended = Callable[[Task], None]


@dataclass(frozen=True)
class Trouble:
    """How likely each thing is, at each call."""

    dies: float = 0.004
    sleeps: float = 0.002
    answer_lost: float = 0.004
    busy: float = 0.002
    ses_silent: float = 0.01


SECONDS = {"ses.send": 0.1, "store.add": 0.02, "send_queue.put": 0.05}
"""What a call takes, there and back; every other one 10 ms. One call in fifty takes up to three seconds."""

_REPEATED_BY_THE_SDK = (
    "store.change",
    "contacts.admit",
    "contacts.add_opt_out",
    "contacts.add_soft_bounce",
    "references.withdraw",
)
_MAY_BE_BUSY = (
    "store.add",
    "store.change",
    "contacts.admit",
    "contacts.add_opt_out",
    "send_queue.put",
    "references.withdraw",
)


class Engine:
    """Everything that happens, in the order of its instants; at one instant, in the order in which it was asked for.

    Attributes:
        struck: how often which trouble was met.
    """

    def __init__(self, time: VirtualTime, random: Random, trouble: Trouble) -> None:
        self.time = time
        self.random = random
        self.struck: Counter[str] = Counter()
        self._trouble = trouble
        self._heap: list[tuple[datetime, int, Action]] = []
        self._order = count()

    def at(self, when: datetime, action: Action) -> None:
        """Do it then, or now if that is past."""
        heappush(self._heap, (max(when, self.time.now), next(self._order), action))

    def after(self, seconds: float, action: Action) -> None:
        """Do it in so many seconds."""
        self.at(self.time.now + timedelta(seconds=seconds), action)

    def start(self, task: Task, ended: Ended) -> None:
        """Let a task run; `ended` hears of its end, however it ended."""
        task.go()
        self._carry_on(task, ended)

    def run(self, *, until: datetime, failed: Callable[[], object]) -> bool:
        """Until nothing is left to happen; False when something is left at `until`, or as soon as it has failed."""
        while self._heap:
            when, _, action = heappop(self._heap)
            if when > until or failed():
                return False
            self.time.now = when
            action()
        return True

    def _carry_on(self, task: Task, ended: Ended) -> None:
        """From its point on: trouble, or after a while the next point."""
        if task.over or task.point is None:
            ended(task)
            return
        error = self._error(task.point)
        if error is not None:
            self.struck[f"{type(error).__name__} {task.point.call} {'after' if task.point.done else 'before'}"] += 1
            task.fail(error)
            self._carry_on(task, ended)
            return
        self.after(self._seconds(task), lambda: self._next(task, ended))

    def _next(self, task: Task, ended: Ended) -> None:
        task.go()
        self._carry_on(task, ended)

    def _error(self, point: Point) -> BaseException | None:
        luck, trouble = self.random.random(), self._trouble
        if luck < trouble.dies:
            return DiedError()
        if luck > 1 - trouble.ses_silent and point.call == "ses.send":
            return SendUnknownError("silence")
        if luck > 1 - trouble.answer_lost and point.done and point.call in _REPEATED_BY_THE_SDK:
            return AnswerLostError("no answer")
        if luck > 1 - trouble.busy and not point.done and point.call in _MAY_BE_BUSY:
            return BusyError("slow down")
        return None

    def _seconds(self, task: Task) -> float:
        """A sleeping machine is one that was paused: longer than any visibility."""
        assert task.point is not None
        luck = self.random.random()
        if luck < self._trouble.sleeps and task.name == "send":
            self.struck[f"slept {task.point.call} {'after' if task.point.done else 'before'}"] += 1
            return self.random.choice((30.0, 400.0, 1_200.0, 90_000.0))
        usual = SECONDS.get(task.point.call, 0.01) / 2
        return usual + self.random.random() * 3 if luck > 0.98 else usual
