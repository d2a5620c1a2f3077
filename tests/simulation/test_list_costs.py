"""A page costs the same in a website of 1,000 requests and in one of 20,000, and never reads a day without a match."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.listing import Cut, ListOrder, Page, ReviewRequestFilter
from chalicelib.domain.proof import ReviewType
from chalicelib.domain.status import Status
from tests.bench.list_costs import Cost, broken_promises, compare
from tests.bench.list_rows import NEWEST_DAY, Website
from tests.builders import WEBSITE_ID
from tests.simulation.metered_list import MeteredList

SMALL = Website(WEBSITE_ID, days=20, per_day=50)
LARGE = Website(WEBSITE_ID, days=40, per_day=500)


@pytest.fixture(scope="module")
def lists() -> dict[Website, MeteredList]:
    """Both websites, loaded."""
    return {website: MeteredList(website) for website in (SMALL, LARGE)}


def test_every_page_costs_the_same_in_either_website(lists: dict[Website, MeteredList]) -> None:
    def look(website: Website, wanted: ReviewRequestFilter, cut: Cut) -> tuple[Page, Cost]:
        return lists[website].page(wanted, cut)

    compared = compare(look, SMALL, LARGE)

    assert len(compared) == 2 * 9 * 4
    assert list(broken_promises(compared)) == []


@pytest.mark.parametrize("order", list(ListOrder))
def test_a_rare_kind_is_looked_for_only_on_its_days(order: ListOrder) -> None:
    """Ten of five hundred rows are scheduled product requests, on two days; the others are never read."""
    days = {NEWEST_DAY - timedelta(days=3), NEWEST_DAY - timedelta(days=7)}
    website = Website(WEBSITE_ID, days=10, per_day=50)
    listed = MeteredList(replace(website, days=0))
    row = next(row for row in website.rows() if row.current.status is Status.SENT)
    rare = next(row for row in website.rows() if row.current.status is Status.SCHEDULED)
    listed.put_all(website, common=row, rare=rare, days=days, each=5)
    wanted = ReviewRequestFilter(
        statuses=frozenset({Status.SCHEDULED}), review_types=frozenset({ReviewType.BRAND, ReviewType.PRODUCT})
    )

    page, cost = listed.page(wanted, Cut(50, None, order))

    assert len(page.rows) == 10
    assert cost.examined == len(days) * website.per_day
