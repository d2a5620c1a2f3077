"""Record an opt-out: remembered for good first, then what is planned for this request stops."""

from functools import partial

from chalicelib.domain import reasons
from chalicelib.domain.errors import ReviewRequestNotFoundError
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.opt_out import OptOut, OptOutWish
from chalicelib.domain.send_protocol import stop
from chalicelib.usecases.ports import Tracking


def record_opt_out(tracking: Tracking, *, website_id: str, review_request_id: str, wish: OptOutWish) -> None:
    """Never write again to the customer of this request, for this merchant or for all. Repeating it changes nothing.

    Other requests of the same customer are stopped by the sender, which reads opt-outs after its claim.
    Raises ReviewRequestNotFoundError when the request does not exist.
    """
    row = tracking.store.get(website_id, review_request_id)
    if row is None:
        raise ReviewRequestNotFoundError("No review request has this identifier.")
    tracking.opt_outs.add(OptOut(website_id, tracking.identities.email_hash(row.customer_email), wish))
    fact = Fact(wish.at, FactKind.OPTED_OUT, reason=reasons.OPTED_OUT)
    tracking.store.change(website_id, review_request_id, partial(stop, fact=fact))
