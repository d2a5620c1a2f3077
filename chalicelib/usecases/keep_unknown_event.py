"""Keep an event of SES that we do not understand with the request it speaks of."""

from dataclasses import replace

from chalicelib.domain.unknown_event import UnknownEvent
from chalicelib.usecases.email_event_ports import UnknownEvents
from chalicelib.usecases.ports import ReviewRequests


def keep_unknown_event(
    store: ReviewRequests, unknown: UnknownEvents, *, website_id: str, review_request_id: str, event: UnknownEvent
) -> bool | None:
    """Whether it is new; False when this very event is kept already. None when this website has no such request."""
    row = store.get(website_id, review_request_id)
    if row is None:
        return None
    return unknown.keep(website_id, row.proof_id, replace(event, review_request_id=review_request_id))
