"""Actions of the operator, invoked by hand with the AWS command line (docs/operations.md)."""

from typing import Any

from chalicelib.bootstrap import wiring
from chalicelib.domain.collection import Collection
from chalicelib.intake.website_order import WebsiteOrder
from chalicelib.usecases.open_website import open_website


def on_open_website(event: dict[str, Any]) -> dict[str, str]:
    """Open the website described by the payload; the answer holds the new client secret, shown this once."""
    order = WebsiteOrder.model_validate(event)
    collection = Collection(
        website_id=str(order.website_id),
        name=order.name,
        trader_contact=order.trader_contact,
        time_zone=order.time_zone,
        locale=order.locale,
        brand_delay_days=order.brand_delay_days,
        product_delay_days=order.product_delay_days,
        reminder_delay_days=order.reminder_delay_days,
    )
    opened = open_website(
        wiring.websites,
        collection,
        client_name=order.client_name,
        owners=order.member_subjects,
        pepper=wiring.identities.client_secret_pepper,
    )
    return {
        "website_id": opened.website_id,
        "client_id": opened.client_id,
        "client_secret": opened.client_secret,
    }
