"""How a lane is emptied: in order, again and again for a day, and what the webhook's owner sees of it."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import pairwise

import pytest

from chalicelib.domain.facts import FactKind
from chalicelib.domain.webhook_delivery import Answer
from chalicelib.domain.webhooks import HEALTHY, Health, WebhookState, removing, replacing, state_of
from chalicelib.usecases.deliver_lane import LaneResult, deliver_lane
from chalicelib.usecases.replay_delivery import replay_delivery
from chalicelib.usecases.try_webhook import try_webhook
from tests.builders import WEBSITE_ID, a_proof, a_review_request
from tests.unit.usecases.webhook_scene import BROKEN, SILENT, TAKEN, Scene, learning
from tests.webhook_builders import WEBHOOK_ID, a_lane_id

ROW = a_review_request()


def scene_with_two_events(**webhook: object) -> Scene:
    scene = Scene()
    scene.with_webhook(**webhook)
    sent = learning(ROW, FactKind.SENT, scene.clock)
    scene.announce(ROW, sent, 1)
    scene.announce(sent, learning(sent, FactKind.OPENED, scene.clock), 2)
    return scene


def told(scene: Scene) -> list[bytes]:
    """The statuses as they reached the endpoint."""
    return [b"opened" if b'"status":"opened"' in body else b"sent" for _, _, body in scene.caller.calls]


def test_what_waits_is_sent_in_order_and_gone() -> None:
    scene = scene_with_two_events()
    assert scene.deliver() == [LaneResult.EMPTY, LaneResult.NOTHING_DUE]
    assert told(scene) == [b"sent", b"opened"]
    assert scene.log_lines() == [("event", "delivered", 1)] * 2
    scene.clock.forward(hours=30)
    assert scene.tick() == []


def test_a_refused_event_holds_up_what_follows_and_no_other_request() -> None:
    scene = scene_with_two_events()
    other = a_review_request(proof=a_proof(experience_reference="ORDER-2"))
    scene.announce(None, other, 3)
    scene.caller.answer = lambda _url, body: TAKEN if b"ORDER-2" in body else BROKEN
    assert scene.deliver() == [LaneResult.FAILED, LaneResult.NOTHING_DUE, LaneResult.EMPTY]
    assert len(scene.caller.calls) == 2
    scene.answers(TAKEN)
    scene.clock.forward(seconds=13)
    scene.tick()
    assert told(scene)[2:] == [b"sent", b"opened"]


def test_every_attempt_carries_the_same_identifier_and_a_signature_of_its_own() -> None:
    scene = scene_with_two_events()
    scene.answers(BROKEN)
    scene.deliver()
    scene.clock.forward(seconds=13)
    scene.tick()
    (_, first, _), (_, second, _) = scene.caller.calls
    assert first["webhook-id"] == second["webhook-id"]
    assert first["webhook-signature"] != second["webhook-signature"]


def test_the_waits_grow_and_a_day_later_the_event_is_given_up_and_the_next_one_follows() -> None:
    scene = scene_with_two_events()
    scene.answers(BROKEN)
    scene.deliver()
    started, attempts = scene.clock.now(), []
    while scene.clock.now() - started < timedelta(hours=23, minutes=59):
        calls = len(scene.caller.calls)
        scene.clock.forward(seconds=30)
        scene.tick()
        if len(scene.caller.calls) > calls:
            attempts.append(scene.clock.now() - started)
    assert 8 <= len(attempts) <= 16
    assert attempts[0] <= timedelta(seconds=60)
    assert max(b - a for a, b in pairwise(attempts)) <= timedelta(hours=4)
    assert set(told(scene)) == {b"sent"}

    scene.answers(TAKEN)
    scene.clock.forward(minutes=2)
    scene.tick()
    outcomes = [outcome for _, outcome, _ in scene.log_lines()]
    assert outcomes[-2:] == ["given_up", "given_up"]  # both are a day old
    assert not scene.lanes.kept[a_lane_id(review_request_id=ROW.review_request_id)].events


def test_a_younger_event_is_delivered_after_the_older_one_was_given_up() -> None:
    scene = Scene()
    scene.with_webhook()
    scene.answers(BROKEN)
    sent = learning(ROW, FactKind.SENT, scene.clock)
    scene.announce(ROW, sent, 1)
    scene.deliver()
    scene.clock.forward(hours=23)
    scene.announce(sent, learning(sent, FactKind.OPENED, scene.clock), 2)
    scene.clock.forward(hours=1, minutes=1)
    scene.answers(TAKEN)
    scene.tick()
    assert told(scene)[-1] == b"opened"
    outcomes = [outcome for _, outcome, _ in scene.log_lines()]
    assert outcomes.count("given_up") == outcomes.count("delivered") == 1


def test_a_message_that_comes_twice_sends_once_and_one_that_comes_early_waits() -> None:
    scene = scene_with_two_events()
    scene.answers(SILENT)
    scene.deliver()
    lane_id = a_lane_id(review_request_id=ROW.review_request_id)
    assert deliver_lane(scene.delivering, lane_id, has_time=lambda: True) is LaneResult.NOTHING_DUE
    assert len(scene.caller.calls) == 1


def test_a_message_that_is_lost_is_made_up_for_by_the_tick() -> None:
    scene = scene_with_two_events()
    scene.queue.take()
    assert scene.tick() == []
    scene.clock.forward(seconds=61)
    assert scene.tick() == [LaneResult.EMPTY]


def test_a_worker_that_dies_loses_its_claim() -> None:
    scene = scene_with_two_events()

    class DeathError(Exception):
        pass

    def die(_url: str, _body: bytes) -> Answer:
        raise DeathError

    scene.caller.answer = die
    with pytest.raises(DeathError):
        scene.deliver()
    scene.answers(TAKEN)
    scene.clock.forward(seconds=60)
    assert scene.tick() == []
    scene.clock.forward(seconds=31)
    assert scene.tick() == [LaneResult.EMPTY]
    assert told(scene) == [b"sent", b"sent", b"opened"]


def test_without_time_for_another_call_the_lane_goes_on_elsewhere() -> None:
    scene = scene_with_two_events()
    assert scene.deliver(has_time=False)[0] is LaneResult.GOES_ON
    assert scene.caller.calls == []
    assert scene.deliver()[0] is LaneResult.EMPTY


def test_what_waits_for_a_webhook_that_is_gone_or_off_leaves() -> None:
    scene = scene_with_two_events()
    off = replace(scene.book.webhooks(WEBSITE_ID)[0], active=False)
    scene.book.change(WEBSITE_ID, partial(replacing, webhook=off))
    assert scene.deliver()[0] is LaneResult.EMPTY
    assert [outcome for _, outcome, _ in scene.log_lines()] == ["dropped", "dropped"]

    scene = scene_with_two_events()
    scene.book.change(WEBSITE_ID, partial(removing, webhook_id=WEBHOOK_ID))
    assert scene.deliver()[0] is LaneResult.EMPTY
    assert scene.log_lines() == []
    assert scene.caller.calls == []


def test_an_endpoint_that_is_down_rests_and_costs_no_calls() -> None:
    scene = scene_with_two_events()
    scene.answers(SILENT)
    scene.deliver()
    scene.clock.forward(minutes=2)
    scene.tick()
    health = scene.book.health(WEBSITE_ID, WEBHOOK_ID)
    assert health.rests(now=scene.clock.now())
    calls = len(scene.caller.calls)
    for number in range(20):
        proof = a_proof(experience_reference=f"ORDER-{number}")
        scene.announce(None, a_review_request(proof=proof), 100 + number)
    assert set(scene.deliver()) == {LaneResult.RESTING}
    assert len(scene.caller.calls) == calls

    scene.answers(TAKEN)
    scene.clock.forward(minutes=2)
    scene.tick()
    scene.clock.forward(hours=1)
    scene.tick()
    assert scene.book.health(WEBSITE_ID, WEBHOOK_ID) == HEALTHY
    assert all(not lane.events for lane in scene.lanes.kept.values())


def test_after_five_days_of_nothing_but_failures_it_is_switched_off() -> None:
    scene = Scene()
    webhook = scene.with_webhook()
    scene.answers(BROKEN)
    scene.announce(None, ROW, 1)
    scene.deliver()
    health = scene.book.health(WEBSITE_ID, WEBHOOK_ID)
    assert state_of(webhook, health) is WebhookState.FAILING
    scene.clock.forward(days=4, hours=23)
    scene.tick()
    scene.announce(None, a_review_request(proof=a_proof(experience_reference="A")), 2)
    assert LaneResult.SWITCHED_OFF not in scene.deliver()
    scene.clock.forward(hours=2)
    assert LaneResult.SWITCHED_OFF in scene.tick()
    (after,) = scene.book.webhooks(WEBSITE_ID)
    assert (after.active, after.switched_off_at) == (False, scene.clock.now())
    assert state_of(after, HEALTHY) is WebhookState.SWITCHED_OFF


def test_a_test_sends_now_and_a_success_ends_the_failing() -> None:
    scene = Scene()
    scene.with_webhook()
    scene.book.save_health(WEBSITE_ID, WEBHOOK_ID, Health(scene.clock.now(), scene.clock.now() + timedelta(hours=1)))
    scene.answers(BROKEN)
    assert try_webhook(scene.delivering, WEBSITE_ID, WEBHOOK_ID).answer == BROKEN
    assert scene.book.health(WEBSITE_ID, WEBHOOK_ID) != HEALTHY
    scene.answers(TAKEN)
    assert try_webhook(scene.delivering, WEBSITE_ID, WEBHOOK_ID).answer == TAKEN
    assert scene.book.health(WEBSITE_ID, WEBHOOK_ID) == HEALTHY
    assert b'"type":"test"' in scene.caller.calls[0][2]


def test_a_replay_of_what_left_is_a_new_attempt_with_the_same_identifier_and_body() -> None:
    scene = scene_with_two_events()
    scene.deliver()
    logged = scene.log.recent(WEBSITE_ID, WEBHOOK_ID, size=10).deliveries[-1]
    again = replay_delivery(scene.delivering, WEBSITE_ID, WEBHOOK_ID, logged.delivery_id)
    assert again is not None
    assert (again.kind.value, again.attempt, again.event_id) == ("replay", 2, logged.event_id)
    assert scene.caller.calls[-1][2] == logged.body.encode()


def test_a_replay_of_what_still_waits_keeps_the_order_and_is_tried_at_once() -> None:
    scene = scene_with_two_events()
    scene.answers(BROKEN)
    scene.deliver()
    scene.clock.forward(seconds=1)
    (failed,) = scene.log.recent(WEBSITE_ID, WEBHOOK_ID, size=10).deliveries
    scene.answers(TAKEN)
    assert replay_delivery(scene.delivering, WEBSITE_ID, WEBHOOK_ID, failed.delivery_id) is None
    assert len(scene.caller.calls) == 1
    assert scene.deliver() == [LaneResult.EMPTY]
    assert told(scene) == [b"sent", b"sent", b"opened"]
