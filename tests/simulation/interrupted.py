"""Ports whose every call is a point at which a task stops: before it is made, and when it is done but not answered."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from chalicelib.domain.review_request import ReviewRequest
from chalicelib.usecases.ports import Transition
from tests.fakes import FakeReviewRequests
from tests.simulation.tasks import Point, reach

Port = TypeVar("Port")


class AnswerLostError(Exception):
    """The answer of a call that was carried out never came: the SDK makes the call again."""


class _Interrupted:
    def __init__(self, name: str, real: object) -> None:
        self._name = name
        self._real = real

    def __getattr__(self, method: str) -> Callable[..., Any]:
        real, call = getattr(self._real, method), f"{self._name}.{method}"

        def interrupted(*args: Any, **named: Any) -> Any:
            while True:
                reach(Point(call, done=False))
                result = real(*args, **named)
                try:
                    reach(Point(call, done=True))
                except AnswerLostError:
                    continue
                return result

        self.__dict__[method] = interrupted
        return interrupted


class _InterruptedStore(_Interrupted):
    """Its points also tell the row before and after a change."""

    _real: FakeReviewRequests

    def change(
        self, website_id: str, review_request_id: str, transition: Transition, *, known: ReviewRequest | None = None
    ) -> ReviewRequest | None:
        key = (website_id, review_request_id)
        while True:
            reach(Point("store.change", False, self._real.rows.get(key)))
            before = self._real.rows.get(key)
            after = self._real.change(website_id, review_request_id, transition, known=known)
            try:
                reach(Point("store.change", True, before, after))
            except AnswerLostError:
                known = None
                continue
            return after


def interrupted(name: str, real: Port) -> Port:
    """The same port; its points are called `<name>.<method>`."""
    return cast("Port", _Interrupted(name, real))


def interrupted_store(real: FakeReviewRequests) -> FakeReviewRequests:
    """The store; its points are called `store.<method>`."""
    return cast("FakeReviewRequests", _InterruptedStore("store", real))
