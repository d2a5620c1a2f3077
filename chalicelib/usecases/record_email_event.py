"""Record what SES told us about one e-mail. Facts only grow, so order, delay and repetition do not matter."""

from datetime import datetime
from functools import partial

from chalicelib.domain.facts import Fact, FactKind
from chalicelib.domain.identity import Identities
from chalicelib.domain.opt_out import OptOut, OptOutOrigin, OptOutScope
from chalicelib.domain.review_request import ReviewRequest
from chalicelib.domain.send_protocol import learn_email_event
from chalicelib.usecases.ports import OptOuts, ReviewRequests, Websites


def record_email_event(
    store: ReviewRequests,
    opt_outs: OptOuts,
    websites: Websites,
    identities: Identities,
    *,
    website_id: str,
    review_request_id: str,
    fact: Fact,
) -> ReviewRequest | None:
    """Add the fact to the row; a complaint is an opt-out from this merchant, written first.

    Returns the row as it is afterwards, or None when this website has no such request (the caller counts it).
    """
    row = store.get(website_id, review_request_id)
    if row is None:
        return None
    if fact.kind is FactKind.COMPLAINED:
        opt_outs.add(_opt_out_of_complaint(row, identities, fact.at))
    collection = websites.collection(website_id)
    return store.change(website_id, review_request_id, partial(learn_email_event, fact=fact, collection=collection))


def _opt_out_of_complaint(row: ReviewRequest, identities: Identities, at: datetime) -> OptOut:
    email_hash = identities.email_hash(row.customer_email)
    return OptOut(row.website_id, email_hash, OptOutScope.MERCHANT, OptOutOrigin.COMPLAINT, at)
