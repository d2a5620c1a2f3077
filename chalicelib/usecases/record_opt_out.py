"""Record an opt-out: remembered for good first, then what is planned for this request stops."""

from datetime import datetime
from functools import partial

from chalicelib.domain import reasons
from chalicelib.domain.errors import ReviewRequestNotFoundError
from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.identity import Identities
from chalicelib.domain.opt_out import OptOut, OptOutOrigin, OptOutScope
from chalicelib.domain.send_protocol import stop
from chalicelib.usecases.ports import OptOuts, ReviewRequests


def record_opt_out(
    store: ReviewRequests,
    opt_outs: OptOuts,
    identities: Identities,
    *,
    website_id: str,
    review_request_id: str,
    scope: OptOutScope,
    origin: OptOutOrigin,
    now: datetime,
) -> None:
    """Never write again to the customer of this request, for this merchant or for all. Repeating it changes nothing.

    Other requests of the same customer are stopped by the sender, which reads opt-outs after its claim.
    Raises ReviewRequestNotFoundError when the request does not exist.
    """
    row = store.get(website_id, review_request_id)
    if row is None:
        raise ReviewRequestNotFoundError("No review request has this identifier.")
    opt_outs.add(OptOut(website_id, identities.email_hash(row.customer_email), scope, origin, now))
    fact = Fact(now, FactKind.OPTED_OUT, reason=reasons.OPTED_OUT)
    store.change(website_id, review_request_id, partial(stop, fact=fact))
