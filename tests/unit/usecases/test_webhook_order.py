"""Whatever fails, comes twice or runs at once: a request's events arrive at least once, in order, or are given up."""

from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.domain.webhook_delivery import Answer, DeliveryOutcome
from chalicelib.domain.webhook_lane import Lane, LaneId, appended
from chalicelib.usecases.deliver_lane import deliver_lane
from tests.unit.usecases.webhook_scene import BROKEN, TAKEN, Scene
from tests.webhook_builders import a_lane_id, an_event, sequence

REQUESTS, EVENTS = 3, 4
LANES = [a_lane_id(number) for number in range(REQUESTS)]


class DeathError(Exception):
    """The worker ends here, before or after the endpoint got the event."""


def append(scene: Scene, lane_id: LaneId, number: int) -> None:
    now = scene.clock.now()
    event = an_event(int(lane_id.review_request_id) * 100 + number, created_at=now)

    def put(lane: Lane) -> Lane:
        return appended(lane, event, sequence(number), now=now)

    scene.lanes.change(lane_id, put, now=now)
    scene.queue.put([lane_id])


def first_arrivals(arrived: list[str]) -> dict[int, list[int]]:
    """Per request, the numbers of its events in the order of their first arrival."""
    found: dict[int, list[int]] = defaultdict(list)
    for request, number in map(number_of, arrived):
        if number not in found[request]:
            found[request].append(number)
    return found


def stormy(scene: Scene, luck: Random, trouble: float, arrived: list[str]) -> Callable[[str, bytes], Answer]:
    """An endpoint that refuses, and workers that die before or after it took something."""

    def answer(_url: str, _body: bytes) -> Answer:
        if luck.random() < trouble / 3:
            raise DeathError
        if luck.random() < trouble:
            return BROKEN
        arrived.append(scene.caller.calls[-1][1]["webhook-id"])
        if luck.random() < trouble / 3:
            raise DeathError
        return TAKEN

    return answer


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), trouble=st.floats(0, 0.9))
def test_any_order_of_failures_deaths_and_repetitions_keeps_each_requests_order(seed: int, trouble: float) -> None:
    luck, scene, arrived = Random(seed), Scene(), list[str]()
    scene.with_webhook()
    scene.caller.answer = stormy(scene, luck, trouble, arrived)
    pending = [(lane_id, number) for number in range(1, EVENTS + 1) for lane_id in LANES]
    for _ in range(200):
        if pending and luck.random() < 0.5:
            lane_id, number = pending.pop(0)
            append(scene, lane_id, number)
            append(scene, lane_id, luck.randint(1, number))  # the stream tells an older change again
        scene.queue.put([luck.choice(LANES)])  # a message nobody asked for
        with suppress(DeathError):
            scene.tick()
        scene.clock.forward(seconds=luck.choice([1, 20, 120, 1200]))
    assert not pending
    for request in range(REQUESTS):
        numbers = first_arrivals(arrived)[request]
        assert numbers == sorted(numbers)
        waiting = [event.event_id for event in scene.lanes.kept[a_lane_id(request)].events]
        accounted = {number_of(one)[1] for one in waiting + given_up(scene) if number_of(one)[0] == request}
        assert set(range(1, EVENTS + 1)) == accounted | set(numbers)


def number_of(event_id: str) -> tuple[int, int]:
    """Request and number of an event."""
    return divmod(int(event_id.removeprefix("evt_")), 100)


def given_up(scene: Scene) -> list[str]:
    return [one.event_id for one in scene.log.kept.values() if one.outcome is DeliveryOutcome.GIVEN_UP]


def test_workers_at_once_send_each_event_once_and_in_order() -> None:
    scene, arrived = Scene(), list[str]()
    scene.with_webhook()
    for number in range(1, EVENTS + 1):
        for lane_id in LANES:
            append(scene, lane_id, number)

    def answer(_url: str, body: bytes) -> Answer:
        arrived.append(f"evt_{int(body[5:-1])}")
        return TAKEN

    scene.caller.answer = answer
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda one: deliver_lane(scene.delivering, one, has_time=lambda: True), LANES * 10))
    assert len(arrived) == REQUESTS * EVENTS
    assert all(numbers == list(range(1, EVENTS + 1)) for numbers in first_arrivals(arrived).values())
