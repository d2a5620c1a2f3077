"""What is told of a change, to whom, and how often."""

import json
from dataclasses import replace

import pytest

from chalicelib.domain.facts import FactKind
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.status import Status
from chalicelib.usecases.announce_change import announce_change
from tests.builders import NOW, a_review_request
from tests.unit.usecases.webhook_scene import Scene, a_change, learning
from tests.webhook_builders import a_lane_id

ROW = a_review_request()


def bodies(scene: Scene) -> list[dict]:
    return [json.loads(event.body) for lane in scene.lanes.kept.values() for event in lane.events]


def test_a_change_is_told_with_what_was_before_and_without_personal_data() -> None:
    scene = Scene()
    scene.with_webhook()
    sent = learning(ROW, FactKind.SENT, scene.clock)
    (lane_id,) = scene.announce(ROW, sent, 1)

    assert lane_id == a_lane_id(review_request_id=ROW.review_request_id)
    (body,) = bodies(scene)
    assert body == {
        "type": "review_request.status_changed",
        "timestamp": "2026-11-23T10:00:00Z",
        "data": {
            "website_id": ROW.website_id,
            "review_request_id": ROW.review_request_id,
            "experience_reference": "ORDER-1001",
            "experience_at": "2026-11-20T09:30:00Z",
            "review_type": "brand",
            "status": "sent",
            "reason": None,
            "status_at": "2026-11-23T10:00:00Z",
            "previous_status": "scheduled",
            "emails_sent": 1,
            "channel": "online",
            "shop_id": None,
        },
    }
    assert ROW.customer_email not in json.dumps(body)


def test_the_address_goes_along_where_it_was_asked_for() -> None:
    scene = Scene()
    scene.with_webhook(includes_address=True)
    scene.announce(None, ROW, 1)
    assert bodies(scene)[0]["data"]["customer_email"] == ROW.customer_email
    assert bodies(scene)[0]["data"]["previous_status"] is None


def test_only_the_wanted_statuses_are_told() -> None:
    scene = Scene()
    scene.with_webhook(statuses=frozenset({Status.OPENED}))
    sent = learning(ROW, FactKind.SENT, scene.clock)
    assert scene.announce(ROW, sent, 1) == []
    assert len(scene.announce(sent, learning(sent, FactKind.OPENED, scene.clock), 2)) == 1


def test_a_webhook_that_is_not_active_is_told_nothing() -> None:
    scene = Scene()
    scene.with_webhook(active=False)
    assert scene.announce(None, ROW, 1) == []


def test_each_webhook_has_its_own_lane() -> None:
    scene = Scene()
    scene.with_webhook()
    scene.with_webhook(webhook_id="f" * 20)
    assert len({one.webhook_id for one in scene.announce(None, ROW, 1)}) == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (ROW, replace(ROW, version=1)),
        (ROW, replace(ROW, due_at=NOW, planned_at=NOW)),
        (ROW, None),
    ],
)
def test_a_write_that_changes_no_status_asks_for_no_webhooks(
    before: ReviewRequest, after: ReviewRequest | None
) -> None:
    scene = Scene()

    class Untouchable:
        def __getattr__(self, name: str) -> object:
            raise AssertionError(name)

    assert announce_change(Untouchable(), Untouchable(), a_change(before, after, 1), now=scene.clock.now()) == []  # type: ignore[arg-type]


def test_a_second_reminder_is_news_although_the_status_is_the_same() -> None:
    scene = Scene()
    scene.with_webhook()
    first = learning(learning(ROW, FactKind.SENT, scene.clock), FactKind.SENT, scene.clock, step=1)
    second = learning(first, FactKind.SENT, scene.clock, step=2)
    assert first.current.status is second.current.status is Status.REMINDER_SENT
    scene.announce(first, second, 1)
    assert bodies(scene)[0]["data"]["emails_sent"] == 3


def test_a_change_that_the_stream_tells_twice_is_appended_once_even_after_it_was_delivered() -> None:
    scene = Scene()
    scene.with_webhook()
    sent = learning(ROW, FactKind.SENT, scene.clock)
    opened = learning(sent, FactKind.OPENED, scene.clock)
    for _ in range(2):
        scene.announce(ROW, sent, 1)
        scene.announce(sent, opened, 2)
    assert [body["data"]["status"] for body in bodies(scene)] == ["sent", "opened"]
    scene.deliver()
    scene.announce(ROW, sent, 1)
    scene.announce(sent, opened, 2)
    scene.deliver()
    assert len(scene.caller.calls) == 2
