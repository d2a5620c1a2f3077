"""An operator's order: what it names, and what it leaves to the defaults."""

from typing import Any

import pytest
from pydantic import ValidationError

from chalicelib.domain.call_rate import CallRate
from chalicelib.domain.collection import Reminder
from chalicelib.domain.delays import Delay
from chalicelib.intake.website_order import WebsiteOrder
from tests.builders import WEBSITE_ID, a_collection


def an_order(**fields: Any) -> WebsiteOrder:
    return WebsiteOrder.model_validate({"website_id": WEBSITE_ID, "name": "Maison Durand", **fields})


def test_the_shortest_order_gives_the_defaults_and_names_its_name_alone() -> None:
    order = an_order()
    assert order.collection == a_collection()
    assert order.named_settings == {"name"}


def test_days_become_delays() -> None:
    order = an_order(brand_delay_days=3, product_delay_days=10, reminder_delay_days=[7, 14], member_subjects=["a"])
    assert order.collection == a_collection(
        brand_delay=Delay(3), product_delay=Delay(10), reminders=(Reminder(Delay(7)), Reminder(Delay(14)))
    )
    assert order.named_settings == {"name", "brand_delay", "product_delay", "reminders"}


@pytest.mark.parametrize(
    "mistake",
    [{"reminder_delay_days": [0]}, {"brand_delay_days": -1}, {"brand_delay_days": 366}, {"name": ""}, {"shards": 2}],
)
def test_a_mistake_is_refused(mistake: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match=next(iter(mistake))):
        an_order(**mistake)


def test_a_call_rate_is_named_whole_and_within_reason() -> None:
    assert an_order().call_rate is None
    assert an_order(client_call_rate={"per_second": 200, "burst": 400}).call_rate == CallRate(200, 400)
    for wrong in ({"per_second": 0, "burst": 1}, {"per_second": 200}, {"per_second": 1, "burst": 10_001}):
        with pytest.raises(ValidationError):
            an_order(client_call_rate=wrong)
