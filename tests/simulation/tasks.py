"""Work that can be stopped at every call to the outside and goes on later: ordinary functions run as coroutines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from greenlet import getcurrent, greenlet

from chalicelib.domain.review_request import ReviewRequest


class DiedError(BaseException):
    """The function's sandbox is gone: no `except Exception` sees it, nothing that follows runs."""


@dataclass(frozen=True)
class Point:
    """A call of a port, about to be made (`done` False), or carried out with its answer on the way (True).

    `before` and `after` are the row around a change of the store, as far as there is one.
    """

    call: str
    done: bool
    before: ReviewRequest | None = None
    after: ReviewRequest | None = None


class Task:
    """One invocation of a function. `point` is where it stands; None before it began and after it ended.

    Attributes:
        result: what it gave, once over.
        error: what it raised; DiedError when its sandbox died.
        told: whatever who started it wants to remember of it.
    """

    def __init__(self, name: str, work: Callable[[], Any], **told: Any) -> None:
        self.name = name
        self.point: Point | None = None
        self.over = False
        self.result: Any = None
        self.error: BaseException | None = None
        self.told = told
        self._work = work
        self._running = _Running(self)

    def go(self) -> Point | None:
        """On to the next call; None when it ended."""
        return self._after(self._running.switch())

    def fail(self, error: BaseException) -> Point | None:
        """The call it stands at raises `error`; on to the next one."""
        return self._after(self._running.throw(error))

    def die(self) -> None:
        """End it where it stands."""
        if self.point is None:
            self.over = True
        elif not self.over:
            self.fail(DiedError())

    def finish(self) -> None:
        """Run to the end without any trouble."""
        while not self.over:
            self.go()

    def run(self) -> None:
        """The work, inside the coroutine."""
        try:
            self.result = self._work()
        except (Exception, DiedError) as error:  # noqa: BLE001 - kept for whoever drives the task
            self.error = error

    def _after(self, switched: Any) -> Point | None:
        self.over = bool(self._running.dead)
        self.point = None if self.over else switched
        return self.point


class _Running(greenlet):
    def __init__(self, task: Task) -> None:
        super().__init__()
        self.task = task

    def run(self) -> None:
        self.task.run()


def reach(point: Point) -> None:
    """Stand at a point until told to go on; outside of a task nothing happens. Raises what the call is to raise."""
    current = getcurrent()
    if isinstance(current, _Running) and current.parent is not None:
        current.parent.switch(point)


def current_task() -> Task | None:
    """The task whose work is running."""
    current = getcurrent()
    return current.task if isinstance(current, _Running) else None
