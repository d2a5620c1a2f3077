"""Preview settings: what they would do to the requests already scheduled, computed without changing anything."""

from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain.collection import Collection
from chalicelib.domain.listing import Page, ReviewRequestFilter
from chalicelib.domain.proof import Proof
from chalicelib.domain.replanning import needs_proof, replan
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.rules import Rules
from chalicelib.domain.send_window import Holidays
from chalicelib.domain.settings_impact import Impact
from chalicelib.domain.status import Status
from chalicelib.usecases.ports import Clock, ReviewRequests

PAGE_SIZE = 500
MOST_ROWS = 20_000
LONGEST_SECONDS = 10.0
"""An answer must come within API Gateway's 29 s; a page of rows takes well below one of them."""

MAY_BE_PLANNED = ReviewRequestFilter(statuses=frozenset(Status) - {Status.REVIEW_SUBMITTED, Status.CANCELLED})
"""Requests that may still have an e-mail to come: a first one, or a reminder."""


@dataclass(frozen=True)
class Previewing:
    """The ports of a preview."""

    store: ReviewRequests
    holidays: Holidays
    clock: Clock


def preview_settings(ports: Previewing, wanted: Collection, *, now: datetime) -> Impact:
    """The impact of `wanted` on its website's requests, newest experience first.

    Bounded by rows and by time: `complete` is False when more rows were left.
    """
    rules = Rules(wanted, ports.holidays)
    started, seen = ports.clock.elapsed(), 0
    impact, after = Impact(), None
    while True:
        page = _page(ports, wanted, after)
        impact, seen, after = _counted(ports, page, rules, impact, now), seen + len(page.rows), page.next_after
        if after is None:
            return impact
        if seen >= MOST_ROWS or ports.clock.elapsed() - started >= LONGEST_SECONDS:
            return replace(impact, complete=False)


def _page(ports: Previewing, wanted: Collection, after: str | None) -> Page:
    return ports.store.page(wanted.website_id, MAY_BE_PLANNED, wanted.time_zone, size=PAGE_SIZE, after=after)


def _counted(ports: Previewing, page: Page, rules: Rules, impact: Impact, now: datetime) -> Impact:
    today = now.astimezone(rules.collection.zone).date()
    for row in page.rows:
        result = replan(row, _proof(ports, row, rules), rules=rules, now=now)
        due_at = result.row.due_at
        leaves_today = due_at is not None and due_at.astimezone(rules.collection.zone).date() == today
        impact = impact.counting(result, leaves_today=leaves_today)
    return impact


def _proof(ports: Previewing, row: ReviewRequest, rules: Rules) -> Proof | None:
    stored = ports.store.proof(row.website_id, row.proof_id) if needs_proof(row, rules) else None
    return stored.proof if stored else None
