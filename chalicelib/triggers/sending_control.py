"""The operator's hand on the sending of a website or of all, invoked with the AWS command line (docs/operations.md)."""

from collections.abc import Callable
from typing import Any

from chalicelib.bootstrap import wiring
from chalicelib.domain.sending import ALL_WEBSITES, SendingState
from chalicelib.intake.sending_orders import SendingAction, SendingOrder
from chalicelib.observability import logger
from chalicelib.usecases.control_sending import Order, pause_sending, resume_sending, start_warm_up

ACTIONS: dict[SendingAction, Callable[..., SendingState]] = {
    SendingAction.PAUSE: pause_sending,
    SendingAction.RESUME: resume_sending,
    SendingAction.WARM_UP: start_warm_up,
}


def on_control_sending(event: dict[str, Any]) -> dict[str, Any]:
    """Do what the payload says. Raises WebsiteNotFoundError for a website not open, ValueError for a mistake."""
    order = SendingOrder.model_validate(event)
    website_id = str(order.website_id)
    if website_id != ALL_WEBSITES:
        wiring.websites.collection(website_id)
    asked = Order(website_id, order.by, order.reason)
    state = ACTIONS[order.action](wiring.governor, asked, now=wiring.clock.now())
    logger.info("Sending controlled", website_id=website_id, action=order.action.value, by=order.by)
    return {
        "website_id": website_id,
        "paused": state.pause is not None,
        "reason": state.pause.reason if state.pause else None,
        "warm_up_started_on": state.warm_up_started_on.isoformat() if state.warm_up_started_on else None,
    }
