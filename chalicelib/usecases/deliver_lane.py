"""Deliver the events of one lane, in order, until it is empty, refused, or the time is over."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial

from chalicelib.domain.webhook_delivery import Delivery, DeliveryKind, DeliveryOutcome, new_delivery_id
from chalicelib.domain.webhook_lane import Lane, LaneId, claimed, emptied, failed, passed, put_back
from chalicelib.domain.webhooks import HEALTHY, Health, Webhook, Webhooks, replacing
from chalicelib.usecases.call_webhook import Message, call_webhook
from chalicelib.usecases.webhook_ports import Delivering

SPREAD = timedelta(seconds=30)
"""Over which lanes come back after a rest."""

HasTime = Callable[[], bool]


class LaneResult(StrEnum):
    """What became of a lane."""

    NOTHING_DUE = "nothing_due"
    EMPTY = "empty"
    FAILED = "failed"
    RESTING = "resting"
    GOES_ON = "goes_on"
    LOST = "lost"
    SWITCHED_OFF = "switched_off"


@dataclass(frozen=True)
class Turn:
    """A claimed lane and what is known of its webhook."""

    lane: Lane
    webhook: Webhook
    health: Health


def deliver_lane(delivering: Delivering, lane_id: LaneId, *, has_time: HasTime) -> LaneResult:
    """Whatever happens, what is not delivered stands in the index of due lanes; a message may come any number of times.

    Raises BusyError or VersionConflictError when the store does not follow; the claim then runs out by itself.
    """
    now = delivering.clock.now()
    lane = delivering.lanes.change(lane_id, partial(claimed, now=now), now=now)
    if lane is None:
        return LaneResult.NOTHING_DUE
    webhooks = delivering.book.webhooks(lane_id.website_id)
    webhook = next((one for one in webhooks if one.webhook_id == lane_id.webhook_id), None)
    if webhook is None:
        delivering.lanes.change(lane_id, emptied, now=now)
        return LaneResult.EMPTY
    turn = Turn(lane, webhook, delivering.book.health(lane_id.website_id, lane_id.webhook_id))
    while True:
        result, following = _one_event(delivering, turn, has_time)
        if result is not None:
            return result
        if following is None:
            return LaneResult.LOST
        if not following.events:
            return LaneResult.EMPTY
        turn = replace(turn, lane=following)


def _one_event(delivering: Delivering, turn: Turn, has_time: HasTime) -> tuple[LaneResult | None, Lane | None]:
    """Either a result that ends the turn, or the lane without its first event (None when somebody else has it)."""
    now = delivering.clock.now()
    if turn.lane.head.is_given_up(now=now):
        return None, _without_head(delivering, turn, DeliveryOutcome.GIVEN_UP, now)
    if not turn.webhook.active:
        return None, _without_head(delivering, turn, DeliveryOutcome.DROPPED, now)
    if turn.health.rests(now=now):
        return _rest(delivering, turn, now), None
    if not has_time():
        _return(delivering, turn, until=now, now=now)
        delivering.queue.put([turn.lane.lane_id])
        return LaneResult.GOES_ON, None
    return _attempt(delivering, turn)


def _attempt(delivering: Delivering, turn: Turn) -> tuple[LaneResult | None, Lane | None]:
    lane, webhook = turn.lane, turn.webhook
    message = Message(
        DeliveryKind.EVENT,
        lane.head.event_id,
        lane.head.body,
        lane.lane_id.review_request_id,
        lane.head.status,
        lane.attempts + 1,
    )
    delivery = call_webhook(delivering, webhook, message)
    now = delivering.clock.now()
    if delivery.outcome is DeliveryOutcome.DELIVERED:
        if turn.health != HEALTHY:
            delivering.book.save_health(webhook.website_id, webhook.webhook_id, HEALTHY)
        return None, _pass(delivering, lane, now)
    luck = random.random()  # noqa: S311 - spreads load, guards nothing
    delivering.lanes.change(lane.lane_id, partial(failed, claim=lane.claim, now=now, luck=luck), now=now)
    return _note_failure(delivering, turn, now), None


def _note_failure(delivering: Delivering, turn: Turn, now: datetime) -> LaneResult:
    """The webhook rests, or is switched off after days of nothing but failures."""
    webhook = turn.webhook
    health = turn.health.after_failure(now=now)
    if health.is_given_up(now=now):
        delivering.book.change(webhook.website_id, partial(_switched_off, webhook=webhook, now=now))
        delivering.book.save_health(webhook.website_id, webhook.webhook_id, HEALTHY)
        return LaneResult.SWITCHED_OFF
    if health != turn.health:
        delivering.book.save_health(webhook.website_id, webhook.webhook_id, health)
    return LaneResult.FAILED


def _switched_off(webhooks: Webhooks, webhook: Webhook, now: datetime) -> Webhooks:
    """Unless somebody changed it meanwhile: it then has another chance."""
    return replacing(webhooks, webhook.switched_off(now=now)) if webhook in webhooks else webhooks


def _without_head(delivering: Delivering, turn: Turn, outcome: DeliveryOutcome, now: datetime) -> Lane | None:
    """Written down, so that it can be replayed, and gone."""
    lane, head = turn.lane, turn.lane.head
    delivery = Delivery(
        delivery_id=new_delivery_id(now),
        kind=DeliveryKind.EVENT,
        outcome=outcome,
        event_id=head.event_id,
        at=now,
        body=head.body,
        review_request_id=lane.lane_id.review_request_id,
        status=head.status,
        attempt=max(1, lane.attempts),
    )
    delivering.log.add(lane.lane_id.website_id, lane.lane_id.webhook_id, delivery)
    return _pass(delivering, lane, now)


def _pass(delivering: Delivering, lane: Lane, now: datetime) -> Lane | None:
    return delivering.lanes.change(lane.lane_id, partial(passed, claim=lane.claim, now=now), now=now)


def _rest(delivering: Delivering, turn: Turn, now: datetime) -> LaneResult:
    until = (turn.health.resting_until or now) + SPREAD * random.random()  # noqa: S311 - spreads load, guards nothing
    _return(delivering, turn, until=until, now=now)
    return LaneResult.RESTING


def _return(delivering: Delivering, turn: Turn, *, until: datetime, now: datetime) -> None:
    lane = turn.lane
    delivering.lanes.change(lane.lane_id, partial(put_back, claim=lane.claim, until=until), now=now)
