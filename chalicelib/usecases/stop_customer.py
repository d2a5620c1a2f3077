"""Stop a customer's planned requests, so that the table shows at once what the next claim would find out."""

from functools import partial

from chalicelib.domain.errors import BusyError, VersionConflictError
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.opt_out import OptOutWish
from chalicelib.domain.send_protocol import stop
from chalicelib.usecases.ports import Tracking


def stop_customer(tracking: Tracking, *, website_id: str, email: str, wish: OptOutWish) -> int:
    """Stop the latest requests of an address on one website; how many were stopped.

    Call it after the opt-out is kept: what is not stopped here, because the index is late, the customer has very many
    requests or the store is busy, is stopped at its claim. So a busy store ends the work and is no error.
    """
    fact = Fact(wish.at, FactKind.OPTED_OUT, reason=wish.reason)
    stopped = 0
    try:
        for review_request_id in tracking.store.of_customer(website_id, email):
            row = tracking.store.get(website_id, review_request_id)
            if row is not None and row.may_be_sent:
                tracking.store.change(website_id, review_request_id, partial(stop, fact=fact), known=row)
                stopped += 1
    except (BusyError, VersionConflictError):
        return stopped
    return stopped
