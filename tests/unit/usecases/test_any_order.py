"""Whatever the order in which SES's events arrive, and however often: one row (reliability.md 4.4, invariant I10).

Every order of seven events is followed, with every event told again and again. Two orders that brought about the very
same row and contact so far go on as one, weighed by how many they are: the weights add up to all 5,040. The events are
SES's own JSON, read by the parser and told to the use cases.
"""

import json
from collections import Counter
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from math import factorial
from typing import Any

import pytest

from chalicelib.domain.collection import OpenTracking, Reminder
from chalicelib.domain.delays import Delay
from chalicelib.domain.facts import Fact, FactKind, Facts
from chalicelib.domain.review_request import ReviewRequest, SendState
from chalicelib.domain.status import Status
from chalicelib.intake.ses_notifications import EmailEvent, parse_ses_event
from chalicelib.usecases.record_email_event import OPENINGS, record_email_event
from chalicelib.usecases.record_opening import Opening, record_opening
from tests.builders import WEBSITE_ID
from tests.fakes import FakeOpenCounts
from tests.unit.intake.doors import EVENTS
from tests.unit.usecases.followed import Followed

CLAIMED_AT = datetime.fromisoformat("2024-03-11T10:14:59Z")
NOW = CLAIMED_AT + timedelta(days=1)
REMINDERS = (Reminder(Delay(days=7)), Reminder(Delay(days=7)))

ROWS: dict[str, dict[str, Any]] = {
    "sent, its reminder planned": {"send_state": SendState.PLANNED, "step": 1, "reminder": 1, "due_at": NOW},
    "nobody knows whether it left": {"send_state": SendState.UNCONFIRMED, "claimed_at": CLAIMED_AT, "due_at": NOW},
    "planned again by a restored backup": {"send_state": SendState.PLANNED, "due_at": CLAIMED_AT},
    "under claim": {"send_state": SendState.SENDING, "claimed_at": CLAIMED_AT, "due_at": CLAIMED_AT, "attempt": 1},
}
SENT_BEFORE = ("sent, its reminder planned",)


@dataclass(frozen=True)
class Life:
    """Seven events (`<file>` or `<file>@<step>`), and what any order of them says in the end."""

    events: tuple[str, ...]
    status: Status
    reason: str | None = None
    settings: tuple[tuple[str, Any], ...] = ()


LIVES = {
    "read by a person, after machines": Life(
        ("send", "delivery", "delivery_delay", "bounce_transient", "open_apple_privacy", "open", "click"),
        Status.OPENED,
    ),
    "loaded by machines alone": Life(
        ("send", "delivery", "delivery_delay", "open_bot", "open_too_soon", "click_bot", "complaint_not_spam"),
        Status.SENT,
    ),
    "bounced after the delivery": Life(
        ("send", "delivery", "bounce_permanent", "bounce_transient", "open_bot", "delivery_delay", "subscription"),
        Status.ERROR,
        "hard_bounce",
    ),
    "two reasons to bounce": Life(
        (
            "send",
            "bounce_suppressed",
            "bounce_no_email",
            "complaint_on_account_suppression_list",
            "delivery",
            "delivery_delay",
            "teleported",
        ),
        Status.ERROR,
        "hard_bounce",
    ),
    "refused by SES after it had taken it": Life(
        ("send", "reject", "rendering_failure", "delivery_delay", "bounce_transient", "subscription", "teleported"),
        Status.ERROR,
        "content_rejected",
    ),
    "a complaint": Life(
        ("send", "delivery", "complaint", "open_bot", "delivery_delay", "complaint_not_spam", "bounce_undetermined"),
        Status.ERROR,
        "complained",
    ),
    "the reminder got through": Life(
        ("send", "bounce_permanent", "send@1", "delivery@1", "open_bot@1", "delivery_delay", "send@2"),
        Status.REMINDER_SENT,
    ),
    "passing failures until nobody writes any more": Life(
        ("bounce_transient", "bounce_transient@1", "bounce_undetermined@2", "send", "send@1", "send@2", "open_bot"),
        Status.ERROR,
        "soft_bounces",
        (("soft_bounces_before_stop", 2),),
    ),
    "openings nobody may know of": Life(
        ("send", "delivery", "open", "click", "open_bot", "open_gmail_proxy", "delivery_delay"),
        Status.SENT,
        None,
        (("open_tracking", OpenTracking.AGGREGATED),),
    ),
}


def event_named(name: str) -> EmailEvent:
    file, _, step = name.partition("@")
    told = json.loads((EVENTS / f"ses_{file}.json").read_text("utf-8"))
    told["mail"]["tags"]["step"] = [step or "0"]
    return parse_ses_event(json.dumps(told))


@dataclass(frozen=True)
class State:
    """A row and a contact, equal for two orders that brought about the same."""

    key: str
    contact: str
    row: ReviewRequest = field(compare=False)
    contacts: dict[str, Any] = field(compare=False)


class Scene(Followed):
    """One row, and a way back to what was before an event."""

    def __init__(self, row: dict[str, Any], known: Facts, settings: dict[str, Any]) -> None:
        super().__init__(reminders=REMINDERS, **settings)
        self.counts = FakeOpenCounts()
        start = replace(self.row, facts=known, step=0, reminder=0, due_at=None)
        self.store.rows[WEBSITE_ID, self.id] = replace(start, **row)

    def tell(self, told: EmailEvent) -> None:
        if told.fact is None:
            return
        if told.fact.kind in OPENINGS:
            opening = Opening(WEBSITE_ID, self.id, told.fact, told.opens, told.mailed_at, told.event_type == "Click")
            record_opening(self.tracking, self.counts, opening, now=NOW)
            return
        record_email_event(self.tracking, website_id=WEBSITE_ID, review_request_id=self.id, fact=told.fact, now=NOW)

    def state(self) -> State:
        """All that a later event could meet; the number of writes is nothing that it meets."""
        contacts = {name: kept for name, kept in vars(self.contacts).items() if isinstance(kept, dict)}
        row = replace(self.row, version=0)
        key = repr((sorted(row.facts), replace(row, facts=Facts())))
        return State(key, _sorted(contacts), row, _copied(contacts))

    def go_back_to(self, state: State) -> None:
        self.store.rows[WEBSITE_ID, self.id] = state.row
        vars(self.contacts).update(_copied(state.contacts))

    def ends(self, events: list[EmailEvent]) -> Counter[State]:
        """The states after all events, each with the number of orders that lead to it."""
        after: dict[frozenset[int], Counter[State]] = {frozenset(): Counter([self.state()])}
        everything = frozenset(range(len(events)))
        for size in range(len(events)):
            for told in [told for told in after if len(told) == size]:
                for state, orders in after.pop(told).items():
                    for following in everything - told:
                        self.go_back_to(state)
                        for place in (following, *told, following):
                            self.tell(events[place])
                        after.setdefault(told | {following}, Counter())[self.state()] += orders
        return after[everything]


def _copied(contacts: dict[str, dict[Any, Any]]) -> dict[str, dict[Any, Any]]:
    """Sets and mappings of their own, two levels deep, which is all a contact has."""
    copied = {name: copy(kept) for name, kept in contacts.items()}
    for kept in copied.values():
        kept.update({key: copy(one) for key, one in kept.items() if isinstance(one, dict | set)})
    return copied


def _sorted(value: object) -> str:
    """The same text for the same sets and mappings, however they grew."""
    if isinstance(value, dict):
        return str(sorted((str(key), _sorted(one)) for key, one in value.items()))
    return str(sorted(value)) if isinstance(value, set) else str(value)


def known_of(row: str) -> Facts:
    created = Fact(CLAIMED_AT - timedelta(days=7), FactKind.CREATED)
    return Facts.of(created, Fact(CLAIMED_AT, FactKind.SENT)) if row in SENT_BEFORE else Facts.of(created)


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("life", LIVES)
def test_every_order_gives_the_same_row(life: str, row: str) -> None:
    events = [event_named(name) for name in LIVES[life].events]
    scene = Scene(ROWS[row], known_of(row), dict(LIVES[life].settings))

    ends = scene.ends(events)

    assert ends.total() == factorial(7)
    rows = [state.row for state in ends]
    assert len({(str(sorted(row.facts)), row.current) for row in rows}) == 1
    assert (rows[0].current.status, rows[0].current.reason) == (LIVES[life].status, LIVES[life].reason)
    assert len({(row.send_state, row.next_email_at is None, row.may_be_sent) for row in rows}) == 1
    assert len({bool(state.contacts["of_merchants"]) for state in ends}) == 1
