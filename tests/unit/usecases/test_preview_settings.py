"""The preview of settings: counts every planned e-mail once, says when it did not look at all, and changes nothing."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.collection import Reminder
from chalicelib.domain.delays import Delay
from chalicelib.domain.operations import reschedule
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.send_protocol import claim, record_sent
from chalicelib.domain.settings_impact import Impact
from chalicelib.usecases import preview_settings as preview
from chalicelib.usecases.preview_settings import Previewing, preview_settings
from chalicelib.usecases.receive_proofs import receive_proofs
from tests.builders import IDENTITIES, NOW, WEBSITE_ID, a_collection, a_proof, a_rules
from tests.fakes import FakeClock, FakeHolidays, FakeReviewRequests


class Shop:
    """A website whose settings are `a_collection(brand_delay=3 days)`, and its requests."""

    def __init__(self) -> None:
        self.store, self.clock = FakeReviewRequests(), FakeClock(NOW)
        self.ports = Previewing(self.store, FakeHolidays(), self.clock)
        self.rules = a_rules(brand_delay=Delay(3))

    def receive(self, count: int, *, days_ago: float = 0, **proof: Any) -> list[ReviewRequest]:
        first = len(self.store.rows)
        proofs = [
            a_proof(
                experience_reference=f"R{first + n}", experience_at=NOW - timedelta(days=30, minutes=first + n), **proof
            )
            for n in range(count)
        ]
        at = NOW - timedelta(days=days_ago)
        outcomes = receive_proofs(self.store, IDENTITIES, self.rules, proofs, now=at)
        return [self.store.rows[WEBSITE_ID, one] for outcome in outcomes for one in outcome.review_request_ids]

    def replace(self, row: ReviewRequest) -> None:
        self.store.rows[row.website_id, row.review_request_id] = row

    def impact(self, **settings: Any) -> Impact:
        return preview_settings(self.ports, a_collection(**{"brand_delay": Delay(3)} | settings), now=NOW)


def remind(shop: Shop, row: ReviewRequest) -> None:
    claimed = claim(replace(row, due_at=NOW), step=0, now=NOW)
    assert claimed is not None
    shop.replace(record_sent(claimed, step=0, at=NOW, rules=shop.rules))


def test_every_planned_email_is_counted_once_and_nothing_changes() -> None:
    shop = Shop()
    shop.receive(4, products=())
    shop.receive(3, days_ago=2, products=())
    shop.receive(2, products=(), brand_delay_days=7)
    by_hand, reminded, cancelled = shop.receive(3, products=())
    moved = reschedule(by_hand, at=NOW + timedelta(days=9), now=NOW)
    assert isinstance(moved, ReviewRequest)
    shop.replace(moved)
    remind(shop, reminded)
    shop.replace(replace(cancelled, due_at=None))
    rows = dict(shop.store.rows)

    impact = shop.impact(brand_delay=Delay(2), reminders=())

    assert impact == Impact(
        moved=7, leaving_today=3, reminders_ended=1, unchanged=2, operators_date=1, not_collected=0, complete=True
    )
    assert shop.store.rows == rows
    assert shop.impact() == Impact(unchanged=10, operators_date=1)


def test_today_is_the_websites_day() -> None:
    shop = Shop()
    shop.receive(1, products=(), days_ago=1)
    in_paris_tomorrow = Delay(1, 13)
    assert shop.impact(brand_delay=in_paris_tomorrow).leaving_today == 0
    assert shop.impact(brand_delay=in_paris_tomorrow, time_zone="America/Guadeloupe").leaving_today == 1


def test_the_proof_is_read_for_the_rows_that_need_it() -> None:
    shop = Shop()
    shop.rules = a_rules(product_delay=Delay(10))
    shop.receive(1, brand_delay_days=5)
    assert shop.impact() == Impact(moved=1, unchanged=1)  # the product request goes with the brand, whose date is fed
    assert shop.impact(product_delay=Delay(10)) == Impact(unchanged=2)


def test_what_is_no_longer_collected_and_what_would_be_refused_are_told() -> None:
    shop = Shop()
    shop.receive(2, products=())
    assert shop.impact(collects_brand=False) == Impact(not_collected=2)
    assert shop.impact(max_age_days=10) == Impact(unchanged=2, refused=2)


def test_reminders_are_moved_too() -> None:
    shop = Shop()
    (row,) = shop.receive(1, products=())
    remind(shop, row)
    assert shop.impact(reminders=(Reminder(Delay(2)),)) == Impact(moved=1)


def test_too_many_rows_make_the_figures_lower_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "PAGE_SIZE", 2)
    monkeypatch.setattr(preview, "MOST_ROWS", 4)
    shop = Shop()
    shop.receive(5, products=())
    assert shop.impact(brand_delay=Delay(4)) == Impact(moved=4, complete=False)
    monkeypatch.setattr(preview, "MOST_ROWS", 6)
    assert shop.impact(brand_delay=Delay(4)) == Impact(moved=5)


def test_too_much_time_makes_the_figures_lower_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "PAGE_SIZE", 1)
    shop = Shop()
    shop.receive(5, products=())
    page = shop.store.page

    def slow_page(*args: Any, **more: Any) -> Any:
        shop.clock.forward(seconds=4)
        return page(*args, **more)

    monkeypatch.setattr(shop.store, "page", slow_page)
    assert shop.impact(brand_delay=Delay(4)) == Impact(moved=3, complete=False)


@pytest.mark.parametrize(
    ("impact", "french", "english"),
    [
        (
            Impact(moved=4212, leaving_today=37),
            "4\u202f212 demandes programmées changeraient de date, 37 partiraient aujourd'hui.",
            "4,212 scheduled requests would move, 37 would leave today.",
        ),
        (Impact(), "0 demande programmée changerait de date.", "0 scheduled requests would move."),
        (
            Impact(moved=1, leaving_today=1, reminders_ended=1),
            "1 demande programmée changerait de date, 1 partirait aujourd'hui, 1 relance ne partirait plus.",
            "1 scheduled request would move, 1 would leave today, 1 reminder would no longer leave.",
        ),
        (
            Impact(moved=2, refused=3, complete=False),
            "Au moins 2 demandes programmées changeraient de date, 3 seraient annulées à leur échéance.",
            "At least 2 scheduled requests would move, 3 would be cancelled when due.",
        ),
    ],
)
def test_the_sentence_says_it(impact: Impact, french: str, english: str) -> None:
    assert (impact.sentence("fr"), impact.sentence("en")) == (french, english)
