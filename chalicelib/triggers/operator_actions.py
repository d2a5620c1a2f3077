"""Actions of the operator, invoked by hand with the AWS command line (docs/operations.md)."""

from typing import Any

from chalicelib.bootstrap import wiring
from chalicelib.intake.website_order import WebsiteOrder
from chalicelib.usecases.open_website import WebsiteOpening, open_website


def on_open_website(event: dict[str, Any]) -> dict[str, str]:
    """Open the website described by the payload; the answer holds a new client secret, shown this once."""
    order = WebsiteOrder.model_validate(event)
    opening = WebsiteOpening(
        order.collection,
        order.client_name,
        order.member_subjects,
        order.named_settings,
        sandbox=order.client_is_sandbox,
        call_rate=order.call_rate,
        keeps_secret=order.client_keeps_secret,
    )
    opened = open_website(
        wiring.websites,
        wiring.counted_zones,
        opening,
        pepper=wiring.identities.client_secret_pepper,
        now=wiring.clock.now(),
    )
    return {
        "website_id": opened.website_id,
        "client_id": opened.client_id,
        "client_secret": opened.client_secret,
    }
